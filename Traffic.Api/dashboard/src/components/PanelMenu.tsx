import { useState } from 'react'
import { Link } from '../router/Link'
import { download, toCsv, type Row } from './csv'
import { Icon } from './Icon'
import { Popover } from './Popover'

export interface PanelSource {
  /** The address the rows came from. */
  url: string
  rows: readonly Row[]
  /** The same in Explore. */
  explore?: string
  /** The zone of the times in the table. */
  zone: string
}

interface Props {
  title: string
  source: PanelSource
  table: boolean
  onTable: (table: boolean) => void
}

export function PanelMenu({ title, source, table, onTable }: Props) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(`curl '${window.location.origin}${source.url}'`)
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <Popover label={`${title}: menu`} className="button icon-only" align="end" button={<Icon name="menu" />}>
      {(close) => (
        <div className="menu">
          {source.explore && <Link href={source.explore}>Open in Explore</Link>}
          <button type="button" onClick={() => { onTable(!table); close() }}>{table ? 'View as chart' : 'View as table'}</button>
          <button type="button" onClick={() => { download(`${title.toLowerCase().replaceAll(/\W+/g, '-')}.csv`, toCsv(source.rows)); close() }}>Download CSV</button>
          <button type="button" onClick={() => void copy()}>{copied ? 'Copied' : 'Copy as curl'}</button>
        </div>
      )}
    </Popover>
  )
}
