import { formatDay, formatMonth, formatTime } from './format'
import { dayMs, fromLocal, hourMs, minuteMs, toLocal } from './zone'

export interface Tick {
  at: number
  label: string
  /** A change of day (or year): drawn stronger. */
  major: boolean
}

const second = 1000
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minuteMs),
  ...[1, 2, 3, 6, 12].map((n) => n * hourMs),
]
const daySteps = [1, 2, 7, 14]
const monthSteps = [1, 3, 6, 12, 24, 60, 120]

/** Round local times in [from, to], about `count` of them. */
export function timeTicks(from: number, to: number, zone: string, count: number): Tick[] {
  const want = (to - from) / Math.max(1, count)
  const step = steps.find((s) => s >= want)
  if (step !== undefined) return clockTicks(from, to, zone, step)
  const days = daySteps.find((d) => d * dayMs >= want)
  return days === undefined
    ? monthTicks(from, to, zone, monthSteps.find((m) => m * 30.44 * dayMs >= want) ?? 240)
    : dayTicks(from, to, zone, days)
}

function clockTicks(from: number, to: number, zone: string, step: number): Tick[] {
  const ticks: Tick[] = []
  for (let day = startOfDay(from, zone); day <= to; day = nextDay(day, zone)) {
    const end = nextDay(day, zone)
    for (let at = day; at < end && at <= to; at += step) {
      if (at < from) continue
      const major = at === day
      ticks.push({ at, major, label: major ? formatDay(at, zone) : formatTime(at, zone, step < minuteMs) })
    }
  }
  return ticks
}

function dayTicks(from: number, to: number, zone: string, step: number): Tick[] {
  const ticks: Tick[] = []
  for (let at = startOfDay(from, zone); at <= to; at = nextDay(at, zone)) {
    const t = toLocal(zone, at)
    const number = Math.floor(Date.UTC(t.year, t.month - 1, t.day) / dayMs)
    // 1 January 1970 was a Thursday: + 3 puts weekly ticks on Mondays.
    if (at >= from && (number + 3) % step === 0) ticks.push({ at, label: formatDay(at, zone), major: t.day === 1 })
  }
  return ticks
}

function monthTicks(from: number, to: number, zone: string, step: number): Tick[] {
  const ticks: Tick[] = []
  const start = toLocal(zone, from)
  for (let month = start.year * 12 + Math.ceil((start.month - 1) / step) * step; ; month += step) {
    const at = fromLocal(zone, {
      year: Math.floor(month / 12), month: (month % 12) + 1, day: 1, hour: 0, minute: 0, second: 0,
    })
    if (at > to) return ticks
    if (at >= from) ticks.push({ at, label: formatMonth(at, zone), major: month % 12 === 0 })
  }
}

export function startOfDay(instant: number, zone: string): number {
  return fromLocal(zone, { ...toLocal(zone, instant), hour: 0, minute: 0, second: 0 })
}

export function nextDay(day: number, zone: string): number {
  // 36 h on is in the next local day, whatever the clock does in between.
  return startOfDay(startOfDay(day, zone) + 36 * hourMs, zone)
}
