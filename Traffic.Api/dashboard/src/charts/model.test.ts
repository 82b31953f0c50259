import { describe, expect, it } from 'vitest'
import type { WindowRow } from '../api/types'
import { pivot, runs, sumValues, toBuckets, values } from './model'

const minute = 60_000
const row = (at: number, fields: Partial<WindowRow> = {}): WindowRow => ({
  window_start: new Date(at * minute).toISOString(), window_end: new Date((at + 1) * minute).toISOString(), count: 1, status: 'final', open: false, ...fields,
})

describe('toBuckets', () => {
  it('is provisional if any row is, else corrected if any is', () => {
    const rows = [row(1, { status: 'corrected' }), row(0), row(1), row(2, { status: 'provisional', open: true }), row(2, { status: 'corrected' })]
    expect(toBuckets(rows).map(({ start, status, open }) => [start / minute, status, open])).toEqual([[0, 'final', false], [1, 'corrected', false], [2, 'provisional', true]])
  })
})

describe('pivot', () => {
  const rows = [row(0, { lane: 10, count: 5 }), row(2, { lane: 2, count: 3 }), row(0, { lane: 2, count: 7 })]

  it('aligns groups with the buckets, in the order of their values', () => {
    const { buckets, groups } = pivot(rows, ['lane'])
    expect(buckets.map((bucket) => bucket.start / minute)).toEqual([0, 2])
    expect(groups.map((group) => [group.values, values(group, 'count', 0)])).toEqual([[[2], [7, 3]], [[10], [5, 0]]])
  })

  it('knows absent means as unknown', () => {
    expect(values(pivot(rows, ['lane']).groups[1]!, 'count', null)).toEqual([5, null])
  })

  it('makes one group of a total', () => {
    expect(pivot([row(0), row(1)], []).groups).toHaveLength(1)
  })
})

describe('sumValues', () => {
  it('adds what is there', () => {
    expect(sumValues([[1, null, null], [2, 3, null]])).toEqual([3, 3, null])
    expect(sumValues([])).toEqual([])
  })
})

describe('runs', () => {
  it('breaks at gaps in time and at missing values', () => {
    const buckets = toBuckets([row(0), row(1), row(4), row(5), row(6)])
    const present = [true, true, true, false, true]
    expect(runs(buckets, (i) => present[i]!)).toEqual([[0, 1], [2, 2], [4, 4]])
  })
})
