import { Icon } from './Icon'

interface Props {
  label: string
  value: string
  unit?: string
  /** "+4.2 %", and against what. */
  change?: string | null
  than?: string
  /** Left out where there is little room. */
  minor?: boolean
}

/** One number that matters. */
export function Stat({ label, value, unit, change, than, minor = false }: Props) {
  return (
    <div className={minor ? 'stat minor' : 'stat'}>
      <span className="stat-label">{label}</span>
      <span className="stat-value">
        <b>{value}</b>
        {unit && <span> {unit}</span>}
        {change && (
          <span className="stat-change" title={`Against ${than}`}>
            <Icon name={change.startsWith('−') ? 'fall' : 'up'} />
            {change}
            <span className="visually-hidden"> against {than}</span>
          </span>
        )}
      </span>
    </div>
  )
}
