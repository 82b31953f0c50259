import { useState, type ReactNode } from 'react'

export interface Column<T> {
  key: string
  label: string
  /** Numbers stand right. */
  numeric?: boolean
  cell: (row: T) => ReactNode
}

interface Props<T> {
  caption: string
  columns: Column<T>[]
  rows: readonly T[]
  rowKey: (row: T, index: number) => string
  /** Makes rows choosable. */
  onOpen?: (row: T) => void
}

const pageSize = 100

export function DataTable<T>({ caption, columns, rows, rowKey, onOpen }: Props<T>) {
  const [limit, setLimit] = useState(pageSize)
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>{columns.map((column) => <th key={column.key} scope="col" className={column.numeric ? 'numeric' : undefined}>{column.label}</th>)}</tr>
        </thead>
        <tbody>
          {rows.slice(0, limit).map((row, i) => (
            <tr key={rowKey(row, i)} className={onOpen ? 'choosable' : undefined} onClick={onOpen && (() => onOpen(row))}>
              {columns.map((column) => <td key={column.key} className={column.numeric ? 'numeric' : undefined}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > limit && (
        <p className="table-more">
          {limit} of {rows.length} rows. <button type="button" className="link" onClick={() => setLimit(limit * 10)}>Show more</button>
        </p>
      )}
    </div>
  )
}
