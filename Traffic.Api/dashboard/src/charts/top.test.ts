import { describe, expect, it } from 'vitest'
import { topSeries } from './top'

const candidates = (n: number) => Array.from({ length: n }, (_, i) => ({ key: `${i}`, label: `${i}`, values: [i, null, i] }))

describe('topSeries', () => {
  it('stacks a few counts and draws many as lines', () => {
    expect(topSeries(candidates(4), true).series.every((one) => one.shape === 'bar')).toBe(true)
    expect(topSeries(candidates(5), true).series.every((one) => one.shape === 'line')).toBe(true)
    expect(topSeries(candidates(2), false).series.every((one) => one.shape === 'line')).toBe(true)
  })

  it('keeps the ten largest and adds up the rest', () => {
    const { series, hidden } = topSeries(candidates(13), true)
    expect(series.map((one) => one.label)).toEqual(['12', '11', '10', '9', '8', '7', '6', '5', '4', '3', 'Other (3)'])
    expect(series.at(-1)!.values).toEqual([3, 0, 3])
    expect(hidden).toBe(0)
  })

  it('does not add what cannot be added', () => {
    const { series, hidden } = topSeries(candidates(13), false)
    expect([series.length, hidden]).toEqual([10, 3])
  })
})
