import { useId, useMemo, useState } from 'react'
import { timeTicks } from '../time/ticks'
import { zoneLabel } from '../time/zone'
import { useTheme } from '../view/theme'
import { Canvas } from './Canvas'
import { useCrosshair } from './crosshair'
import { DirectLabels } from './DirectLabels'
import { geometry, nearestBucket } from './geometry'
import { Legend } from './Legend'
import type { Band, Bucket, Reference, Series } from './model'
import { sumValues } from './model'
import { chartOption } from './option'
import { Overlay } from './Overlay'
import { niceScale } from './scale'
import { maxDirect } from './top'
import { useWidth } from './useSize'

export interface TimeSeriesProps {
  /** What the chart shows, for those who cannot see it. */
  label: string
  buckets: Bucket[]
  series: Series[]
  bands?: Band[]
  references?: Reference[]
  zone: string
  /** The instants at the chart's edges; without, those of the buckets. */
  domain?: readonly [number, number] | null
  /** Counts start at zero. */
  fromZero: boolean
  height?: number
  now: number
  onBrush: (from: number, to: number) => void
}

const noBands: Band[] = []
const noReferences: Reference[] = []
const gutter = 128
/** A single bucket does not fill the whole width. */
const fewestBuckets = 5

/** The one chart over time: bars stacked, lines, bands; gaps stay gaps; the open bucket is hatched. */
export function TimeSeries(props: TimeSeriesProps) {
  const { buckets, bands = noBands, references = noReferences, zone, fromZero, height = 240, label } = props
  const [host, width] = useWidth<HTMLDivElement>()
  const crosshair = useCrosshair()
  const theme = useTheme()
  const help = useId()
  const direct = props.series.length <= maxDirect && width >= 520
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const series = useMemo(() => (direct ? props.series : props.series.filter((one) => !hidden.has(one.key))), [props.series, hidden, direct])
  const domain = useDomain(props)
  const now = props.now > domain[0] && props.now < domain[1] ? props.now : null

  const { option, g } = useMemo(() => {
    const scale = niceScale(extent(series, bands, references), fromZero, Math.max(2, Math.floor(height / 56)))
    const frame = { width, height, left: 44, right: direct ? gutter : 10, top: 10, bottom: 24 }
    const g = geometry(frame, domain, scale)
    const ticks = timeTicks(domain[0], domain[1], zone, Math.max(2, Math.floor((width - frame.left - frame.right) / 66)))
    return { g, option: chartOption({ buckets, series, bands, references, domain, scale, ticks, now, counts: fromZero }, g) }
    // `theme` is what the colours in the option depend on.
  }, [buckets, series, bands, references, domain, now, zone, fromZero, width, height, direct, theme])

  const pointed = crosshair === null ? -1 : nearestBucket(buckets, crosshair)
  const shown = pointed >= 0 ? pointed : lastClosed(buckets)

  return (
    <figure className="chart" ref={host}>
      {!direct && <Legend series={props.series} references={references} index={shown} hidden={hidden} onToggle={(key) => setHidden(toggled(hidden, key))} />}
      <div className="chart-plot" style={{ height }}>
        {width > 0 && (
          <>
            <Canvas option={option} width={width} height={height} />
            {direct && <DirectLabels series={series} references={references} index={shown} g={g} />}
            <Overlay {...props} series={series} g={g} pointed={pointed} describedBy={help} />
          </>
        )}
      </div>
      <figcaption className="chart-zone">{zoneLabel(zone, domain[1])}</figcaption>
      <span id={help} className="visually-hidden">
        {label}. Left and right arrow keys move from bucket to bucket; Escape ends. The panel menu has the same as a table.
      </span>
    </figure>
  )
}

/** Steady while nothing moves, so that the chart is not drawn again for nothing. */
function useDomain({ domain, buckets }: TimeSeriesProps): readonly [number, number] {
  const last = buckets.at(-1)
  const to = Math.max(domain?.[1] ?? -Infinity, last?.end ?? 1)
  const from = domain?.[0] ?? Math.min(buckets[0]?.start ?? 0, last ? last.end - fewestBuckets * (last.end - last.start) : 0)
  return useMemo(() => [from, to] as const, [from, to])
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return set.has(key) ? new Set([...set].filter((one) => one !== key)) : new Set([...set, key])
}

function lastClosed(buckets: readonly Bucket[]): number {
  const closed = buckets.findLastIndex((bucket) => !bucket.open)
  return closed >= 0 ? closed : buckets.length - 1
}

function* extent(series: Series[], bands: Band[], references: Reference[]): Generator<number> {
  const stacked = sumValues(series.filter((one) => one.shape === 'bar').map((one) => one.values))
  const lines = series.filter((one) => one.shape !== 'bar').map((one) => one.values)
  for (const list of [stacked, ...lines, ...bands.flatMap((band) => [band.lower, band.upper])]) {
    for (const value of list) if (value !== null) yield value
  }
  for (const reference of references) yield reference.value
}
