import { useState } from 'react'
import { getItems } from '../../api/client'
import type { WindowRow } from '../../api/types'
import { useLoad } from '../../api/useLoad'
import { windowsUrl } from '../../api/windowQuery'
import { compareCells } from '../../charts/model'
import { Icon } from '../../components/Icon'
import { Popover } from '../../components/Popover'
import { useView } from '../../view/useView'
import { fieldLabel } from './series'
import { queryOf, type Explore } from './useExplore'

const searchFrom = 12

/** Which values of a grouping field count; none chosen means all. */
export function FilterPicker({ explore, field }: { explore: Explore; field: string }) {
  const chosen = explore.choice.filters[field] ?? []
  return (
    <Popover
      label={`Values of ${fieldLabel(field)}`}
      named
      className={chosen.length ? 'button filter-button set' : 'button filter-button'}
      button={<><span>{fieldLabel(field)}</span> <b>{chosen.length > 2 ? `${chosen.length} values` : chosen.join(', ') || 'all'}</b><Icon name="down" /></>}
    >
      {() => <Values explore={explore} field={field} chosen={chosen} />}
    </Popover>
  )
}

function Values({ explore, field, chosen }: { explore: Explore; field: string; chosen: string[] }) {
  const { range } = useView()
  const [search, setSearch] = useState('')
  const { choice, stream, set } = explore
  const query = queryOf({ stream, choice: { ...choice, group: [field], granularity: null, filters: {} } }, range, 'UTC')
  const { data, error } = useLoad(`${field} ${JSON.stringify(query)}`, (signal) => getItems<WindowRow>(windowsUrl(query, Date.now()), signal))
  const declared = stream.fields.find((one) => one.name === field)?.allowed ?? []
  const found = data?.map((row) => row[field]).filter((value) => value !== null && value !== undefined) ?? []
  const all = [...new Set([...declared, ...found, ...chosen].map(String))].sort((a, b) => compareCells([a], [b]))
  const shown = all.filter((value) => value.toLowerCase().includes(search.toLowerCase()))
  const apply = (values: string[]) => {
    const { [field]: _, ...others } = choice.filters
    set({ filters: values.length ? { ...others, [field]: values } : others })
  }
  return (
    <div className="filter-values">
      {all.length > searchFrom && (
        <label className="field">
          <span className="visually-hidden">Find a value</span>
          <input type="search" placeholder={`Find in ${all.length}`} value={search} onChange={(event) => setSearch(event.target.value)} autoFocus />
        </label>
      )}
      <div className="checks list">
        {shown.slice(0, 300).map((value) => (
          <label key={value}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => apply(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])} />
            <span>{value}</span>
          </label>
        ))}
      </div>
      {error && <p className="hint">{error.detail}</p>}
      {!error && all.length === 0 && <p className="hint">{data ? 'No values in this range.' : 'Looking for values…'}</p>}
      <button type="button" className="link" disabled={chosen.length === 0} onClick={() => apply([])}>All values</button>
    </div>
  )
}
