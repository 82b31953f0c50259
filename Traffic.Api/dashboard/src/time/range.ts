import { formatSpan } from './format'
import { dayMs, hourMs, minuteMs } from './zone'

/**
 * What part of the past is shown: the newest buckets that hold data (whatever their age), the time up to now, or
 * two fixed instants. All but the last are live.
 */
export type Range =
  | { kind: 'buckets'; count: number }
  | { kind: 'relative'; ms: number }
  | { kind: 'absolute'; from: number; to: number }

export const defaultRange: Range = { kind: 'buckets', count: 50 }
export const historySteps = [5, 10, 25, 50, 100, 250, 500, 1000]
export const relativeSteps = [15 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs, dayMs, 7 * dayMs, 30 * dayMs]

const units: Record<string, number> = { m: minuteMs, h: hourMs, d: dayMs }

/** URL form: `50b`, `6h`, `2012-03-01T08:00Z~2012-03-01T09:00Z`. */
export function encodeRange(range: Range): string {
  if (range.kind === 'buckets') return `${range.count}b`
  if (range.kind === 'absolute') return `${encodeInstant(range.from)}~${encodeInstant(range.to)}`
  const [unit, ms] = Object.entries(units).findLast(([, size]) => range.ms % size === 0) ?? ['m', minuteMs]
  return `${Math.max(1, Math.round(range.ms / ms))}${unit}`
}

/** Null where the text is no range. */
export function decodeRange(text: string | null): Range | null {
  if (!text) return null
  const simple = /^(\d{1,6})([bmhd])$/.exec(text)
  if (simple) {
    const n = Number(simple[1])
    if (n === 0) return null
    return simple[2] === 'b' ? { kind: 'buckets', count: n } : { kind: 'relative', ms: n * units[simple[2]!]! }
  }
  const [from, to, rest] = text.split('~').map((part) => Date.parse(part))
  if (rest !== undefined || from === undefined || to === undefined || !(from < to)) return null
  return { kind: 'absolute', from, to }
}

/** An instant as the shortest ISO text in UTC. */
export function encodeInstant(instant: number): string {
  return new Date(instant).toISOString().replace(/\.000Z$/, 'Z').replace(/:00Z$/, 'Z')
}

export function rangeLabel(range: Range, zone: string, now: number): string {
  if (range.kind === 'buckets') return `Newest ${range.count} buckets`
  return range.kind === 'relative' ? relativeLabel(range.ms) : formatSpan(range.from, range.to, zone, now)
}

export function relativeLabel(ms: number): string {
  if (ms % dayMs === 0) return ms === dayMs ? 'Last 24 hours' : `Last ${ms / dayMs} days`
  if (ms % hourMs === 0) return ms === hourMs ? 'Last hour' : `Last ${ms / hourMs} hours`
  return `Last ${Math.round(ms / minuteMs)} minutes`
}

/** A range of the same length as `range` that ends where the data does; for ranges counted in buckets themselves. */
export function rangeEndingAt(range: Range, end: number): Range {
  if (range.kind === 'buckets') return range
  const length = range.kind === 'relative' ? range.ms : range.to - range.from
  return { kind: 'absolute', from: end - length, to: end }
}
