import { useId } from 'react'
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
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className={bare ? 'visually-hidden' : 'field-label'}>{label}</label>
      <span className="select">
        <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
        <Icon name="down" />
      </span>
    </div>
  )
}
