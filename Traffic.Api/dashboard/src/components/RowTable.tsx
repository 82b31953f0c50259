import { useMemo } from 'react'
import { formatDateTime } from '../time/format'
import { formatExact } from '../view/numbers'
import { columnsOf, type Row } from './csv'
import { DataTable, type Column } from './DataTable'

interface Props {
  caption: string
  rows: readonly Row[]
  zone: string
  /** Names for columns that have better ones. */
  labels?: Record<string, string>
}

const own: Record<string, string> = { window_start: 'start', window_end: 'end' }
const times = /^\d{4}-\d\d-\d\dT/

/** Rows of the API as they are, newest first, times in the zone of the charts. */
export function RowTable({ caption, rows, zone, labels = {} }: Props) {
  const newestFirst = useMemo(() => rows.toReversed(), [rows])
  const columns = useMemo<Column<Row>[]>(
    () => columnsOf(rows).map((name) => ({
      key: name,
      label: labels[name] ?? own[name] ?? name.replaceAll('_', ' '),
      numeric: rows.some((row) => typeof row[name] === 'number'),
      cell: (row) => show(row[name], zone),
    })),
    [rows, labels, zone],
  )
  return <DataTable caption={caption} columns={columns} rows={newestFirst} rowKey={(_, i) => String(i)} />
}

function show(value: Row[string], zone: string): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return formatExact(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return times.test(value) ? formatDateTime(Date.parse(value), zone) : value
}
