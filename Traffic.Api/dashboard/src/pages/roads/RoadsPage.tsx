import { useEffect } from 'react'
import { apiUrl, getItems } from '../../api/client'
import type { RoadInfo, WindowRow } from '../../api/types'
import { useLoad } from '../../api/useLoad'
import { useWindows } from '../../api/useWindows'
import { ErrorBoundary } from '../../components/ErrorBoundary'
import { useCatalog } from '../../view/catalog'
import { useSetPageZone } from '../../view/pageZone'
import { useView } from '../../view/useView'
import { RoadDetail } from './RoadDetail'
import { RoadList } from './RoadList'
import { roadsOf } from './roads'
import { stream, useRoadView } from './useRoadView'

const recentQuery = { ...stream, range: { kind: 'buckets' as const, count: 30 }, zone: 'UTC', group: ['region', 'road'], filters: {} }

export function RoadsPage() {
  const { data: catalog, error, reload } = useCatalog()
  const feedZone = catalog?.feeds.find((feed) => feed.name === 'roads')?.timezone
  useSetPageZone(feedZone)
  const { zoneOf } = useView()
  const { view, change } = useRoadView()
  const reference = useLoad('roads', (signal) => getItems<RoadInfo>(apiUrl('/reference/roads/metadata'), signal), { everyMs: 60_000 })
  const recent = useWindows(recentQuery)
  const roads = roadsOf(reference.data ?? [], recent.data ?? [])
  const first = roads[0]

  useEffect(() => {
    if (!view.road && first) change({ region: first.region, road: first.road }, true)
  }, [view.road, first?.road])

  const zone = feedZone && zoneOf(feedZone)
  const chosen = roads.find((road) => road.region === view.region && road.road === view.road)
  return (
    <div className="roads">
      <ErrorBoundary name="The list of roads">
        <RoadList roads={roads} recent={recent.data ?? ([] as WindowRow[])} view={view} />
      </ErrorBoundary>
      {error && !catalog && (
        <div className="notice bad" role="alert">
          <p><b>{error.detail}</b> {error.fix}</p>
          <button type="button" className="button" onClick={reload}>Try again</button>
        </div>
      )}
      {zone && view.road && <RoadDetail key={`${view.region}/${view.road}`} view={view} zone={zone} info={chosen?.info} />}
    </div>
  )
}
