import { useMemo } from 'react'
import type { RoadInfo } from '../../api/types'
import { useWindows } from '../../api/useWindows'
import { useCrosshair } from '../../charts/crosshair'
import { nearestBucket } from '../../charts/geometry'
import { pivot } from '../../charts/model'
import { LanesPanel } from './LanesPanel'
import { RoadFilters } from './RoadFilters'
import { SpeedPanel } from './SpeedPanel'
import { useRoadQuery, type RoadView } from './useRoadView'
import { VolumePanel } from './VolumePanel'

interface Props {
  view: RoadView
  zone: string
  info: RoadInfo | undefined
}

export function RoadDetail({ view, zone, info }: Props) {
  const query = useRoadQuery(view, zone, ['vehicle_type'])
  const load = useWindows(query)
  const data = useMemo(() => pivot(load.data ?? [], ['vehicle_type']), [load.data])
  const crosshair = useCrosshair()
  const pointed = crosshair === null ? -1 : nearestBucket(data.buckets, crosshair)
  const closed = data.buckets.findLastIndex((bucket) => !bucket.open)
  const focus = pointed >= 0 ? pointed : closed >= 0 ? closed : data.buckets.length - 1
  const shared = { view, zone, info, query, load, data, focus }
  return (
    <div className="road-detail">
      <header className="road-head">
        <div>
          <p className="eyebrow">{view.region}</p>
          <h1>{view.road}</h1>
        </div>
        {info ? (
          <ul className="facts">
            <li>Limit <b>{info.car_limit_kmh}</b> km/h cars, <b>{info.truck_limit_kmh}</b> km/h trucks</li>
            <li><b>{info.lanes}</b> lanes, {info.two_way ? 'both ways' : 'one way'}</li>
          </ul>
        ) : (
          <ul className="facts"><li>Not in the reference: no limits, so nothing counts as speeding</li></ul>
        )}
      </header>
      <RoadFilters view={view} lanes={info?.lanes ?? null} twoWay={info?.two_way ?? true} />
      <div className="road-panels">
        <VolumePanel {...shared} />
        <SpeedPanel {...shared} />
        <LanesPanel {...shared} />
      </div>
    </div>
  )
}
