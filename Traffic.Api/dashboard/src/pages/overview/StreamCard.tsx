import { useMemo } from 'react'
import type { StreamState } from '../../api/pipeline'
import type { StreamInfo } from '../../api/types'
import { useWindows } from '../../api/useWindows'
import type { WindowQuery } from '../../api/windowQuery'
import { bucketStatus, domainOf } from '../../charts/bucketStatus'
import { pivot, values, type Series } from '../../charts/model'
import { TimeSeries } from '../../charts/TimeSeries'
import { NoData } from '../../components/NoData'
import { Panel } from '../../components/Panel'
import { Stat } from '../../components/Stat'
import { usePlace } from '../../router/location'
import { formatDuration, formatSpan } from '../../time/format'
import { formatNumber, formatRate } from '../../view/numbers'
import { useNow } from '../../view/useNow'
import { useView } from '../../view/useView'
import { exploreUrl } from '../explore/exploreUrl'
import { deadLetterTotal } from '../pipeline/usePipeline'

interface Props {
  stream: StreamInfo
  state: StreamState | undefined
}

/** One stream: what flows now and its windows. Knows nothing of the feed but its declaration. */
export function StreamCard({ stream, state }: Props) {
  const { range, zoneOf, setRange } = useView()
  const { search } = usePlace()
  const now = useNow(1000)
  const zone = zoneOf(stream.timezone)
  const window = stream.windows[0]
  const column = window?.columns[0]
  const query: WindowQuery | null = window ? { feed: stream.feed, stream: stream.name, window: window.id, range, zone, group: [], filters: {} } : null
  const load = useWindows(query)
  const { buckets, series } = useMemo(() => {
    const { buckets, groups } = pivot(load.data ?? [], [])
    const series = groups.map((group): Series => ({ key: 'count', label: column?.label ?? 'Records', color: '--data-1', shape: 'bar', values: values(group, column?.name ?? 'count', 0) }))
    return { buckets, series }
  }, [load.data, column])
  const explore = window && exploreUrl({ stream: `${stream.feed}.${stream.name}`, window: window.id, group: [], column: column?.name ?? 'count', granularity: null, run: null, filters: {} }, search)
  return (
    <Panel
      title={stream.title}
      unit={`${stream.feed}.${stream.name}`}
      range={buckets.length ? formatSpan(buckets[0]!.start, buckets.at(-1)!.end, zone, now) : undefined}
      status={bucketStatus(buckets)}
      {...(window && { load })}
      source={{ url: load.url, rows: load.data ?? [], zone, ...(explore && { explore }) }}
    >
      {state && (
        <div className="stats">
          <Stat label="Now" value={formatRate(state.raw_rate_per_s)} />
          <Stat label="Freshness" value={state.freshness_s === null ? 'not live' : formatDuration(state.freshness_s * 1000)} />
          <Stat label="Accepted" value={formatNumber(state.accepted)} />
          <Stat label="Dead letters" value={formatNumber(deadLetterTotal(state.dead_letters))} />
        </div>
      )}
      {load.data?.length === 0 ? (
        <NoData query={query!} filtered={false} />
      ) : window && (
        <TimeSeries label={`${column?.label ?? 'Records'} per ${window.id}`} buckets={buckets} series={series} zone={zone} domain={domainOf(range, now)} fromZero height={168} now={now} onBrush={(from, to) => setRange({ kind: 'absolute', from, to })} />
      )}
    </Panel>
  )
}
