import type { ColorToken } from './model'
import { hatch, withAlpha } from './colors'
import type { CustomSeriesOption, LineSeriesOption } from './echarts'
import { centre, type Geometry } from './geometry'
import { runs, type Band, type Bucket, type Reference, type Series } from './model'
import type { Plot } from './option'

type Color = (token: ColorToken) => string
type Shape = Record<string, unknown>

/** Back to front: the open bucket, bands, bars, lines, references and marks. */
export function drawSeries(plot: Plot, g: Geometry, color: Color): (CustomSeriesOption | LineSeriesOption)[] {
  const { buckets, series } = plot
  const bars = series.filter((one) => one.shape === 'bar')
  return [
    shapes(0, [...openShapes(buckets, g, color), ...plot.bands.flatMap((band) => bandShapes(band, buckets, g, color))]),
    shapes(1, [...barShapes(bars, buckets, g, color), ...series.filter((one) => one.shape === 'cap').flatMap((one) => capShapes(one, buckets, g, color))]),
    ...series.filter((one) => one.shape === 'line').flatMap((one) => lineSeries(one, plot, bars.length > 0, color)),
    shapes(4, [
      ...plot.references.map((reference) => referenceShape(reference, g, color)),
      ...correctedShapes(buckets, g, color),
      ...nowShapes(plot.now, g, color),
    ]),
  ]
}

function shapes(z: number, children: Shape[]): CustomSeriesOption {
  return {
    type: 'custom', z, silent: true, clip: true, data: [[0, 0]],
    renderItem: () => ({ type: 'group', children }) as never,
  }
}

function openShapes(buckets: Bucket[], g: Geometry, color: Color): Shape[] {
  return buckets.filter((bucket) => bucket.open).map((bucket) => ({
    type: 'rect',
    shape: { x: g.x(bucket.start), y: g.top, width: g.x(bucket.end) - g.x(bucket.start), height: g.height - g.top - g.bottom },
    style: { fill: hatch(color('--hatch')) },
  }))
}

function bandShapes(band: Band, buckets: Bucket[], g: Geometry, color: Color): Shape[] {
  const has = (i: number) => band.lower[i] != null && band.upper[i] != null
  return runs(buckets, has).map(([first, last]) => {
    const indices = Array.from({ length: last - first + 1 }, (_, i) => first + i)
    const edge = (list: (number | null)[], i: number, x: number) => [x, g.y(list[i]!)]
    const along = (list: (number | null)[]) => [
      edge(list, first, g.x(buckets[first]!.start)),
      ...indices.map((i) => edge(list, i, g.x(centre(buckets[i]!)))),
      edge(list, last, g.x(buckets[last]!.end)),
    ]
    return {
      type: 'polygon',
      shape: { points: [...along(band.upper), ...along(band.lower).reverse()] },
      style: { fill: withAlpha(color(band.color), 0.16) },
    }
  })
}

function barShapes(bars: Series[], buckets: Bucket[], g: Geometry, color: Color): Shape[] {
  return buckets.flatMap((bucket, i) => {
    const left = g.x(bucket.start)
    const width = g.x(bucket.end) - left
    const space = width > 12 ? 2 : width > 4 ? 1 : 0
    let base = 0
    return bars.flatMap((bar) => {
      const value = bar.values[i]
      if (!value) return []
      const y = g.y(base + value)
      const height = g.y(base) - y
      base += value
      const shape = { x: left + space / 2, y, width: Math.max(0.5, width - space), height: Math.max(0, height - (base > value ? 1 : 0)) }
      const fill = color(bar.color)
      if (!bucket.open) return [{ type: 'rect', shape, style: { fill: withAlpha(fill, 0.72) } }]
      return [
        { type: 'rect', shape, style: { fill: withAlpha(fill, 0.22) } },
        { type: 'rect', shape, style: { fill: hatch(fill) } },
      ]
    })
  })
}

function capShapes(one: Series, buckets: Bucket[], g: Geometry, color: Color): Shape[] {
  return buckets.flatMap((bucket, i) => {
    const value = one.values[i]
    if (value === null || value === undefined) return []
    const [left, right] = [g.x(bucket.start), g.x(bucket.end)]
    const space = right - left > 4 ? 0.5 : 0
    const y = g.y(value)
    const style = { stroke: color(one.color), lineWidth: 1.5, lineDash: bucket.open ? [3, 2] : null }
    return [{ type: 'line', shape: { x1: left + space, x2: right - space, y1: y, y2: y }, style }]
  })
}

/** Solid up to the last closed bucket; a mean goes on dashed into the open one, a count stands there as a ring. */
function lineSeries(one: Series, { buckets, counts }: Plot, onBars: boolean, color: Color): LineSeriesOption[] {
  const closed: ([number, number | null])[] = []
  const open: [number, number][] = []
  let before: [number, number] | null = null
  buckets.forEach((bucket, i) => {
    const value = one.values[i] ?? null
    if (i > 0 && bucket.start > buckets[i - 1]!.end) closed.push([buckets[i - 1]!.end, null])
    const point: [number, number | null] = [centre(bucket), value]
    if (bucket.open && value !== null) open.push(...(before && open.length === 0 && !counts ? [before] : []), [point[0], value])
    else closed.push(point)
    before = value === null ? null : [point[0], value]
  })
  const alone = new Set(runs(buckets, (i) => one.values[i] != null).filter(([a, b]) => a === b).map(([a]) => centre(buckets[a]!)))
  const style = (dashed: boolean) => ({
    type: 'line' as const, z: 3, silent: true, clip: true, connectNulls: false, symbol: 'circle',
    symbolSize: (point: number[]) => (alone.has(point[0]!) ? 5 : 0),
    showAllSymbol: true as const, itemStyle: { color: color(one.color) },
    lineStyle: { color: color(one.color), width: 1.75, type: dashed ? [4, 3] : ('solid' as const), join: 'round' as const },
  })
  const solid = style(one.dashed ?? false)
  const casing = { ...solid, z: 2, symbolSize: 0, lineStyle: { ...solid.lineStyle, color: color('--surface'), width: 4, opacity: 0.7 } }
  const ring = {
    ...style(true), symbolSize: 6, lineStyle: { width: 0 }, itemStyle: { color: color('--surface'), borderColor: color(one.color), borderWidth: 1.75 },
  }
  return [...(onBars ? [{ ...casing, data: closed }] : []), { ...solid, data: closed }, { ...(counts ? ring : style(true)), data: open }]
}

function referenceShape(reference: Reference, g: Geometry, color: Color): Shape {
  const y = Math.round(g.y(reference.value)) + 0.5
  return {
    type: 'line',
    shape: { x1: g.left, x2: g.width - g.right, y1: y, y2: y },
    style: { stroke: color(reference.color), lineWidth: 1, lineDash: [6, 4] },
  }
}

/** A corrected bucket carries a small tick on the time axis. */
function correctedShapes(buckets: Bucket[], g: Geometry, color: Color): Shape[] {
  const y = g.height - g.bottom
  return buckets.filter((bucket) => bucket.status === 'corrected').map((bucket) => {
    const x = g.x(centre(bucket))
    return { type: 'polygon', shape: { points: [[x - 4, y], [x + 4, y], [x, y - 7]] }, style: { fill: color('--text-2') } }
  })
}

function nowShapes(now: number | null, g: Geometry, color: Color): Shape[] {
  if (now === null) return []
  const x = Math.round(g.x(now)) + 0.5
  return [{
    type: 'line',
    shape: { x1: x, x2: x, y1: g.top, y2: g.height - g.bottom },
    style: { stroke: color('--blue'), lineWidth: 1.25, lineDash: [1.5, 3] },
  }]
}
