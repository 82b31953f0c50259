import { describe, expect, it } from 'vitest'
import type { RoadInfo, WindowRow } from '../../api/types'
import { lanesOf } from './lanes'

const info: RoadInfo = { region: 'R', road: 'A', car_limit_kmh: 90, truck_limit_kmh: 70, lanes: 2, two_way: true, capacity_5min: 600 }
const row = (direction: number, lane: number, vehicle_type: string, count: number, speed: number): WindowRow => ({
  window_start: '', window_end: '', direction, lane, vehicle_type, count, speed_kmh_mean: speed, status: 'final', open: false,
})

describe('lanesOf', () => {
  it('adds up types and weighs speeds by vehicles', () => {
    const [first] = lanesOf([row(0, 1, 'car', 3, 100), row(0, 1, 'truck', 1, 60)], info, { filters: {} })
    expect(first).toMatchObject({ direction: 0, lane: 1, cars: 3, trucks: 1, total: 4, speed: 90 })
  })

  it('shows lanes without traffic, and those the filters leave out as such', () => {
    const lanes = lanesOf([], info, { filters: { lane: ['2'], direction: ['1'] } })
    expect(lanes.map((one) => [one.direction, one.lane, one.selected])).toEqual([[0, 1, false], [0, 2, false], [1, 1, false], [1, 2, true]])
    expect(lanes[3]!.speed).toBeNull()
  })

  it('takes the lanes of an unknown road from its data', () => {
    expect(lanesOf([row(0, 3, 'car', 1, 50)], undefined, { filters: {} }).map((one) => one.lane)).toEqual([3])
  })
})
