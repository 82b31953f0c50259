import { useMemo } from 'react'
import type { RoadInfo } from '../../api/types'
import type { Windows } from '../../api/useWindows'
import type { WindowQuery } from '../../api/windowQuery'
import { bucketStatus, domainOf } from '../../charts/bucketStatus'
import { sumValues, values, type Pivot, type Series } from '../../charts/model'
import { TimeSeries } from '../../charts/TimeSeries'
import { NoData } from '../../components/NoData'
import { Panel } from '../../components/Panel'
import { Stat } from '../../components/Stat'
import { usePlace } from '../../router/location'
import { formatSpan } from '../../time/format'
import { formatChange, formatNumber, formatShare } from '../../view/numbers'
import { useNow } from '../../view/useNow'
import { useView } from '../../view/useView'
import { exploreUrl } from '../explore/exploreUrl'
import { capitalised, filterFields, useRoadView, vehicleColor, type RoadView } from './useRoadView'

export interface RoadPanelProps {
  view: RoadView
  zone: string
  info: RoadInfo | undefined
  query: WindowQuery
  load: Windows
  /** By vehicle type. */
  data: Pivot
  /** The bucket that single numbers are of. */
  focus: number
}

/** Vehicles by type with their total, and how many of them were speeding, per bucket. */
export function VolumePanel({ view, zone, query, load, data, focus }: RoadPanelProps) {
  const { range, setRange } = useView()
  const { change } = useRoadView()
  const { search } = usePlace()
  const now = useNow(1000)
  const { buckets, groups } = data
  const { series, total, speeding } = useMemo(() => volumeSeries(data), [data])
  const bucket = buckets[focus]
  const adjoining = focus > 0 && buckets[focus - 1]!.end === bucket?.start
  const before = adjoining ? total[focus - 1] ?? null : null
  const open = buckets.findLastIndex((one) => one.open)
  const explore = { ...query, stream: 'roads.passages', group: ['vehicle_type'], column: 'count', granularity: view.granularity, run: null }
  return (
    <Panel
      className="wide"
      title="Volume"
      unit={`vehicles per ${view.granularity}`}
      range={buckets.length ? formatSpan(buckets[0]!.start, buckets.at(-1)!.end, zone, now) : undefined}
      status={bucketStatus(buckets)}
      samples={total.reduce<number>((sum, value) => sum + (value ?? 0), 0)}
      load={load}
      source={{ url: load.url, rows: load.data ?? [], zone, explore: exploreUrl(explore, search) }}
      empty={load.data?.length === 0 ? <NoData query={query} filtered={Object.keys(view.filters).length > 0} onClear={() => change(Object.fromEntries(filterFields.map((field) => [field, null])))} /> : undefined}
    >
      {bucket && (
        <div className="stats">
          <Stat label={`${formatSpan(bucket.start, bucket.end, zone, now)}${bucket.open ? ', so far' : ''}`} value={formatNumber(total[focus])} unit="vehicles" change={before === null ? null : formatChange(total[focus] ?? 0, before)} than={`the ${view.granularity} before`} />
          {groups.length > 1 && groups.map((group) => (
            <Stat key={String(group.values[0])} minor label={capitalised(group.values[0])} value={formatNumber(values(group, 'count', 0)[focus])} unit={formatShare(values(group, 'count', 0)[focus] ?? 0, total[focus] ?? 0)} />
          ))}
          <Stat label="Speeding" value={formatNumber(speeding[focus])} unit={formatShare(speeding[focus] ?? 0, total[focus] ?? 0)} />
          {open >= 0 && open !== focus && <Stat label={`This ${view.granularity}, so far`} value={formatNumber(total[open])} unit="vehicles" />}
        </div>
      )}
      <TimeSeries
        label={`Vehicles per ${view.granularity} by type, total and speeding`}
        buckets={buckets}
        series={series}
        zone={zone}
        domain={domainOf(range, now)}
        fromZero
        height={232}
        now={now}
        onBrush={(from, to) => setRange({ kind: 'absolute', from, to })}
      />
    </Panel>
  )
}

function volumeSeries({ groups }: Pivot) {
  const bars = groups.map((group): Series => ({
    key: String(group.values[0]), label: capitalised(group.values[0]), shape: 'bar', color: vehicleColor(group.values[0]), values: values(group, 'count', 0),
  }))
  const total = sumValues(bars.map((bar) => bar.values))
  const speeding = sumValues(groups.map((group) => values(group, 'speeding_count', 0)))
  const lines: Series[] = [{ key: 'speeding', label: 'Speeding', shape: 'line', color: '--data-speeding', values: speeding }]
  if (bars.length > 1) lines.unshift({ key: 'total', label: 'Total', shape: 'cap', color: '--data-total', values: total })
  return { series: [...bars, ...lines], total, speeding }
}
