import { getItems } from '../api/client'
import type { WindowRow } from '../api/types'
import { useLoad } from '../api/useLoad'
import { windowsUrl, type WindowQuery } from '../api/windowQuery'
import { formatDateTime } from '../time/format'
import { rangeEndingAt, rangeLabel } from '../time/range'
import { useView } from '../view/useView'

interface Props {
  query: WindowQuery
  /** Whether the reader has narrowed the query down. */
  filtered: boolean
  /** Takes the page's filters away; without, there are none. */
  onClear?: (() => void) | undefined
}

/** Why a panel is empty, and the way to where the data is. */
export function NoData({ query, filtered, onClear }: Props) {
  const { range, setRange } = useView()
  const newest = windowsUrl({ ...query, group: [], range: { kind: 'buckets', count: 1 } }, 0)
  const { data } = useLoad(newest, (signal) => getItems<WindowRow>(newest, signal))
  const latest = data?.[0]
  const end = latest && Date.parse(latest.window_end)
  return (
    <div className="empty">
      <p>
        <b>No data{range.kind === 'buckets' ? '' : ` ${rangeLabel(range, query.zone, Date.now()).replace(/^Last/, 'in the last')}`}{filtered ? ' for these filters' : ''}.</b>{' '}
        {end !== undefined && `Latest: ${formatDateTime(end, query.zone)}.`}
        {data && !latest && (filtered ? 'There is none at any time.' : `Nothing has reached ${query.feed}.${query.stream} yet. Start its simulator or replay a file: ./traffic replay ${query.feed} FILE`)}
      </p>
      {end !== undefined && <button type="button" className="button primary" onClick={() => setRange(rangeEndingAt(range, end))}>Jump there</button>}
      {data && !latest && filtered && onClear && <button type="button" className="button" onClick={onClear}>Clear filters</button>}
    </div>
  )
}
