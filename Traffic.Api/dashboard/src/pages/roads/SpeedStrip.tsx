import type { WindowRow } from '../../api/types'
import { numberOf, type ColorToken } from '../../charts/model'
import { formatNumber, formatShare, formatShort } from '../../view/numbers'

interface Entry {
  name: string
  color: ColorToken
  row: WindowRow | null
  limit: number | null
}

/** From this share on, speeding is called high. */
const high = 0.5

const whole = (speed: number | null | undefined) => formatNumber(speed == null ? null : Math.round(speed))

/** Per vehicle type: the middle 70 % of speeds, the median, the limit, and the share above it. */
export function SpeedStrip({ entries }: { entries: Entry[] }) {
  const highest = Math.max(...entries.flatMap(({ row, limit }) => [numberOf(row, 'speed_kmh_p95') ?? 0, (limit ?? 0) + 20]))
  const lowest = Math.min(...entries.flatMap(({ row, limit }) => [numberOf(row, 'speed_kmh_p15') ?? Infinity, limit ?? Infinity]))
  const first = Math.max(0, Math.floor((lowest - 20) / 20) * 20) || 0
  const last = Math.max(first + 40, Math.ceil(highest / 20) * 20)
  const ticks = Array.from({ length: (last - first) / 20 + 1 }, (_, i) => first + i * 20)
  const at = (speed: number) => `${(100 * (Math.min(Math.max(speed, first), last) - first)) / (last - first)}%`
  return (
    <div className="strips">
      {entries.map((entry) => <Strip key={entry.name} {...entry} at={at} />)}
      <div className="strip-axis" aria-hidden="true">
        {ticks.map((tick) => <span key={tick} style={{ left: at(tick) }}>{tick}</span>)}
      </div>
    </div>
  )
}

function Strip({ name, color, row, limit, at }: Entry & { at: (speed: number) => string }) {
  const [p15, p50, p85] = ['speed_kmh_p15', 'speed_kmh_p50', 'speed_kmh_p85'].map((column) => numberOf(row, column))
  const speeding = numberOf(row, 'speeding_count')
  const share = row && speeding !== null && row.count > 0 ? speeding / row.count : null
  return (
    <div className="strip">
      <span className="strip-name">{name}</span>
      <div className="strip-track">
        {p15 != null && p50 != null && p85 != null && (
          <>
            <i className="strip-band" style={{ left: at(p15), right: `calc(100% - ${at(p85)})`, background: `var(${color})` }} />
            <i className="strip-median" style={{ left: at(p50), background: `var(${color})` }} />
          </>
        )}
        {limit !== null && <i className="strip-limit" style={{ left: at(limit) }} />}
      </div>
      <p className="strip-numbers">
        {p50 != null ? <>p15 <b>{whole(p15)}</b> · p50 <b>{whole(p50)}</b> · p85 <b>{whole(p85)}</b></> : 'none passed'}
        {limit !== null && <span className="limit-text"> · limit <b>{limit}</b></span>}
      </p>
      <p className="strip-share">
        {share !== null && limit !== null && (
          <>
            <b className={share > high ? 'warn-text' : undefined}>{formatShare(speeding!, row!.count)}</b> speeding{share > high && ', high'}
            <span className="muted" title={`${speeding} of ${row!.count}`}> {formatShort(speeding!)} of {formatShort(row!.count)}</span>
          </>
        )}
      </p>
    </div>
  )
}
