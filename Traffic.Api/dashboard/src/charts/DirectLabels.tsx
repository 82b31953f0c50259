import { formatNumber } from '../view/numbers'
import { spread, type Geometry } from './geometry'
import type { Reference, Series } from './model'

interface Props {
  series: Series[]
  references: Reference[]
  index: number
  g: Geometry
}

const lineHeight = 17

/** Names at the ends of the lines, with the value of the bucket pointed at (else of the newest closed one). */
export function DirectLabels({ series, references, index, g }: Props) {
  const labels = [
    ...series.map((one) => ({ ...one, value: one.values[index] ?? null, y: g.y(height(series, one, index)) })),
    ...references.map((one) => ({ ...one, key: `reference ${one.label}`, y: g.y(one.value) })),
  ]
  const placed = spread(labels.map((one) => one.y), lineHeight, g.top + 4, g.height - g.bottom - 4)
  return (
    <ul className="direct-labels" style={{ left: g.width - g.right + 8, width: g.right - 8 }}>
      {labels.map((one, i) => (
        <li key={one.key} style={{ transform: `translateY(${placed[i]! - lineHeight / 2}px)`, color: `var(${one.color})` }}>
          <span title={one.label}>{one.label}</span>
          <b>{formatNumber(one.value)}</b>
        </li>
      ))}
    </ul>
  )
}

/** Where a label belongs: the value of a line, the middle of a bar in its stack. */
function height(series: Series[], one: Series, index: number): number {
  const value = one.values[index] ?? 0
  if (one.shape !== 'bar') return value
  const below = series.slice(0, series.indexOf(one)).filter((other) => other.shape === 'bar')
  return below.reduce((sum, other) => sum + (other.values[index] ?? 0), 0) + value / 2
}
