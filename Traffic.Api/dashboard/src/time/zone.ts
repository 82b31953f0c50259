/** Wall-clock fields of an instant in a zone. Month is 1–12, weekday 0 = Sunday. */
export interface LocalTime {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

export type ZoneChoice = 'feed' | 'utc' | 'browser'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** The IANA zone meant by a choice; `feedZone` is the zone of the feed that is looked at. */
export function resolveZone(choice: ZoneChoice, feedZone: string): string {
  if (choice === 'utc') return 'UTC'
  return choice === 'browser' ? Intl.DateTimeFormat().resolvedOptions().timeZone : feedZone
}

/** Offset from UTC in ms at an instant. Cached by quarter of an hour, the finest grain at which zones change. */
export function offsetAt(zone: string, instant: number): number {
  if (zone === 'UTC') return 0
  const quarter = Math.floor(instant / (15 * minuteMs))
  const key = `${zone} ${quarter}`
  let offset = offsets.get(key)
  if (offset === undefined) {
    offset = computeOffset(zone, quarter * 15 * minuteMs)
    if (offsets.size > 20_000) offsets.clear()
    offsets.set(key, offset)
  }
  return offset
}

export function toLocal(zone: string, instant: number): LocalTime {
  const shifted = new Date(instant + offsetAt(zone, instant))
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
  }
}

/**
 * The instant of a wall-clock time. Twice-occurring times take the first occurrence; times skipped by a
 * change of the clock take the instant as far behind the change.
 */
export function fromLocal(zone: string, local: LocalTime): number {
  const wall = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second)
  const candidates = [wall - offsetAt(zone, wall - dayMs), wall - offsetAt(zone, wall + dayMs)]
  const exact = candidates.filter((c) => c + offsetAt(zone, c) === wall)
  return exact.length > 0 ? Math.min(...exact) : candidates[0]!
}

/** "Asia/Dubai, UTC+04:00"; "UTC". */
export function zoneLabel(zone: string, instant: number): string {
  if (zone === 'UTC') return 'UTC'
  return `${zone.replaceAll('_', ' ')}, UTC${offsetLabel(offsetAt(zone, instant))}`
}

export function offsetLabel(offset: number): string {
  const minutes = Math.abs(Math.round(offset / minuteMs))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${offset < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function computeOffset(zone: string, instant: number): number {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  const part: Record<string, number> = {}
  for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value)
  const wall = Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
  return wall - Math.floor(instant / 1000) * 1000
}
