import { useMemo } from 'react'
import type { RoadInfo } from '../../api/types'
import { bucketStatus, domainOf } from '../../charts/bucketStatus'
import { numberOf, values, type Band, type Pivot, type Reference, type Series } from '../../charts/model'
import { TimeSeries } from '../../charts/TimeSeries'
import { NoData } from '../../components/NoData'
import { Panel } from '../../components/Panel'
import { usePlace } from '../../router/location'
import { formatSpan } from '../../time/format'
import { useNow } from '../../view/useNow'
import { useView } from '../../view/useView'
import { exploreUrl } from '../explore/exploreUrl'
import { SpeedStrip } from './SpeedStrip'
import { capitalised, vehicleColor } from './useRoadView'
import type { RoadPanelProps } from './VolumePanel'

/** How fast: per vehicle type the spread of one bucket against the limit, and the same over time. */
export function SpeedPanel({ view, zone, info, query, load, data, focus }: RoadPanelProps) {
  const { range, setRange } = useView()
  const { search } = usePlace()
  const now = useNow(1000)
  const { buckets, groups } = data
  const { series, bands, references } = useMemo(() => speedSeries(data, info), [data, info])
  const bucket = buckets[focus]
  const rows = groups.map((group) => group.rows[focus])
  const explore = { ...query, stream: 'roads.passages', group: ['vehicle_type'], column: 'speed_kmh_p50', granularity: view.granularity, run: null }
  return (
    <Panel
      title="Speed"
      unit="km/h"
      range={bucket && formatSpan(bucket.start, bucket.end, zone, now)}
      status={bucketStatus(bucket ? [bucket] : [])}
      samples={rows.reduce((sum, row) => sum + (numberOf(row, 'speed_kmh_n') ?? numberOf(row, 'count') ?? 0), 0)}
      load={load}
      source={{ url: load.url, rows: load.data ?? [], zone, explore: exploreUrl(explore, search) }}
      empty={load.data?.length === 0 ? <NoData query={query} filtered={Object.keys(view.filters).length > 0} /> : undefined}
    >
      <SpeedStrip
        entries={groups.map((group, i) => ({
          name: capitalised(group.values[0]), color: vehicleColor(group.values[0]), row: rows[i] ?? null, limit: limitOf(info, group.values[0]),
        }))}
      />
      <TimeSeries
        label="Median speed and the band from the 15th to the 85th percentile, by vehicle type"
        buckets={buckets}
        series={series}
        bands={bands}
        references={references}
        zone={zone}
        domain={domainOf(range, now)}
        fromZero={false}
        height={176}
        now={now}
        onBrush={(from, to) => setRange({ kind: 'absolute', from, to })}
      />
    </Panel>
  )
}

function limitOf(info: RoadInfo | undefined, type: unknown): number | null {
  if (!info) return null
  return type === 'truck' ? info.truck_limit_kmh : type === 'car' ? info.car_limit_kmh : null
}

function speedSeries({ groups }: Pivot, info: RoadInfo | undefined) {
  const series = groups.map((group): Series => ({
    key: String(group.values[0]), label: `${capitalised(group.values[0])} p50`, shape: 'line', color: vehicleColor(group.values[0]), values: values(group, 'speed_kmh_p50', null),
  }))
  const bands = groups.map((group): Band => ({
    color: vehicleColor(group.values[0]), lower: values(group, 'speed_kmh_p15', null), upper: values(group, 'speed_kmh_p85', null),
  }))
  const references = groups.flatMap((group): Reference[] => {
    const value = limitOf(info, group.values[0])
    return value === null ? [] : [{ label: `Limit ${group.values[0]}`, value, color: '--data-limit' }]
  })
  return { series, bands, references }
}
