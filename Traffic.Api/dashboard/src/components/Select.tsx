import { Icon } from './Icon'

interface Props {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
  /** For the bar, where the value says enough; the label is still read out. */
  bare?: boolean
}

export function Select({ label, value, options, onChange, bare = false }: Props) {
  return (
    <label className={bare ? 'field bare' : 'field'}>
      <span className={bare ? 'visually-hidden' : 'field-label'}>{label}</span>
      <span className="select">
        <select value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
        <Icon name="down" />
      </span>
    </label>
  )
}
