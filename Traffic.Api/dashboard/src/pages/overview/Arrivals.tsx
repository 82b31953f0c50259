import type { TopicState } from '../../api/pipeline'
import { Panel } from '../../components/Panel'
import { formatNumber, formatRate } from '../../view/numbers'
import { sum } from '../pipeline/usePipeline'

/** What arrives now, by raw topic. */
export function Arrivals({ topics }: { topics: TopicState[] }) {
  const raw = topics.filter((topic) => topic.kind === 'raw')
  const fastest = Math.max(1, ...raw.map((topic) => topic.rate_per_s))
  return (
    <Panel className="wide" title="Arriving now" unit="records per second, by raw topic">
      <ul className="arrivals">
        {raw.map((topic) => {
          const lag = sum(topic.partitions, (one) => one.processor?.lag ?? 0)
          return (
            <li key={topic.name}>
              <span className="arrival-name" title={topic.name}>{topic.name}</span>
              <b>{formatRate(topic.rate_per_s)}</b>
              <span className="arrival-bar" aria-hidden="true"><i style={{ width: `${(100 * topic.rate_per_s) / fastest}%` }} /></span>
              <span className={lag >= 10_000 ? 'warn-text' : 'muted'}>lag {formatNumber(lag)}</span>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
