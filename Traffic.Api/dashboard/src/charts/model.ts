import type { Cell, WindowRow } from '../api/types'

export interface Bucket {
  start: number
  end: number
  open: boolean
  status: WindowRow['status']
}

/** A CSS custom property that holds a colour. */
export type ColorToken = `--${string}`

export interface Series {
  key: string
  label: string
  color: ColorToken
  /** Bars of one chart stand on each other; a cap is a stroke across the bucket, such as their total. */
  shape: 'bar' | 'line' | 'cap'
  dashed?: boolean
  /** One value per bucket; null where there is none. */
  values: (number | null)[]
}

/** The space between two quantiles. */
export interface Band {
  color: ColorToken
  lower: (number | null)[]
  upper: (number | null)[]
}

export interface Reference {
  label: string
  value: number
  color: ColorToken
}

export interface Group {
  /** Values of the grouping fields, in their order. */
  values: Cell[]
  rows: (WindowRow | null)[]
}

export interface Pivot {
  buckets: Bucket[]
  groups: Group[]
}

/** Rows (in any order) by bucket and group; a group without a row in a bucket has null there. */
export function pivot(rows: readonly WindowRow[], fields: readonly string[]): Pivot {
  const buckets = toBuckets(rows)
  const index = new Map(buckets.map((bucket, i) => [bucket.start, i]))
  const groups = new Map<string, Group>()
  for (const row of rows) {
    const values = fields.map((field) => row[field] ?? null)
    const key = JSON.stringify(values)
    let group = groups.get(key)
    if (!group) groups.set(key, (group = { values, rows: buckets.map(() => null) }))
    group.rows[index.get(Date.parse(row.window_start))!] = row
  }
  return { buckets, groups: [...groups.values()].sort((a, b) => compareCells(a.values, b.values)) }
}

/** A bucket is provisional if anything in it is, else corrected if anything is, else final. */
export function toBuckets(rows: readonly WindowRow[]): Bucket[] {
  const buckets = new Map<number, Bucket>()
  for (const row of rows) {
    const start = Date.parse(row.window_start)
    const bucket = buckets.get(start)
    if (!bucket) buckets.set(start, { start, end: Date.parse(row.window_end), open: row.open, status: row.status })
    else {
      bucket.open ||= row.open
      if (rank[row.status] > rank[bucket.status]) bucket.status = row.status
    }
  }
  return [...buckets.values()].sort((a, b) => a.start - b.start)
}

const rank = { final: 0, corrected: 1, provisional: 2 }

export function numberOf(row: WindowRow | null | undefined, column: string): number | null {
  const value = row?.[column]
  return typeof value === 'number' ? value : null
}

/** Where there are rows but none of this group, a count is zero, not unknown. */
export function values(group: Group, column: string, absent: number | null): (number | null)[] {
  return group.rows.map((row) => (row ? numberOf(row, column) : absent))
}

export function sumValues(lists: readonly (readonly (number | null)[])[]): (number | null)[] {
  return (lists[0] ?? []).map((_, i) => {
    const present = lists.map((list) => list[i] ?? null).filter((value) => value !== null)
    return present.length ? present.reduce((a, b) => a + b, 0) : null
  })
}

export function compareCells(a: readonly Cell[], b: readonly Cell[]): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i], b[i]]
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x ?? '').localeCompare(String(y ?? ''), 'en', { numeric: true })
    if (order !== 0) return order
  }
  return 0
}

/** Runs of buckets without a gap, as [first, last] indices; points without value also end a run. */
export function runs(buckets: readonly Bucket[], present: (index: number) => boolean): [number, number][] {
  const found: [number, number][] = []
  let first = -1
  for (let i = 0; i < buckets.length; i++) {
    if (!present(i)) {
      if (first >= 0) found.push([first, i - 1])
      first = -1
      continue
    }
    if (first >= 0 && buckets[i]!.start > buckets[i - 1]!.end) {
      found.push([first, i - 1])
      first = i
    }
    if (first < 0) first = i
  }
  if (first >= 0) found.push([first, buckets.length - 1])
  return found
}
