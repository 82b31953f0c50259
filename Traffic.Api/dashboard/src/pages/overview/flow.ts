import type { LiveState } from '../../api/live'
import type { Pipeline, ServiceState } from '../../api/pipeline'
import { formatDuration } from '../../time/format'
import { formatNumber } from '../../view/numbers'
import { sum } from '../pipeline/usePipeline'

export interface FlowNode {
  name: string
  title: string
  state: ServiceState['state']
  /** What is wrong, if something is. */
  reason: string | null
  facts: string[]
}

/** Between a node and the next one. */
export interface FlowEdge {
  what: string
  ratePerS: number
  /** Records that wait at the far end; null where nothing can. */
  lag: number | null
}

export interface Flow {
  nodes: FlowNode[]
  edges: FlowEdge[]
}

/** The way of the records, as the API reports it, in five nodes and the edges between them. */
export function flowOf(pipeline: Pipeline, live: LiveState, pushedPerS: number): Flow {
  const { streams, topics, sinks } = pipeline
  const delays = streams.map((one) => one.watermark_delay_s).filter((one) => one !== null)
  const ages = streams.map((one) => one.freshness_s).filter((one) => one !== null)
  const worst = (list: number[]) => (list.length ? formatDuration(Math.max(...list) * 1000) : 'none live')
  const records = sum(topics, (topic) => sum(topic.partitions, (one) => one.end - one.start))
  const node = (name: string, title: string, services: string[], facts: string[]): FlowNode => ({ name, title, ...stateOf(pipeline.services, services), facts })
  return {
    nodes: [
      node('sources', 'Sources', ['simulator'], ['simulator, replays', `${formatNumber(sum(streams, (one) => one.records))} records`]),
      node('kafka', 'Kafka', ['kafka'], [`${topics.length} topics`, `${formatNumber(records)} messages`]),
      node('processor', 'Processor', ['processor'], [`watermark delay ${worst(delays)}`, `${formatNumber(sum(streams, (one) => one.open_windows))} open windows`]),
      node('tables', 'Tables', ['sink', 'postgres'], ['PostgreSQL', `freshness ${worst(ages)}`]),
      { name: 'dashboard', title: 'Dashboard', ...viewerState(live), facts: ['this page', live.kind === 'live' && live.delayMs !== null ? `push delay ${formatDuration(live.delayMs)}` : live.kind] },
    ],
    edges: [
      { what: 'raw records', ratePerS: sum(streams, (one) => one.raw_rate_per_s), lag: null },
      { what: 'processed', ratePerS: sum(streams, (one) => one.clean_rate_per_s), lag: sum(streams, (one) => one.processor_lag) },
      { what: 'rows', ratePerS: sum(sinks, (one) => one.rows_per_s), lag: sum(sinks, (one) => one.lag) },
      { what: 'pushed', ratePerS: pushedPerS, lag: null },
    ],
  }
}

/** Down if one of the services is, and then why. */
function stateOf(services: ServiceState[], names: string[]): Pick<FlowNode, 'state' | 'reason'> {
  const own = services.filter((one) => names.includes(one.name))
  const down = own.filter((one) => one.state === 'down')
  if (down.length) return { state: 'down', reason: down.map((one) => (names.length > 1 ? `${one.name}: ${one.detail ?? 'does not answer'}` : one.detail ?? 'It does not answer.')).join(' ') }
  return { state: own.length && own.every((one) => one.state === 'up') ? 'up' : 'unknown', reason: null }
}

function viewerState(live: LiveState): Pick<FlowNode, 'state' | 'reason'> {
  if (live.kind === 'waiting') return { state: 'down', reason: 'The live connection is lost; it is tried again by itself.' }
  return { state: live.kind === 'live' ? 'up' : 'unknown', reason: null }
}
