import { useMemo } from 'react'
import { useWindows } from '../../api/useWindows'
import { bucketStatus, domainOf } from '../../charts/bucketStatus'
import { TimeSeries } from '../../charts/TimeSeries'
import { NoData } from '../../components/NoData'
import { Panel } from '../../components/Panel'
import { RowTable } from '../../components/RowTable'
import { formatSpan } from '../../time/format'
import { useCatalog } from '../../view/catalog'
import { useSetPageZone } from '../../view/pageZone'
import { useNow } from '../../view/useNow'
import { useView } from '../../view/useView'
import { ExploreForm } from './ExploreForm'
import { exploreSeries, fieldLabel, isAdditive } from './series'
import { queryOf, useExplore, type Explore } from './useExplore'

/** Any stream, window, grouping and aggregate that is declared, as chart and table. */
export function ExplorePage() {
  const { data: catalog, error, reload } = useCatalog()
  const explore = useExplore(catalog?.streams ?? [])
  useSetPageZone(explore?.stream.timezone)
  return (
    <div className="explore">
      <h1 className="visually-hidden">Explore</h1>
      {explore ? (
        <>
          <ExploreForm explore={explore} streams={catalog!.streams} />
          <Result explore={explore} />
        </>
      ) : error ? (
        <div className="notice bad" role="alert">
          <p><b>{error.detail}</b> {error.fix}</p>
          <button type="button" className="button" onClick={reload}>Try again</button>
        </div>
      ) : catalog ? (
        <div className="empty"><p><b>No stream has windows.</b> Declare one to see it here.</p></div>
      ) : <div className="skeleton" role="status" aria-label="Loading" />}
    </div>
  )
}

function Result({ explore }: { explore: Explore }) {
  const { stream, window, choice, set } = explore
  const { range, setRange, zoneOf } = useView()
  const now = useNow(1000)
  const zone = zoneOf(stream.timezone)
  const query = queryOf(explore, range, zone)
  const load = useWindows(query)
  const column = window.columns.find((one) => one.name === choice.column)!
  const shown = useMemo(() => exploreSeries(load.data ?? [], choice.group, column, stream.fields), [load.data, column])
  const { buckets, series, hidden, groups } = shown
  const samples = load.data?.reduce((sum, row) => sum + row.count, 0)
  const labels = useMemo(() => Object.fromEntries(window.columns.map((one) => [one.name, one.label])), [window])
  const source = { url: load.url, rows: load.data ?? [], zone }
  const empty = load.data?.length === 0 ? <NoData query={query} filtered={Object.keys(choice.filters).length > 0 || choice.run !== null} onClear={() => set({ filters: {}, run: null })} /> : undefined
  return (
    <div className="explore-result">
      <Panel
        title={column.label}
        unit={[column.unit, `per ${choice.granularity ?? window.id}`].filter(Boolean).join(' ')}
        range={buckets.length ? formatSpan(buckets[0]!.start, buckets.at(-1)!.end, zone, now) : undefined}
        status={bucketStatus(buckets)}
        samples={samples}
        load={load}
        source={source}
        empty={empty}
      >
        {hidden > 0 && <p className="panel-note">The 10 highest of {groups}. The others can't be merged to one line without their records: filter to see them.</p>}
        <TimeSeries
          label={`${column.label}${choice.group.length ? ` by ${choice.group.map(fieldLabel).join(', ')}` : ''}`}
          buckets={buckets}
          series={series}
          zone={zone}
          domain={domainOf(range, now)}
          fromZero={isAdditive(column)}
          height={300}
          now={now}
          onBrush={(from, to) => setRange({ kind: 'absolute', from, to })}
        />
      </Panel>
      {!empty && (
        <Panel title="Rows" unit={`${load.data?.length ?? 0}, newest first`} load={load} source={source}>
          <RowTable caption={`${column.label}, rows`} rows={load.data ?? []} zone={zone} labels={labels} />
        </Panel>
      )}
    </div>
  )
}
