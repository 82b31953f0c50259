interface Props {
  label: string
  /** What the steps count, for buttons and readers. */
  steps: readonly number[]
  /** Null where something else than a step is in force. */
  value: number | null
  fallback: number
  onChange: (value: number) => void
}

/** Goes up and down a list of numbers. */
export function Stepper({ label, steps, value, fallback, onChange }: Props) {
  const lower = steps.findLast((step) => step < (value ?? fallback))
  const higher = steps.find((step) => step > (value ?? fallback))
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      <div className="stepper">
        <button type="button" aria-label="Fewer" disabled={lower === undefined} onClick={() => lower !== undefined && onChange(lower)}>−</button>
        <select aria-label={label} value={value ?? ''} onChange={(event) => onChange(Number(event.target.value))}>
          {value === null && <option value="">by range</option>}
          {value !== null && !steps.includes(value) && <option value={value}>{value}</option>}
          {steps.map((step) => <option key={step} value={step}>{step}</option>)}
        </select>
        <button type="button" aria-label="More" disabled={higher === undefined} onClick={() => higher !== undefined && onChange(higher)}>+</button>
      </div>
    </fieldset>
  )
}
