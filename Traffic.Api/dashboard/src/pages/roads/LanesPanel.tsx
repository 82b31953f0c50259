import { useDeferred } from '../../view/useDeferred'
import { useWindows } from '../../api/useWindows'
import { bucketStatus } from '../../charts/bucketStatus'
import { NoData } from '../../components/NoData'
import { Panel } from '../../components/Panel'
import { usePlace } from '../../router/location'
import { formatSpan } from '../../time/format'
import { useNow } from '../../view/useNow'
import { exploreUrl } from '../explore/exploreUrl'
import { LaneSchematic } from './LaneSchematic'
import { lanesOf } from './lanes'
import type { RoadPanelProps } from './VolumePanel'

/** Who drives where: the lanes of the road seen from above, for one bucket. */
export function LanesPanel({ view, zone, info, query, data, load: road, focus }: RoadPanelProps) {
  const { search } = usePlace()
  const now = useNow(60_000)
  const bucket = data.buckets[focus]
  // Follows the pointer, but only where it rests.
  const settled = useDeferred(bucket && `${bucket.start} ${bucket.end}`, 120)
  const [from, to] = (settled ?? '').split(' ').map(Number)
  const group = ['direction', 'lane', 'vehicle_type']
  const load = useWindows(settled ? { ...query, group, range: { kind: 'absolute', from: from!, to: to! } } : null)
  const lanes = lanesOf(load.data ?? [], info, view)
  const explore = { ...query, stream: 'roads.passages', group: ['lane'], column: 'count', granularity: view.granularity, run: null }
  return (
    <Panel
      title="Lanes"
      unit="vehicles"
      range={bucket && formatSpan(bucket.start, bucket.end, zone, now)}
      status={bucketStatus(bucket ? [bucket] : [])}
      samples={lanes.reduce((sum, lane) => sum + lane.total, 0)}
      load={settled ? load : road}
      source={{ url: load.url, rows: load.data ?? [], zone, explore: exploreUrl(explore, search) }}
      empty={road.data?.length === 0 ? <NoData query={query} filtered={Object.keys(view.filters).length > 0} /> : undefined}
    >
      <LaneSchematic lanes={lanes} />
    </Panel>
  )
}
