import { useId, useState, type ReactNode } from 'react'
import type { ApiError } from '../api/client'
import { formatNumber } from '../view/numbers'
import { ErrorBoundary } from './ErrorBoundary'
import { PanelMenu, type PanelSource } from './PanelMenu'
import { RowTable } from './RowTable'
import { StatusChip, type Tone } from './StatusChip'

interface Props {
  title: string
  unit?: string | undefined
  /** The instants shown, in words. */
  range?: string | undefined
  status?: { tone: Tone; text: string; title?: string } | null
  /** How many records stand behind what is shown. */
  samples?: number | undefined
  source?: PanelSource
  load?: { loading: boolean; error: ApiError | undefined; data: unknown; reload: () => void }
  /** Shown in place of the content where there is nothing to show. */
  empty?: ReactNode
  className?: string
  children: ReactNode
}

/** The frame of everything that shows data. A failing panel keeps its last content and says what is wrong. */
export function Panel({ title, unit, range, status, samples, source, load, empty, className = '', children }: Props) {
  const [table, setTable] = useState(false)
  const heading = useId()
  const waiting = load?.data === undefined && !load?.error && load !== undefined
  return (
    <section className={`panel ${className}`} aria-labelledby={heading} aria-busy={load?.loading ?? false}>
      <header className="panel-head">
        <h2 id={heading}>{title}</h2>
        {unit && <span className="panel-unit">{unit}</span>}
        {range && <span className="panel-range">{range}</span>}
        <span className="panel-space" />
        {samples !== undefined && <span className="panel-samples" title="Records behind what is shown">n = {formatNumber(samples)}</span>}
        {status && <StatusChip tone={status.tone} {...(status.title && { title: status.title })}>{status.text}</StatusChip>}
        {source && <PanelMenu title={title} source={source} table={table} onTable={setTable} />}
      </header>
      <ErrorBoundary name={title}>
        {load?.error && <Failure error={load.error} reload={load.reload} stale={load.data !== undefined} />}
        {waiting ? <div className="skeleton" role="status" aria-label="Loading" /> : load?.error && load.data === undefined ? null : empty ?? (
          table && source ? <RowTable caption={title} rows={source.rows} zone={source.zone} /> : children
        )}
      </ErrorBoundary>
    </section>
  )
}

function Failure({ error, reload, stale }: { error: ApiError; reload: () => void; stale: boolean }) {
  return (
    <div className="notice bad" role="alert">
      <p>
        <b>{error.detail ?? error.message}</b> {error.fix} {stale && 'What is shown below is the last good answer.'}
      </p>
      <button type="button" className="button" onClick={reload}>Try again</button>
    </div>
  )
}
