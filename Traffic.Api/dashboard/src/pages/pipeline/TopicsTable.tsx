import { useState } from 'react'
import type { Pipeline, TopicState } from '../../api/pipeline'
import type { Load } from '../../api/useLoad'
import { Icon } from '../../components/Icon'
import { Panel } from '../../components/Panel'
import { formatNumber, formatRate } from '../../view/numbers'
import { Lag } from './StreamsTable'
import { sum } from './usePipeline'

/** Every topic with its rate and what its readers have still before them; opened, its partitions. */
export function TopicsTable({ load }: { load: Load<Pipeline> }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const toggle = (name: string) => setOpen((old) => (old.has(name) ? new Set([...old].filter((one) => one !== name)) : new Set([...old, name])))
  const topics = load.data?.topics ?? []
  return (
    <Panel title="Topics" unit={`${topics.length}, with ${sum(topics, (topic) => topic.partitions.length)} partitions`} load={{ ...load, error: load.data ? undefined : load.error }}>
      <div className="table-scroll" tabIndex={0} role="group" aria-label="Topics">
        <table>
          <caption className="visually-hidden">Topics</caption>
          <thead>
            <tr>
              <th scope="col">Topic</th><th scope="col">Kind</th><th scope="col" className="numeric">Rate</th><th scope="col" className="numeric">First offset</th>
              <th scope="col" className="numeric">End offset</th><th scope="col" className="numeric">Processor lag</th><th scope="col" className="numeric">Sink lag</th>
            </tr>
          </thead>
          {topics.map((topic) => <Topic key={topic.name} topic={topic} open={open.has(topic.name)} onToggle={() => toggle(topic.name)} />)}
        </table>
      </div>
    </Panel>
  )
}

function Topic({ topic, open, onToggle }: { topic: TopicState; open: boolean; onToggle: () => void }) {
  const { partitions } = topic
  const lag = (reader: 'processor' | 'sink') => {
    const read = partitions.map((partition) => partition[reader]).filter((one) => one !== null)
    return read.length ? sum(read, (one) => one.lag) : null
  }
  return (
    <tbody>
      <tr>
        <td>
          <button type="button" className={open ? 'disclose open' : 'disclose'} aria-expanded={open} onClick={onToggle}><Icon name="right" /><span title={topic.name}>{topic.name}</span></button>
        </td>
        <td>{topic.kind}</td>
        <td className="numeric">{formatRate(topic.rate_per_s)}</td>
        <td className="numeric">{formatNumber(Math.min(...partitions.map((one) => one.start)))}</td>
        <td className="numeric">{formatNumber(sum(partitions, (one) => one.end))}</td>
        <td className="numeric"><Lag value={lag('processor')} /></td>
        <td className="numeric"><Lag value={lag('sink')} /></td>
      </tr>
      {open && partitions.map((one) => (
        <tr key={one.partition} className="nested">
          <td>partition {one.partition}</td>
          <td />
          <td />
          <td className="numeric">{formatNumber(one.start)}</td>
          <td className="numeric">{formatNumber(one.end)}</td>
          <td className="numeric"><Lag value={one.processor?.lag} /></td>
          <td className="numeric"><Lag value={one.sink?.lag} /></td>
        </tr>
      ))}
    </tbody>
  )
}
