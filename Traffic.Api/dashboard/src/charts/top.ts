import type { ColorToken, Series } from './model'

export const palette: ColorToken[] = [
  '--data-1', '--data-2', '--data-3', '--data-4', '--data-5', '--data-6', '--data-7', '--data-8', '--data-9', '--data-10',
]
export const maxDirect = 4
const maxShown = 10

export interface Candidate {
  key: string
  label: string
  values: (number | null)[]
}

/**
 * The ten series with the largest totals (or means) and, where values may be added, the rest as one. `hidden` is
 * the number of series that are neither shown nor part of "Other".
 */
export function topSeries(all: readonly Candidate[], additive: boolean): { series: Series[]; hidden: number } {
  const shape = additive && all.length <= maxDirect ? 'bar' : 'line'
  const ranked = all.length <= maxShown ? [...all] : [...all].sort((a, b) => weight(b.values) - weight(a.values))
  const series: Series[] = ranked.slice(0, maxShown).map((one, i) => ({ ...one, shape, color: palette[i]! }))
  const rest = ranked.slice(maxShown)
  if (rest.length === 0) return { series, hidden: 0 }
  if (!additive) return { series, hidden: rest.length }
  const values = rest[0]!.values.map((_, i) => rest.reduce((sum, one) => sum + (one.values[i] ?? 0), 0))
  series.push({ key: 'other', label: `Other (${rest.length})`, shape, color: '--data-other', dashed: true, values })
  return { series, hidden: 0 }
}

function weight(values: readonly (number | null)[]): number {
  const present = values.filter((value) => value !== null)
  return present.length ? present.reduce((a, b) => a + b, 0) / present.length : -Infinity
}
