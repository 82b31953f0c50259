import { dayMs, hourMs, minuteMs, toLocal } from './zone'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (n: number) => String(n).padStart(2, '0')

/** "07:55", with seconds only where there are some (or always, if asked). */
export function formatTime(instant: number, zone: string, seconds = false): string {
  const t = toLocal(zone, instant)
  return `${two(t.hour)}:${two(t.minute)}${seconds || t.second ? `:${two(t.second)}` : ''}`
}

/** "5 Mar 2012". */
export function formatDate(instant: number, zone: string): string {
  const t = toLocal(zone, instant)
  return `${t.day} ${months[t.month - 1]} ${t.year}`
}

/** "5 Mar". */
export function formatDay(instant: number, zone: string): string {
  const t = toLocal(zone, instant)
  return `${t.day} ${months[t.month - 1]}`
}

export function formatMonth(instant: number, zone: string): string {
  const t = toLocal(zone, instant)
  return t.month === 1 ? String(t.year) : months[t.month - 1]!
}

/** "5 Mar 2012 07:55". */
export function formatDateTime(instant: number, zone: string, seconds = false): string {
  return `${formatDate(instant, zone)} ${formatTime(instant, zone, seconds)}`
}

/**
 * [from, to) in the fewest words: "13:00–14:00" on `today`, "5 Mar 2012 13:00–14:00" within one day, whole days without
 * times, both ends in full otherwise. The end 00:00 of the next day counts to the day before.
 */
export function formatSpan(from: number, to: number, zone: string, today?: number): string {
  const first = formatDate(from, zone)
  const wholeDays = formatTime(from, zone) === '00:00' && formatTime(to, zone) === '00:00' && to - from >= dayMs - hourMs
  if (wholeDays) {
    const last = formatDate(to - 1, zone)
    return first === last ? first : `${first} – ${last}`
  }
  if (first !== formatDate(to - 1, zone)) return `${formatDateTime(from, zone)} – ${formatDateTime(to, zone)}`
  const times = `${formatTime(from, zone)}–${formatTime(to, zone)}`
  return today !== undefined && formatDate(today, zone) === first ? times : `${first} ${times}`
}

/** "420 ms", "5.4 s", "3 min 20 s", "2 h 14 min", "5 d 3 h". */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`
  if (ms < 950) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`
  if (ms < hourMs) return pair(ms, minuteMs, 'min', 1000, 's')
  if (ms < 2 * dayMs) return pair(ms, hourMs, 'h', minuteMs, 'min')
  return pair(ms, dayMs, 'd', hourMs, 'h')
}

function pair(ms: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const total = Math.round(ms / small)
  const per = big / small
  const rest = total % per
  return `${Math.floor(total / per)} ${bigUnit}${rest ? ` ${rest} ${smallUnit}` : ''}`
}
