import { Fragment } from 'react'
import { StatusChip } from '../../components/StatusChip'
import { formatNumber, formatRate } from '../../view/numbers'
import { stageTone } from '../pipeline/Stages'
import type { Flow, FlowEdge, FlowNode } from './flow'

/** Sources → Kafka → Processor → tables → dashboard, with what moves along each edge. */
export function FlowDiagram({ flow, children }: { flow: Flow; children: React.ReactNode }) {
  const { nodes, edges } = flow
  return (
    <div className="flow">
      {nodes.map((node, i) => (
        <Fragment key={node.name}>
          <Node node={node}>{node.name === 'processor' && children}</Node>
          {edges[i] && <Edge edge={edges[i]} broken={node.state === 'down' || nodes[i + 1]?.state === 'down'} />}
        </Fragment>
      ))}
    </div>
  )
}

function Node({ node, children }: { node: FlowNode; children: React.ReactNode }) {
  return (
    <div className="flow-column">
      <section className={`flow-node ${node.state}`} aria-label={`${node.title}, ${node.state}`}>
        <header>
          <h2>{node.title}</h2>
          <StatusChip tone={stageTone[node.state]}>{node.state}</StatusChip>
        </header>
        {node.reason ? <p className="flow-reason" role="alert" title={node.reason}>{node.reason}</p> : node.facts.map((fact) => <p key={fact}>{fact}</p>)}
      </section>
      {children}
    </div>
  )
}

function Edge({ edge, broken }: { edge: FlowEdge; broken: boolean }) {
  const pace = edge.ratePerS <= 0.05 ? 'still' : edge.ratePerS < 10 ? 'slow' : edge.ratePerS < 1000 ? 'medium' : 'fast'
  return (
    <div className={`flow-edge ${broken ? 'broken' : pace}`}>
      <p><b>{formatRate(edge.ratePerS)}</b> <span>{edge.what}</span></p>
      <i aria-hidden="true" />
      <p className={edge.lag && edge.lag >= 10_000 ? 'warn-text' : undefined}>{edge.lag !== null && <>lag <b>{formatNumber(edge.lag)}</b></>}</p>
    </div>
  )
}
