import { useCatalog } from '../../view/catalog'
import { useSetPageZone } from '../../view/pageZone'
import { useView } from '../../view/useView'
import { DeadLettersPanel } from './DeadLettersPanel'
import { LanesTable } from './LanesTable'
import { Stages } from './Stages'
import { StreamsTable } from './StreamsTable'
import { TopicsTable } from './TopicsTable'
import { usePipeline } from './usePipeline'

/** Where every record is: stages, streams, topics, lanes, and what was refused and why. */
export function PipelinePage() {
  const { data: catalog } = useCatalog()
  const feedZone = catalog?.feeds[0]?.timezone ?? 'UTC'
  useSetPageZone(feedZone)
  const zone = useView().zoneOf(feedZone)
  const load = usePipeline()
  return (
    <div className="stack">
      <h1>Pipeline</h1>
      <Stages load={load} />
      <StreamsTable load={load} />
      <DeadLettersPanel zone={zone} />
      <TopicsTable load={load} />
      <LanesTable load={load} zone={zone} />
    </div>
  )
}
