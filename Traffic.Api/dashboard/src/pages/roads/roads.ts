import type { RoadInfo, WindowRow } from '../../api/types'

export interface Road {
  region: string
  road: string
  /** Absent for a road that the reference does not know. */
  info?: RoadInfo
}

/** All roads of the reference and all that send data, by region and name. */
export function roadsOf(reference: readonly RoadInfo[], recent: readonly WindowRow[]): Road[] {
  const roads = new Map<string, Road>()
  const key = (region: unknown, road: unknown) => `${region}/${road}`
  for (const info of reference) roads.set(key(info.region, info.road), { region: info.region, road: info.road, info })
  for (const row of recent) {
    const at = key(row.region, row.road)
    if (!roads.has(at)) roads.set(at, { region: String(row.region), road: String(row.road) })
  }
  return [...roads.values()].sort((a, b) => a.region.localeCompare(b.region) || a.road.localeCompare(b.road))
}

export function byRegion(roads: readonly Road[]): [string, Road[]][] {
  return [...Map.groupBy(roads, (road) => road.region)]
}
