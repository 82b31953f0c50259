import { apiUrl } from './client'

export interface LiveWindow {
  feed: string
  stream: string
  window: string
  window_start: string
  window_end: string
  [name: string]: unknown
}

export type LiveState =
  | { kind: 'idle' | 'paused' | 'connecting' }
  | { kind: 'live'; delayMs: number | null }
  | { kind: 'waiting'; retryAt: number }

export interface Subscription {
  /** `feed.stream.window`. */
  window: string
  filters: Record<string, string[]>
  onWindow: (record: LiveWindow) => void
  /** What was seen so far no longer holds: read again. */
  onReset: () => void
}

type Timer = ReturnType<typeof setTimeout> | undefined

/** Heartbeats come every 15 s. */
const silenceMs = 40_000
/** The delay is shown anew at most this often. */
const measureMs = 1_000
const firstRetryMs = 1_000
const longestRetryMs = 30_000

/**
 * One server-sent event stream for all that a page shows. The browser resumes a broken connection itself (with
 * Last-Event-ID); where it gives up, or nothing is heard for longer than heartbeats allow, a new one is made with
 * back-off, and all subscribers read again.
 */
export class LiveConnection {
  private source: EventSource | null = null
  private url = ''
  private retries = 0
  private interrupted = false
  private retryTimer: Timer
  private silenceTimer: Timer
  private changeTimer: Timer
  private paused = false
  private measuredAt = 0
  private readonly subscriptions = new Set<Subscription>()
  private readonly listeners = new Set<() => void>()
  state: LiveState = { kind: 'idle' }
  /** Results received so far. */
  received = 0

  subscribe(subscription: Subscription): () => void {
    this.subscriptions.add(subscription)
    this.changeSoon()
    return () => {
      this.subscriptions.delete(subscription)
      this.changeSoon()
    }
  }

  onState = (listener: () => void) => {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  setPaused(paused: boolean) {
    if (this.paused === paused) return
    this.paused = paused
    if (!paused) this.resetAll()
    this.changeSoon()
  }

  private changeSoon() {
    clearTimeout(this.changeTimer)
    this.changeTimer = setTimeout(() => this.change(), 50)
  }

  private change() {
    const url = this.paused ? '' : liveUrl([...this.subscriptions])
    if (url === this.url && this.source) return
    this.url = url
    this.close()
    if (url) return this.open()
    this.setState({ kind: this.paused ? 'paused' : 'idle' })
  }

  private open() {
    this.setState({ kind: 'connecting' })
    const source = new EventSource(this.url)
    this.source = source
    source.onopen = () => this.opened()
    source.onerror = () => this.broken(source.readyState === EventSource.CLOSED)
    source.addEventListener('heartbeat', (event) => this.heard(readTime(event.data)))
    source.addEventListener('reset', () => this.resetAll())
    for (const kind of ['window', 'withdrawn']) {
      source.addEventListener(kind, (event) => this.deliver(JSON.parse(event.data as string) as LiveWindow))
    }
    this.watchSilence()
  }

  private close() {
    this.source?.close()
    this.source = null
    clearTimeout(this.retryTimer)
    clearTimeout(this.silenceTimer)
  }

  private opened() {
    this.retries = 0
    if (this.interrupted) this.resetAll()
    this.interrupted = false
    this.heard(null)
  }

  private deliver(record: LiveWindow) {
    this.received++
    this.heard(typeof record.at === 'string' ? Date.parse(record.at) : null)
    const id = `${record.feed}.${record.stream}.${record.window}`
    for (const subscription of this.subscriptions) {
      if (subscription.window === id && matches(subscription.filters, record)) subscription.onWindow(record)
    }
  }

  private heard(sentAt: number | null) {
    this.watchSilence()
    const now = Date.now()
    const before = this.state.kind === 'live' ? this.state.delayMs : null
    if (this.state.kind === 'live' && (sentAt === null || now - this.measuredAt < measureMs)) return
    if (sentAt !== null) this.measuredAt = now
    this.setState({ kind: 'live', delayMs: sentAt === null ? before : Math.max(0, now - sentAt) })
  }

  private broken(givenUp: boolean) {
    if (!givenUp) return this.setState({ kind: 'connecting' })
    this.close()
    this.interrupted = true
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** this.retries++)
    this.setState({ kind: 'waiting', retryAt: Date.now() + wait })
    this.retryTimer = setTimeout(() => this.open(), wait)
  }

  private watchSilence() {
    clearTimeout(this.silenceTimer)
    this.silenceTimer = setTimeout(() => this.broken(true), silenceMs)
  }

  private resetAll() {
    for (const subscription of this.subscriptions) subscription.onReset()
  }

  private setState(state: LiveState) {
    this.state = state
    for (const listener of this.listeners) listener()
  }
}

/** The address that covers all subscriptions; it filters by what they have in common. */
export function liveUrl(subscriptions: Pick<Subscription, 'window' | 'filters'>[]): string {
  if (subscriptions.length === 0) return ''
  const windows = [...new Set(subscriptions.map((s) => s.window))].sort()
  const [first, ...others] = subscriptions.map((s) => s.filters)
  const common = Object.entries(first!).filter(([name, values]) => others.every((o) => String(o[name]) === String(values)))
  return apiUrl('/live', { windows: windows.join(','), ...Object.fromEntries(common) })
}

function matches(filters: Record<string, string[]>, record: LiveWindow): boolean {
  return Object.entries(filters).every(([name, values]) => values.includes(String(record[name])))
}

function readTime(data: unknown): number | null {
  const at = /"at"\s*:\s*"([^"]+)"/.exec(String(data))?.[1]
  return at === undefined ? null : Date.parse(at)
}

export const live = new LiveConnection()
