import { describe, expect, it } from 'vitest'
import { liveUrl } from './live'
import type { WindowRow } from './types'
import { bucketAt, isFull, mergeRows, windowsSinceUrl, windowsUrl, type WindowQuery } from './windowQuery'

const minute = 60_000
const iso = (at: number) => new Date(at * minute).toISOString()
const row = (at: number, count = 1): WindowRow => ({ window_start: iso(at), window_end: iso(at + 1), count, status: 'final', open: false })
const query: WindowQuery = {
  feed: 'roads', stream: 'passages', window: '1m', range: { kind: 'buckets', count: 2 }, zone: 'Asia/Dubai', group: ['lane', 'vehicle_type'], filters: { road: ['Al Khail Road'], lane: ['1', '2'] },
}

describe('windowsUrl', () => {
  it('says range, zone, groups and filters', () => {
    expect(windowsUrl(query, 0)).toBe('/api/v1/feeds/roads/passages/windows/1m?last=2&tz=Asia%2FDubai&group=lane%2Cvehicle_type&road=Al+Khail+Road&lane=1&lane=2')
  })

  it('asks for the total by an empty group, for all fields by none', () => {
    expect(windowsUrl({ ...query, group: [] }, 0)).toContain('&group=&')
    const { group: _, ...all } = query
    expect(windowsUrl(all, 0)).not.toContain('group')
  })

  it('keeps the end of a fixed range when reading what changed', () => {
    const fixed = { ...query, range: { kind: 'absolute' as const, from: 0, to: 10 * minute } }
    expect(windowsSinceUrl(fixed, 5 * minute)).toContain(`from=${encodeURIComponent(iso(5))}&to=${encodeURIComponent(iso(10))}`)
    expect(windowsSinceUrl(query, 5 * minute)).not.toContain('last=')
  })
})

describe('mergeRows', () => {
  it('replaces from the changed bucket on and keeps the newest buckets', () => {
    const merged = mergeRows([row(0), row(1), row(2)], [row(2, 9), row(3)], 2 * minute, query.range, 0)
    expect(merged.map((one) => [one.window_start, one.count])).toEqual([[iso(2), 9], [iso(3), 1]])
  })

  it('drops what a moving range has left behind', () => {
    const merged = mergeRows([row(0), row(1)], [row(1, 2)], minute, { kind: 'relative', ms: minute }, 2 * minute)
    expect(merged.map((one) => one.count)).toEqual([2])
  })

  it('forgets buckets that are no longer there', () => {
    expect(mergeRows([row(0), row(1)], [], minute, { kind: 'absolute', from: 0, to: 9 * minute }, 0)).toEqual([row(0)])
  })
})

describe('bucketAt', () => {
  it('finds the start of the bucket that an instant belongs to', () => {
    expect(bucketAt([row(0), row(5)], 7 * minute)).toBe(5 * minute)
    expect(bucketAt([row(5)], 4 * minute)).toBeNull()
  })
})

describe('isFull', () => {
  it('counts buckets, not rows', () => {
    expect(isFull([row(0), row(0)], query.range)).toBe(false)
    expect(isFull([row(0), row(1)], query.range)).toBe(true)
  })
})

describe('liveUrl', () => {
  it('filters by what all subscriptions have in common', () => {
    const one = { window: 'roads.passages.1m', filters: { road: ['A'], lane: ['1'] } }
    expect(liveUrl([one, { window: 'roads.passages.1m', filters: { road: ['A'] } }])).toBe('/api/v1/live?windows=roads.passages.1m&road=A')
    expect(liveUrl([one, { window: 'roads.detectors.1h', filters: {} }])).toBe('/api/v1/live?windows=roads.detectors.1h%2Croads.passages.1m')
    expect(liveUrl([])).toBe('')
  })
})
