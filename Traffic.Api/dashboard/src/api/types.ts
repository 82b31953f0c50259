/** The API's answers, as far as the dashboard reads them. Instants are ISO texts. */
export interface Page<T> {
  items: T[]
  cursor: string | null
}

export interface FeedInfo {
  name: string
  title: string
  description: string
  timezone: string
  streams: { name: string; title: string; description: string }[]
}

export interface FieldInfo {
  name: string
  type: string
  unit: string | null
  required: boolean
  derived: boolean
  description: string
  allowed: (string | number)[] | null
}

export interface ColumnInfo {
  name: string
  type: string
  unit: string | null
  aggregate: string
  field: string | null
  label: string
}

export interface WindowInfo {
  id: string
  kind: string
  size_s: number
  group_by: string[]
  columns: ColumnInfo[]
}

export interface StreamInfo {
  feed: string
  name: string
  title: string
  description: string
  timezone: string
  entity: string[] | null
  fields: FieldInfo[]
  windows: WindowInfo[]
  tables: string[]
  extent: { run: string; first: string; last: string; rows: number }[]
}

export type Cell = string | number | boolean | null | undefined

/** One bucket of one group: the grouping fields and aggregates stand beside these. */
export interface WindowRow {
  window_start: string
  window_end: string
  count: number
  status: 'provisional' | 'final' | 'corrected'
  open: boolean
  [name: string]: Cell
}

export interface RoadInfo {
  region: string
  road: string
  car_limit_kmh: number
  truck_limit_kmh: number
  lanes: number
  two_way: boolean
  capacity_5min: number
}

export type Problem = { type?: string; title?: string; status?: number; detail?: string; pointer?: string; fix?: string }
