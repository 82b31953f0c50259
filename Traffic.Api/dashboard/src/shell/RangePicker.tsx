import { useState } from 'react'
import { Icon } from '../components/Icon'
import { Popover } from '../components/Popover'
import { fromInput, toInput } from '../time/input'
import { encodeRange, rangeLabel, relativeSteps, type Range } from '../time/range'
import { zoneLabel } from '../time/zone'
import { useView } from '../view/useView'

const counts = [10, 50, 250, 1000]
const presets: Range[] = [
  ...counts.map((count): Range => ({ kind: 'buckets', count })),
  ...relativeSteps.map((ms): Range => ({ kind: 'relative', ms })),
]

export function RangePicker({ zone }: { zone: string }) {
  const { range, setRange } = useView()
  const now = Date.now()
  const current = encodeRange(range)
  return (
    <Popover label={`Range: ${rangeLabel(range, zone, now)}`} className="button range-button" button={<><RangeText range={range} zone={zone} /><Icon name="down" /></>}>
      {(close) => (
        <div className="range-picker">
          <div className="menu" role="group" aria-label="Ranges that move along">
            {presets.map((preset) => {
              const text = encodeRange(preset)
              return (
                <button key={text} type="button" aria-pressed={text === current} onClick={() => { setRange(preset); close() }}>
                  {rangeLabel(preset, zone, now)}
                  {text === current && <Icon name="check" />}
                </button>
              )
            })}
          </div>
          <FixedRange zone={zone} range={range} onApply={(next) => { setRange(next); close() }} />
        </div>
      )}
    </Popover>
  )
}

/** Narrow windows leave out what goes without saying. */
function RangeText({ range, zone }: { range: Range; zone: string }) {
  const text = rangeLabel(range, zone, Date.now())
  const [, first, rest] = /^(Newest |Last )(.*)$/.exec(text) ?? [null, '', text]
  return <span className="range-text"><span className="bar-text">{first}</span>{rest}</span>
}

function FixedRange({ zone, range, onApply }: { zone: string; range: Range; onApply: (range: Range) => void }) {
  const now = Math.floor(Date.now() / 60_000) * 60_000
  const shown = range.kind === 'absolute' ? range : { from: now - (range.kind === 'relative' ? range.ms : 3_600_000), to: now }
  const [from, setFrom] = useState(toInput(shown.from, zone))
  const [to, setTo] = useState(toInput(shown.to, zone))
  const [start, end] = [fromInput(from, zone), fromInput(to, zone)]
  const valid = start !== null && end !== null && start < end
  return (
    <form
      className="fixed-range"
      onSubmit={(event) => {
        event.preventDefault()
        if (valid) onApply({ kind: 'absolute', from: start, to: end })
      }}
    >
      <label className="field"><span className="field-label">From</span><input type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} required /></label>
      <label className="field"><span className="field-label">To (not included)</span><input type="datetime-local" value={to} onChange={(event) => setTo(event.target.value)} required aria-invalid={!valid} /></label>
      <p className="hint">{valid || !from || !to ? zoneLabel(zone, start ?? now) : 'The end must be after the start.'}</p>
      <button type="submit" className="button primary" disabled={!valid}>Show</button>
      <p className="hint">Or drag across a chart.</p>
    </form>
  )
}
