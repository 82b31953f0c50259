import type { ApiError } from '../../api/client'
import type { Pipeline, ServiceState } from '../../api/pipeline'
import type { Load } from '../../api/useLoad'
import { StatusChip, type Tone } from '../../components/StatusChip'

const stages: Record<string, { title: string; role: string }> = {
  simulator: { title: 'Simulator', role: 'makes records' },
  kafka: { title: 'Kafka', role: 'keeps every record' },
  processor: { title: 'Processor', role: 'cleans, counts, refuses' },
  sink: { title: 'Sink', role: 'writes tables' },
  postgres: { title: 'PostgreSQL', role: 'holds the tables' },
}
export const stageTone: Record<ServiceState['state'], Tone> = { up: 'good', down: 'bad', unknown: 'plain' }

/** The services in the order in which records pass them. */
export function Stages({ load }: { load: Load<Pipeline> }) {
  const order = Object.keys(stages)
  const services = [...(load.data?.services ?? [])].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name))
  return (
    <section aria-label="Stages">
      {load.error && <Unreachable error={load.error} />}
      <ol className="stages">
        {services.map((service) => (
          <li key={service.name} className={service.state === 'down' ? 'stage down' : 'stage'}>
            <div>
              <h2>{stages[service.name]?.title ?? service.name}</h2>
              <StatusChip tone={stageTone[service.state]}>{service.state}</StatusChip>
            </div>
            <p className="muted">{stages[service.name]?.role}</p>
            <p className="stage-detail" title={service.detail ?? undefined}>{service.detail}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

export function Unreachable({ error }: { error: ApiError }) {
  return <div className="notice bad" role="alert"><p><b>{error.detail}</b> {error.fix} What is shown is the last good answer.</p></div>
}
