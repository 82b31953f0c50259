import type { Cell, ColumnInfo, FieldInfo, WindowRow } from '../../api/types'
import { pivot, values, type Bucket, type Series } from '../../charts/model'
import { topSeries } from '../../charts/top'

const additive = new Set(['count', 'sum', 'n', 'count_where', 'covered'])

/** Whether values of buckets and groups may be added up; then nothing is zero and axes start there. */
export function isAdditive(column: ColumnInfo | undefined): boolean {
  return column !== undefined && additive.has(column.aggregate)
}

export function exploreSeries(rows: readonly WindowRow[], group: readonly string[], column: ColumnInfo, fields: readonly FieldInfo[]): { buckets: Bucket[]; series: Series[]; hidden: number; groups: number } {
  const { buckets, groups } = pivot(rows, group)
  const candidates = groups.map((one) => ({
    key: JSON.stringify(one.values),
    label: group.length ? group.map((field, i) => groupLabel(field, one.values[i], fields)).join(' · ') : column.label,
    values: values(one, column.name, isAdditive(column) ? 0 : null),
  }))
  return { buckets, groups: groups.length, ...topSeries(candidates, isAdditive(column)) }
}

/** "car", but "lane 1": a number alone says nothing. */
export function groupLabel(field: string, value: Cell, fields: readonly FieldInfo[]): string {
  if (value === null || value === undefined) return `no ${fieldLabel(field)}`
  return fields.find((one) => one.name === field)?.type === 'string' ? String(value) : `${fieldLabel(field)} ${value}`
}

export const fieldLabel = (field: string) => field.replaceAll('_', ' ')
