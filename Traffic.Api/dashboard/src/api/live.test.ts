import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LiveConnection } from './live'

class FakeSource {
  static readonly CLOSED = 2
  static all: FakeSource[] = []
  readyState = 0
  closed = false
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  private readonly handlers = new Map<string, (event: { data: string }) => void>()

  constructor(readonly url: string) {
    FakeSource.all.push(this)
  }

  addEventListener(kind: string, handler: (event: { data: string }) => void) {
    this.handlers.set(kind, handler)
  }

  close() {
    this.closed = true
  }

  send(kind: string, data: object) {
    this.handlers.get(kind)!({ data: JSON.stringify(data) })
  }

  fail(readyState: number) {
    this.readyState = readyState
    this.onerror?.()
  }
}

const record = { feed: 'roads', stream: 'passages', window: '1m', window_start: '2026-01-01T00:00:00Z', window_end: '2026-01-01T00:01:00Z', road: 'A', lane: 1 }
const newest = () => FakeSource.all.at(-1)!

describe('LiveConnection', () => {
  let live: LiveConnection
  const onWindow = vi.fn()
  const onReset = vi.fn()

  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:01Z') })
    vi.stubGlobal('EventSource', FakeSource)
    FakeSource.all = []
    live = new LiveConnection()
    live.subscribe({ window: 'roads.passages.1m', filters: { lane: ['1', '2'] }, onWindow, onReset })
    vi.advanceTimersByTime(50)
    newest().onopen!()
  })

  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.clearAllMocks()
  })

  it('hands out what a subscription asked for, and measures the delay', () => {
    newest().send('window', { ...record, at: '2026-01-01T00:00:00.950Z' })
    newest().send('window', { ...record, lane: 3 })
    newest().send('window', { ...record, window: '1h' })
    expect(onWindow).toHaveBeenCalledTimes(1)
    expect(live.state).toEqual({ kind: 'live', delayMs: 100 })
    expect(live.received).toBe(3)
  })

  it('leaves a broken connection to the browser, which resumes it without a reset', () => {
    newest().fail(0)
    expect(live.state.kind).toBe('connecting')
    newest().onopen!()
    expect(live.state.kind).toBe('live')
    expect(FakeSource.all).toHaveLength(1)
    expect(onReset).not.toHaveBeenCalled()
  })

  it('tries again with growing waits where the browser gives up, then has all read again', () => {
    for (const wait of [1000, 2000, 4000]) {
      newest().fail(FakeSource.CLOSED)
      expect(live.state).toEqual({ kind: 'waiting', retryAt: Date.now() + wait })
      const before = FakeSource.all.length
      vi.advanceTimersByTime(wait - 1)
      expect(FakeSource.all).toHaveLength(before)
      vi.advanceTimersByTime(1)
      expect(FakeSource.all).toHaveLength(before + 1)
    }
    newest().onopen!()
    expect(onReset).toHaveBeenCalledTimes(1)
  })

  it('takes silence for a lost connection', () => {
    vi.advanceTimersByTime(30_000)
    newest().send('heartbeat', {})
    vi.advanceTimersByTime(39_999)
    expect(live.state.kind).toBe('live')
    vi.advanceTimersByTime(1)
    expect(live.state.kind).toBe('waiting')
    expect(newest().closed).toBe(true)
  })

  it('stands still while paused and reads again afterwards', () => {
    live.setPaused(true)
    vi.advanceTimersByTime(50)
    expect(live.state.kind).toBe('paused')
    expect(newest().closed).toBe(true)
    live.setPaused(false)
    vi.advanceTimersByTime(50)
    expect(onReset).toHaveBeenCalledTimes(1)
    expect(FakeSource.all).toHaveLength(2)
  })

  it('passes on that the server could not resume', () => {
    newest().send('reset', {})
    expect(onReset).toHaveBeenCalledTimes(1)
  })
})
