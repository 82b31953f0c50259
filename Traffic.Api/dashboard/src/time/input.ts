import { fromLocal, toLocal } from './zone'

/** The value of a `datetime-local` input for an instant in a zone. */
export function toInput(instant: number, zone: string): string {
  const t = toLocal(zone, instant)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${String(t.year).padStart(4, '0')}-${two(t.month)}-${two(t.day)}T${two(t.hour)}:${two(t.minute)}`
}

/** The instant meant by such a value, null if it is none. */
export function fromInput(text: string, zone: string): number | null {
  const match = /^(\d{4,})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d))?/.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0))
  return fromLocal(zone, { year: year!, month: month!, day: day!, hour: hour!, minute: minute!, second: second! })
}
