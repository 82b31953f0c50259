import type { StreamInfo } from '../../api/types'
import { Select } from '../../components/Select'
import { useMedia } from '../../view/useMedia'
import { FilterPicker } from './FilterPicker'
import { Runs } from './Runs'
import { fieldLabel } from './series'
import { nameOf, stepsOf, type Explore } from './useExplore'

const own = ''

/** All choices come from the declarations. */
export function ExploreForm({ explore, streams }: { explore: Explore; streams: StreamInfo[] }) {
  const wide = useMedia('(min-width: 1024px)')
  const form = <Choices explore={explore} streams={streams} />
  if (wide) return form
  const { choice, window } = explore
  const column = window.columns.find((one) => one.name === choice.column)
  return (
    <details className="explore-details">
      <summary>{choice.stream} · {column?.label}{choice.group.length > 0 && ` by ${choice.group.map(fieldLabel).join(', ')}`}</summary>
      {form}
    </details>
  )
}

function Choices({ explore, streams }: { explore: Explore; streams: StreamInfo[] }) {
  const { stream, window, choice, set } = explore
  const usable = streams.filter((one) => one.windows.length > 0)
  const toggle = (field: string) => set({
    group: choice.group.includes(field) ? choice.group.filter((one) => one !== field) : window.group_by.filter((one) => one === field || choice.group.includes(one)),
  })
  return (
    <form className="explore-form" aria-label="What to show" onSubmit={(event) => event.preventDefault()}>
      <Select
        label="Stream"
        value={choice.stream}
        options={usable.map((one) => ({ value: nameOf(one), label: `${one.feed} · ${one.title}` }))}
        onChange={(value) => set({ stream: value, window: '', column: '', group: [], granularity: null, run: null, filters: {} })}
      />
      <p className="hint">{stream.description}</p>
      <Select
        label="Window"
        value={choice.window}
        options={stream.windows.map((one) => ({ value: one.id, label: `${one.id} (${one.kind})` }))}
        onChange={(value) => set({ window: value, column: '', group: [], granularity: null, filters: {} })}
      />
      <Select label="Value" value={choice.column} options={window.columns.map((one) => ({ value: one.name, label: one.unit ? `${one.label} (${one.unit})` : one.label }))} onChange={(value) => set({ column: value })} />
      <Select
        label="Merged per"
        value={choice.granularity ?? own}
        options={[{ value: own, label: `${window.id}, as it is` }, ...stepsOf(window).map((step) => ({ value: step, label: step }))]}
        onChange={(value) => set({ granularity: value === own ? null : value })}
      />
      {window.group_by.length > 0 && (
        <fieldset className="field">
          <legend>By</legend>
          <div className="checks">
            {window.group_by.map((field) => (
              <label key={field}>
                <input type="checkbox" checked={choice.group.includes(field)} onChange={() => toggle(field)} />
                <span>{fieldLabel(field)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {window.group_by.length > 0 && (
        <fieldset className="field">
          <legend>Only</legend>
          <div className="filter-pickers">
            {window.group_by.map((field) => <FilterPicker key={`${choice.stream} ${field}`} explore={explore} field={field} />)}
          </div>
        </fieldset>
      )}
      <Runs explore={explore} />
    </form>
  )
}
