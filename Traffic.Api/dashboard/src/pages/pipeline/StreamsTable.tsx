import type { Pipeline, StreamState } from '../../api/pipeline'
import type { Load } from '../../api/useLoad'
import { DataTable, type Column } from '../../components/DataTable'
import { Panel } from '../../components/Panel'
import { formatDuration } from '../../time/format'
import { formatNumber, formatRate } from '../../view/numbers'
import { deadLetterTotal } from './usePipeline'

const seconds = (value: number | null) => (value === null ? '–' : formatDuration(value * 1000))

const columns: Column<StreamState>[] = [
  { key: 'stream', label: 'Stream', cell: (row) => <b>{row.feed}.{row.stream}</b> },
  { key: 'raw', label: 'Raw', numeric: true, cell: (row) => formatRate(row.raw_rate_per_s) },
  { key: 'clean', label: 'Clean', numeric: true, cell: (row) => formatRate(row.clean_rate_per_s) },
  { key: 'windows', label: 'Windows', numeric: true, cell: (row) => formatRate(row.window_rate_per_s) },
  { key: 'lag', label: 'Processor lag', numeric: true, cell: (row) => <Lag value={row.processor_lag} /> },
  { key: 'sink', label: 'Sink lag', numeric: true, cell: (row) => <Lag value={row.sink_lag} /> },
  { key: 'delay', label: 'Watermark delay', numeric: true, cell: (row) => seconds(row.watermark_delay_s) },
  { key: 'fresh', label: 'Freshness', numeric: true, cell: (row) => seconds(row.freshness_s) },
  { key: 'open', label: 'Open windows', numeric: true, cell: (row) => formatNumber(row.open_windows) },
  { key: 'records', label: 'Records', numeric: true, cell: (row) => formatNumber(row.records) },
  { key: 'accepted', label: 'Accepted', numeric: true, cell: (row) => formatNumber(row.accepted) },
  { key: 'duplicates', label: 'Duplicates', numeric: true, cell: (row) => formatNumber(row.duplicates) },
  { key: 'dead', label: 'Dead letters', numeric: true, cell: (row) => formatNumber(deadLetterTotal(row.dead_letters)) },
]

/** Per stream: rates over the last 10 s, what waits, how old the newest results are. */
export function StreamsTable({ load }: { load: Load<Pipeline> }) {
  return (
    <Panel title="Streams" unit="rates over the last 10 s; delays of live data" load={{ ...load, error: load.data ? undefined : load.error }}>
      <DataTable caption="Streams" columns={columns} rows={load.data?.streams ?? []} rowKey={(row) => `${row.feed}.${row.stream}`} />
    </Panel>
  )
}

/** Records that wait; more than a batch stands out. */
export function Lag({ value }: { value: number | null | undefined }) {
  if (value === null || value === undefined) return '–'
  return value >= 10_000 ? <b className="warn-text">{formatNumber(value)}</b> : formatNumber(value)
}
