import type { Cell } from '../api/types'

export type Row = Record<string, Cell>

/** RFC 4180, one line per row, all columns that occur in any row in their order of appearance. */
export function toCsv(rows: readonly Row[]): string {
  const columns = columnsOf(rows)
  const lines = rows.map((row) => columns.map((column) => escape(row[column])).join(','))
  return [columns.map(escape).join(','), ...lines].join('\r\n') + '\r\n'
}

export function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))]
}

function escape(value: Cell): string {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function download(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
