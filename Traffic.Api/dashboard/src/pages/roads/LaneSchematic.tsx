import { Icon } from '../../components/Icon'
import { formatNumber, formatShare } from '../../view/numbers'
import type { Lane } from './lanes'

/** The road from above: a strip per lane, filled as far as it is used compared with the busiest. */
export function LaneSchematic({ lanes }: { lanes: Lane[] }) {
  const total = lanes.reduce((sum, lane) => sum + lane.total, 0)
  const busiest = Math.max(1, ...lanes.map((lane) => lane.total))
  const directions = [...Map.groupBy(lanes, (lane) => lane.direction)]
  return (
    <div className="lanes">
      <div className="lane-keys" aria-hidden="true">
        <span>Lane</span>
        <span><i className="swatch" data-kind="car" />Cars</span>
        <span><i className="swatch" data-kind="truck" />Trucks</span>
        <span className="lane-columns"><span>vehicles</span><span>share</span><span>trucks</span><span>km/h</span></span>
      </div>
      {directions.map(([direction, list]) => (
        <section key={direction} className="carriageway" aria-label={`Direction ${direction}`}>
          {directions.length > 1 && <h3>Direction {direction}</h3>}
          <ul>
            {list.map((lane) => (
              <li key={lane.lane} className={lane.selected ? 'lane' : 'lane off'}>
                <span className="lane-name"><span className="visually-hidden">Lane </span>{lane.lane}</span>
                <span className={direction === 1 ? 'lane-surface back' : 'lane-surface'} aria-hidden="true">
                  <i data-kind="car" style={{ width: `${(100 * lane.cars) / busiest}%` }} />
                  <i data-kind="truck" style={{ width: `${(100 * lane.trucks) / busiest}%` }} />
                  <Icon name="right" />
                </span>
                {lane.selected ? (
                  <span className="lane-columns">
                    <b>{formatNumber(lane.total)}<span className="visually-hidden"> vehicles</span></b>
                    <span>{formatShare(lane.total, total)}<span className="visually-hidden"> of the road</span></span>
                    <span>{formatShare(lane.trucks, lane.total)}<span className="visually-hidden"> trucks</span></span>
                    <span>{lane.speed === null ? '–' : formatNumber(Math.round(lane.speed))}<span className="visually-hidden"> km/h</span></span>
                  </span>
                ) : (
                  <span className="lane-columns note">filtered out</span>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
