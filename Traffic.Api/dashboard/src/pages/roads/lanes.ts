import type { RoadInfo, WindowRow } from '../../api/types'
import { numberOf } from '../../charts/model'
import type { RoadView } from './useRoadView'

export interface Lane {
  direction: number
  lane: number
  cars: number
  trucks: number
  total: number
  /** Of all vehicles of the lane; null where none passed. */
  speed: number | null
  /** False where the page's filters leave the lane out. */
  selected: boolean
}

/** The lanes of a road, those without traffic too, by direction and number. */
export function lanesOf(rows: readonly WindowRow[], info: RoadInfo | undefined, view: Pick<RoadView, 'filters'>): Lane[] {
  const directions = new Set(info ? (info.two_way ? [0, 1] : [0]) : [])
  const numbers = new Set(Array.from({ length: info?.lanes ?? 0 }, (_, i) => i + 1))
  for (const row of rows) {
    directions.add(Number(row.direction))
    numbers.add(Number(row.lane))
  }
  return [...directions].sort().flatMap((direction) => [...numbers].sort((a, b) => a - b).map((lane) => {
    const here = rows.filter((row) => row.direction === direction && row.lane === lane)
    const count = (type: string) => here.filter((row) => row.vehicle_type === type).reduce((sum, row) => sum + row.count, 0)
    const total = here.reduce((sum, row) => sum + row.count, 0)
    const weighted = here.reduce((sum, row) => sum + (numberOf(row, 'speed_kmh_mean') ?? 0) * row.count, 0)
    return {
      direction, lane, total, cars: count('car'), trucks: count('truck'),
      speed: total > 0 ? weighted / total : null,
      selected: isSelected(view.filters.direction, direction) && isSelected(view.filters.lane, lane),
    }
  }))
}

function isSelected(filter: string[] | undefined, value: number): boolean {
  return filter === undefined || filter.includes(String(value))
}
