import type { Range } from '../time/range'
import { apiUrl, type Query } from './client'
import type { WindowRow } from './types'

/** Which windows to read. `group` undefined = all grouping fields of the window, empty = the total. */
export interface WindowQuery {
  feed: string
  stream: string
  window: string
  range: Range
  zone: string
  group?: string[]
  granularity?: string | null
  run?: string | null
  filters: Record<string, string[]>
}

export function windowsUrl(query: WindowQuery, now: number): string {
  return windowsPath(query, rangeParams(query.range, now))
}

/** Only the buckets that start at or after an instant: what changed since they were last read. */
export function windowsSinceUrl(query: WindowQuery, from: number): string {
  const to = query.range.kind === 'absolute' ? new Date(query.range.to).toISOString() : null
  return windowsPath(query, { from: new Date(from).toISOString(), to })
}

function windowsPath(query: WindowQuery, range: Query): string {
  const { feed, stream, window, group, granularity, run, filters, zone } = query
  return apiUrl(`/feeds/${encodeURIComponent(feed)}/${encodeURIComponent(stream)}/windows/${encodeURIComponent(window)}`, {
    ...range,
    granularity,
    tz: zone,
    group: group?.join(','),
    run,
    ...filters,
  })
}

function rangeParams(range: Range, now: number): Query {
  if (range.kind === 'buckets') return { last: range.count }
  if (range.kind === 'relative') return { from: new Date(now - range.ms).toISOString() }
  return { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() }
}

/** Where a changed bucket begins in the rows at hand: the start of the newest bucket that is not after it. */
export function bucketAt(rows: readonly WindowRow[], instant: number): number | null {
  for (let i = rows.length - 1; i >= 0; i--) {
    const start = Date.parse(rows[i]!.window_start)
    if (start <= instant) return start
  }
  return null
}

/** Whether a change before the oldest row at hand can't concern the range. */
export function isFull(rows: readonly WindowRow[], range: Range): boolean {
  if (range.kind !== 'buckets') return rows.length > 0
  return new Set(rows.map((row) => row.window_start)).size >= range.count
}

/** Puts newly read rows (all that start at or after `from`) in place of the old ones and keeps to the range. */
export function mergeRows(old: readonly WindowRow[], fresh: readonly WindowRow[], from: number, range: Range, now: number): WindowRow[] {
  const rows = [...old.filter((row) => Date.parse(row.window_start) < from), ...fresh]
  if (range.kind === 'relative') return rows.filter((row) => Date.parse(row.window_end) > now - range.ms)
  if (range.kind !== 'buckets') return rows
  const starts = [...new Set(rows.map((row) => Date.parse(row.window_start)))].sort((a, b) => a - b)
  const first = starts.at(-range.count) ?? -Infinity
  return rows.filter((row) => Date.parse(row.window_start) >= first)
}
