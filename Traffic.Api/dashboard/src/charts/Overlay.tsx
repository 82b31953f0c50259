import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { formatSpan } from '../time/format'
import { formatNumber } from '../view/numbers'
import { setCrosshair } from './crosshair'
import { centre, type Geometry } from './geometry'
import type { Bucket, Series } from './model'
import type { TimeSeriesProps } from './TimeSeries'

type Props = TimeSeriesProps & { g: Geometry; pointed: number; describedBy: string }

const smallestBrush = 8

/** Pointing (all charts follow), brushing (sets the range) and the keys that do the same. */
export function Overlay({ g, pointed, buckets, series, zone, label, describedBy, now, onBrush }: Props) {
  const [brush, setBrush] = useState<{ from: number; to: number } | null>(null)
  const start = useRef<number | null>(null)
  const bucket = buckets[pointed]

  const place = (event: PointerEvent) => event.clientX - event.currentTarget.getBoundingClientRect().left
  const clamp = (x: number) => Math.min(Math.max(x, g.left), g.width - g.right)

  const move = (event: PointerEvent) => {
    const x = place(event)
    const from = start.current
    if (from !== null && Math.abs(x - from) >= smallestBrush) setBrush({ from: clamp(Math.min(from, x)), to: clamp(Math.max(from, x)) })
    setCrosshair(g.instant(clamp(x)))
  }
  const release = () => {
    const range = brush
    start.current = null
    setBrush(null)
    if (!range) return
    const inside = buckets.filter((one) => g.x(one.end) > range.from && g.x(one.start) < range.to)
    if (inside.length) onBrush(inside[0]!.start, inside.at(-1)!.end)
    else onBrush(Math.round(g.instant(range.from)), Math.round(g.instant(range.to)))
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -buckets.length, End: buckets.length }[event.key]
    if (event.key === 'Escape') setCrosshair(null)
    if (step === undefined || buckets.length === 0) return
    event.preventDefault()
    const next = Math.min(buckets.length - 1, Math.max(0, (pointed < 0 ? buckets.length - 1 : pointed) + (pointed < 0 && step < 0 ? 0 : step)))
    setCrosshair(centre(buckets[next]!))
  }

  return (
    <div
      className="chart-overlay"
      role="application"
      aria-roledescription="chart"
      aria-label={label}
      aria-describedby={describedBy}
      tabIndex={0}
      onKeyDown={press}
      onBlur={() => setCrosshair(null)}
      onPointerDown={(event) => {
        if (event.pointerType === 'touch') return setCrosshair(g.instant(clamp(place(event))))
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        start.current = clamp(place(event))
      }}
      onPointerMove={move}
      onPointerUp={release}
      onPointerLeave={() => start.current === null && setCrosshair(null)}
    >
      {bucket && <Crosshair bucket={bucket} index={pointed} series={series} stamp={`${formatSpan(bucket.start, bucket.end, zone, now)} · ${statusText(bucket)}`} g={g} />}
      {brush && <div className="brush" style={{ left: brush.from, width: brush.to - brush.from, top: g.top, bottom: g.bottom }} />}
    </div>
  )
}

function Crosshair({ bucket, index, series, stamp, g }: { bucket: Bucket; index: number; series: Series[]; stamp: string; g: Geometry }) {
  const x = g.x(centre(bucket))
  const lines = series.filter((one) => one.shape !== 'bar' && one.values[index] != null)
  const near = x > g.width / 2
  return (
    <>
      <svg className="crosshair" width={g.width} height={g.height} aria-hidden="true">
        <line x1={x} x2={x} y1={g.top} y2={g.height - g.bottom} />
        {lines.map((one) => <circle key={one.key} cx={x} cy={g.y(one.values[index]!)} r={3.5} style={{ fill: `var(${one.color})` }} />)}
      </svg>
      <div className="stamp" style={near ? { right: g.width - x + 6, top: g.top } : { left: x + 6, top: g.top }}>{stamp}</div>
      <div className="visually-hidden" aria-live="polite">
        {stamp}: {series.map((one) => `${one.label} ${formatNumber(one.values[index])}`).join(', ')}
      </div>
    </>
  )
}

function statusText(bucket: Pick<Bucket, 'open' | 'status'>): string {
  return bucket.open ? 'open' : bucket.status
}
