import { useMemo, useState } from 'react'
import { apiUrl, getItems, getJson } from '../../api/client'
import type { DeadLetter, DeadLetterCount } from '../../api/pipeline'
import type { Page } from '../../api/types'
import { useLoad } from '../../api/useLoad'
import { DataTable, type Column } from '../../components/DataTable'
import { Panel } from '../../components/Panel'
import { useParams } from '../../router/params'
import { formatDateTime } from '../../time/format'
import { formatBytes, formatNumber } from '../../view/numbers'
import { usePaused } from '../../view/paused'
import { DeadLetterDialog } from './DeadLetterDialog'
import { sum } from './usePipeline'

const pageSize = 50

/** What was refused, by reason, newest first; each can be looked at byte for byte. */
export function DeadLettersPanel({ zone }: { zone: string }) {
  const [params, change] = useParams()
  const paused = usePaused()
  const reason = params.get('reason')
  const [limit, setLimit] = useState(pageSize)
  const summary = useLoad('summary', (signal) => getItems<DeadLetterCount>(apiUrl('/dead-letters/summary'), signal), { everyMs: 5000, paused })
  const url = apiUrl('/dead-letters', { reason, limit })
  const list = useLoad(url, (signal) => getJson<Page<DeadLetter>>(url, signal), { everyMs: 5000, paused })
  const columns = useMemo(() => letterColumns(zone, (id) => change({ letter: id })), [zone, params.toString()])
  const counts = [...Map.groupBy(summary.data ?? [], (one) => one.reason)].map(([name, list]) => ({ name, count: sum(list, (one) => one.count) }))
  const total = sum(counts, (one) => one.count)
  const letter = params.get('letter')
  const letters = list.data?.items ?? []
  return (
    <Panel title="Dead letters" unit={`${formatNumber(total)} in all`} load={list} empty={total === 0 && letters.length === 0 && list.data ? <div className="empty brief"><p><b>Nothing was refused.</b> Records that cannot be used appear here with their reason and their bytes.</p></div> : undefined}>
      <div className="reasons" role="group" aria-label="Reasons">
        <button type="button" className="button" aria-pressed={reason === null} onClick={() => change({ reason: null })}>All <b>{formatNumber(total)}</b></button>
        {counts.sort((a, b) => b.count - a.count).map((one) => (
          <button key={one.name} type="button" className="button" aria-pressed={reason === one.name} onClick={() => change({ reason: one.name })}>{one.name} <b>{formatNumber(one.count)}</b></button>
        ))}
      </div>
      <DataTable caption="Dead letters, newest first" columns={columns} rows={letters} rowKey={(row) => row.id} onOpen={(row) => change({ letter: row.id })} />
      {list.data?.cursor && <p className="table-more"><button type="button" className="link" onClick={() => setLimit(limit + 200)}>Show older ones</button></p>}
      {letter && <DeadLetterDialog id={letter} zone={zone} onClose={() => change({ letter: null })} />}
    </Panel>
  )
}

function letterColumns(zone: string, open: (id: string) => void): Column<DeadLetter>[] {
  return [
    { key: 'at', label: 'Failed at', cell: (row) => <button type="button" className="link" onClick={() => open(row.id)}>{formatDateTime(Date.parse(row.failed_at), zone, true)}</button> },
    { key: 'reason', label: 'Reason', cell: (row) => <b>{row.reason}</b> },
    { key: 'stream', label: 'Stream', cell: (row) => `${row.feed}.${row.stream}` },
    { key: 'field', label: 'Field', cell: (row) => row.field ?? '–' },
    { key: 'detail', label: 'Detail', cell: (row) => <span className="clip" title={row.detail ?? ''}>{row.detail}</span> },
    { key: 'source', label: 'Source', cell: (row) => <span className="clip" title={row.source_topic}>{row.source_topic} [{row.source_partition}] @ {row.source_offset}</span> },
    { key: 'run', label: 'Run', cell: (row) => row.run ?? 'live' },
    { key: 'stage', label: 'Stage', cell: (row) => row.stage },
    { key: 'size', label: 'Size', numeric: true, cell: (row) => formatBytes(row.size) },
  ]
}
