import { useCatalog } from '../../view/catalog'
import { useSetPageZone } from '../../view/pageZone'
import { useLiveRate } from '../../view/useLiveRate'
import { useLiveState } from '../../view/useLiveState'
import { Unreachable } from '../pipeline/Stages'
import { usePipeline } from '../pipeline/usePipeline'
import { Arrivals } from './Arrivals'
import { DeadLetterBranch } from './DeadLetterBranch'
import { flowOf } from './flow'
import { FlowDiagram } from './FlowDiagram'
import { StreamCard } from './StreamCard'

/** The whole system at a glance: how it flows, and what flows per feed. */
export function OverviewPage() {
  const { data: catalog } = useCatalog()
  const load = usePipeline()
  const live = useLiveState()
  const pushed = useLiveRate()
  useSetPageZone(catalog?.feeds[0]?.timezone)
  return (
    <div className="stack">
      <h1>Overview</h1>
      {load.error && <Unreachable error={load.error} />}
      {load.data ? (
        <FlowDiagram flow={flowOf(load.data, live, pushed)}>
          <DeadLetterBranch streams={load.data.streams} />
        </FlowDiagram>
      ) : !load.error && <div className="skeleton flow-skeleton" role="status" aria-label="Loading" />}
      {catalog?.feeds.map((feed) => (
        <section key={feed.name} className="feed" aria-label={feed.title}>
          <header>
            <h2>{feed.title}</h2>
            <p>{feed.description}</p>
          </header>
          <div className="feed-streams">
            {catalog.streams.filter((stream) => stream.feed === feed.name).map((stream) => (
              <StreamCard key={stream.name} stream={stream} state={load.data?.streams.find((one) => one.feed === stream.feed && one.stream === stream.name)} />
            ))}
            {load.data && <Arrivals topics={load.data.topics.filter((topic) => topic.feed === feed.name)} />}
          </div>
        </section>
      ))}
    </div>
  )
}
