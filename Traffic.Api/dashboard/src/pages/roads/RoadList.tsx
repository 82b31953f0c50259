import { useMemo } from 'react'
import type { WindowRow } from '../../api/types'
import { numberOf, pivot } from '../../charts/model'
import { Sparkline } from '../../charts/Sparkline'
import { Link } from '../../router/Link'
import { usePlace } from '../../router/location'
import { withChanges } from '../../router/params'
import { formatNumber } from '../../view/numbers'
import { exploreUrl } from '../explore/exploreUrl'
import { byRegion, type Road } from './roads'
import type { RoadView } from './useRoadView'

interface Props {
  roads: Road[]
  /** The newest minutes of all roads. */
  recent: WindowRow[]
  view: RoadView
}

/** Region → road, each with its last half hour and newest full minute. */
export function RoadList({ roads, recent, view }: Props) {
  const { path, search } = usePlace()
  const { buckets, groups } = useMemo(() => pivot(recent, ['region', 'road']), [recent])
  const closed = buckets.findLastIndex((bucket) => !bucket.open)
  const detectors = { stream: 'roads.detectors', window: '1h', group: [], column: 'count', granularity: null, run: null, filters: {} }
  return (
    <nav className="road-list" aria-label="Roads">
      {byRegion(roads).map(([region, list]) => (
        <section key={region}>
          <h3>{region}</h3>
          <ul>
            {list.map((road) => {
              const group = groups.find((one) => one.values[0] === road.region && one.values[1] === road.road)
              const counts = group?.rows.slice(0, closed < 0 ? undefined : closed + 1).map((row) => numberOf(row, 'count')) ?? []
              const active = road.road === view.road && road.region === view.region
              return (
                <li key={road.road}>
                  <Link
                    href={path + withChanges(search, { region: road.region, road: road.road, direction: null, lane: null })}
                    aria-current={active ? 'true' : undefined}
                  >
                    <span className="road-name">{road.road}</span>
                    <span className="road-now">
                      <Sparkline values={counts} />
                      <span><b>{formatNumber(counts.at(-1))}</b> /min</span>
                    </span>
                  </Link>
                </li>
              )
            })}
          </ul>
        </section>
      ))}
      <section>
        <h3>Loop detectors</h3>
        <ul><li><Link href={exploreUrl(detectors, search)}><span className="road-name">All detectors, in Explore</span></Link></li></ul>
      </section>
    </nav>
  )
}
