import { formatSpan } from '../../time/format'
import { formatNumber } from '../../view/numbers'
import { useView } from '../../view/useView'
import type { Explore } from './useExplore'

/** What there is: the live data and each replay, with the way to its time. */
export function Runs({ explore }: { explore: Explore }) {
  const { stream, choice, set } = explore
  const { zoneOf, setRange } = useView()
  const zone = zoneOf(stream.timezone)
  if (stream.extent.length === 0) return null
  return (
    <fieldset className="field">
      <legend>Runs</legend>
      <ul className="runs">
        {stream.extent.map((run) => {
          const [first, last] = [Date.parse(run.first), Date.parse(run.last)]
          return (
            <li key={run.run}>
              <label>
                <input type="checkbox" checked={choice.run === run.run} onChange={() => set({ run: choice.run === run.run ? null : run.run })} />
                <b>{run.run}</b>
                <span>{formatNumber(run.rows)}</span>
              </label>
              <button type="button" className="link" onClick={() => setRange({ kind: 'absolute', from: first, to: last + 1000 })}>{formatSpan(first, last, zone)}</button>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
