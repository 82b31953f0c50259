const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })
const one = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const two = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })
const exact = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 })
const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 })

/** "12 345" with narrow spaces; one decimal below 100 unless whole; a dash for nothing. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  const format = Number.isInteger(value) || size >= 1000 ? whole : size >= 1 ? one : two
  return format.format(value).replaceAll(',', '\u202f')
}

/** Every digit that means something, for tables. */
export function formatExact(value: number): string {
  return exact.format(value).replaceAll(',', '\u202f')
}

/** "9 500", "12k": for axes. */
export function formatCompact(value: number): string {
  return Math.abs(value) < 10_000 ? formatNumber(value) : compact.format(value).toLowerCase()
}

/** "950", "9.5k": for narrow places where the exact number stands near. */
export function formatShort(value: number): string {
  return Math.abs(value) < 1000 ? formatNumber(value) : compact.format(value).toLowerCase()
}

export function formatShare(part: number, total: number): string {
  return total > 0 ? `${one.format((100 * part) / total)}\u202f%` : '–'
}

/** "+4.2 %"; null where there is nothing to compare with. */
export function formatChange(now: number, before: number): string | null {
  if (before <= 0) return null
  const change = (100 * (now - before)) / before
  return `${change < 0 ? '−' : '+'}${one.format(Math.abs(change))}\u202f%`
}

export function formatRate(perSecond: number): string {
  return `${formatNumber(perSecond < 10 ? Math.round(perSecond * 10) / 10 : Math.round(perSecond))}/s`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const units = ['KiB', 'MiB', 'GiB']
  const power = Math.min(units.length, Math.floor(Math.log2(bytes) / 10))
  return `${one.format(bytes / 1024 ** power)} ${units[power - 1]}`
}
