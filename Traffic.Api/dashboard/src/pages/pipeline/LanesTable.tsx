import { useMemo } from 'react'
import type { LaneState, Pipeline } from '../../api/pipeline'
import type { Load } from '../../api/useLoad'
import { DataTable, type Column } from '../../components/DataTable'
import { Panel } from '../../components/Panel'
import { formatDateTime } from '../../time/format'
import { formatNumber } from '../../view/numbers'
import { deadLetterTotal } from './usePipeline'

/** The lanes of event time: one per raw topic, partition and run, each with its own watermark. */
export function LanesTable({ load, zone }: { load: Load<Pipeline>; zone: string }) {
  const columns = useMemo(() => laneColumns(zone), [zone])
  const lanes = load.data?.lanes ?? []
  const ended = lanes.filter((lane) => lane.ended).length
  return (
    <Panel title="Lanes" unit={`${lanes.length - ended} open, ${ended} ended`} load={{ ...load, error: load.data ? undefined : load.error }}>
      <DataTable caption="Lanes" columns={columns} rows={lanes} rowKey={(lane) => `${lane.topic} ${lane.partition} ${lane.run}`} />
    </Panel>
  )
}

function laneColumns(zone: string): Column<LaneState>[] {
  return [
    { key: 'topic', label: 'Raw topic', cell: (lane) => <span className="clip" title={lane.topic}>{lane.topic}</span> },
    { key: 'partition', label: 'Partition', numeric: true, cell: (lane) => lane.partition },
    { key: 'run', label: 'Run', cell: (lane) => <b>{lane.run}</b> },
    { key: 'watermark', label: 'Watermark', cell: (lane) => (lane.ended ? 'ended' : lane.watermark ? formatDateTime(Date.parse(lane.watermark), zone, true) : '–') },
    { key: 'open', label: 'Open windows', numeric: true, cell: (lane) => formatNumber(lane.open_windows) },
    { key: 'records', label: 'Records', numeric: true, cell: (lane) => formatNumber(lane.records) },
    { key: 'accepted', label: 'Accepted', numeric: true, cell: (lane) => formatNumber(lane.accepted) },
    { key: 'duplicates', label: 'Duplicates', numeric: true, cell: (lane) => formatNumber(lane.duplicates) },
    { key: 'forwarded', label: 'Forwarded', numeric: true, cell: (lane) => formatNumber(lane.forwarded) },
    { key: 'dead', label: 'Dead letters', cell: (lane) => Object.entries(lane.dead_letters).map(([reason, count]) => `${formatNumber(count)} ${reason}`).join(', ') || `${deadLetterTotal(lane.dead_letters)}` },
  ]
}
