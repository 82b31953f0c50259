import { formatNumber } from '../view/numbers'
import type { Reference, Series } from './model'

interface Props {
  series: Series[]
  references: Reference[]
  index: number
  /** Keys of series that are not drawn. */
  hidden: ReadonlySet<string>
  onToggle: (key: string) => void
}

/** Names and values above the chart, where there is no room at the ends of the lines; each can be taken out. */
export function Legend({ series, references, index, hidden, onToggle }: Props) {
  return (
    <ul className="legend">
      {series.map((one) => (
        <li key={one.key}>
          <button type="button" aria-pressed={!hidden.has(one.key)} onClick={() => onToggle(one.key)}>
            <i className={`swatch ${one.shape}-swatch`} style={{ background: `var(${one.color})` }} aria-hidden="true" />
            <span className="legend-name" title={one.label}>{one.label}</span>
            <b>{formatNumber(one.values[index])}</b>
          </button>
        </li>
      ))}
      {references.map((one) => (
        <li key={one.label}>
          <i className="swatch reference-swatch" style={{ borderColor: `var(${one.color})` }} aria-hidden="true" />
          <span className="legend-name">{one.label}</span>
          <b>{formatNumber(one.value)}</b>
        </li>
      ))}
    </ul>
  )
}
