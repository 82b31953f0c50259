import { describe, expect, it } from 'vitest'
import type { ColumnInfo, FieldInfo, WindowRow } from '../../api/types'
import { exploreSeries, groupLabel, isAdditive } from './series'

const fields = [{ name: 'lane', type: 'long' }, { name: 'vehicle_type', type: 'string' }] as FieldInfo[]
const column = (name: string, aggregate: string): ColumnInfo => ({ name, aggregate, label: name, type: 'double', unit: null, field: null })
const row = (minute: number, lane: number, mean: number): WindowRow => ({
  window_start: new Date(minute * 60_000).toISOString(), window_end: new Date((minute + 1) * 60_000).toISOString(), lane, count: 1, speed_mean: mean, status: 'final', open: false,
})

describe('exploreSeries', () => {
  it('counts nothing as zero but knows no mean of nothing', () => {
    const rows = [row(0, 1, 50), row(0, 2, 60), row(1, 1, 55)]
    expect(exploreSeries(rows, ['lane'], column('count', 'count'), fields).series.map((one) => [one.label, one.values])).toEqual([['lane 1', [1, 1]], ['lane 2', [1, 0]]])
    expect(exploreSeries(rows, ['lane'], column('speed_mean', 'mean'), fields).series[1]!.values).toEqual([60, null])
  })

  it('names a total after its column', () => {
    expect(exploreSeries([row(0, 1, 50)], [], column('count', 'count'), fields).series[0]!.label).toBe('count')
  })
})

describe('labels', () => {
  it('name the field where the value alone says nothing', () => {
    expect([groupLabel('vehicle_type', 'car', fields), groupLabel('lane', 2, fields), groupLabel('vehicle_type', null, fields)]).toEqual(['car', 'lane 2', 'no vehicle type'])
  })

  it('know what may be added', () => {
    expect(['count', 'sum', 'n', 'count_where', 'covered', 'mean', 'quantile', 'max'].map((one) => isAdditive(column('x', one)))).toEqual([true, true, true, true, true, false, false, false])
  })
})
