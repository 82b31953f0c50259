import { formatNumber } from '../view/numbers'
import type { Reference, Series } from './model'

/** Names and values above the chart, where there is no room at the ends of the lines. */
export function Legend({ series, references, index }: { series: Series[]; references: Reference[]; index: number }) {
  return (
    <ul className="legend">
      {series.map((one) => (
        <li key={one.key}>
          <i className={`swatch ${one.shape}-swatch`} style={{ background: `var(${one.color})` }} aria-hidden="true" />
          <span className="legend-name" title={one.label}>{one.label}</span>
          <b>{formatNumber(one.values[index])}</b>
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
