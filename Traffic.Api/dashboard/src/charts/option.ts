import type { EChartsCoreOption } from 'echarts/core'
import type { Tick } from '../time/ticks'
import { formatCompact } from '../view/numbers'
import { colorReader } from './colors'
import type { Geometry } from './geometry'
import { drawSeries } from './draw'
import type { Band, Bucket, Reference, Series } from './model'
import type { Scale } from './scale'

export interface Plot {
  buckets: Bucket[]
  series: Series[]
  bands: Band[]
  references: Reference[]
  domain: readonly [number, number]
  scale: Scale
  ticks: Tick[]
  now: number | null
  /** Values grow while a bucket is open, so a line into it would only show how much of it has passed. */
  counts: boolean
}

export function chartOption(plot: Plot, g: Geometry): EChartsCoreOption {
  const color = colorReader()
  const label = { color: color('--text-3'), fontSize: 11, fontFamily: 'Inter Variable, sans-serif' }
  // A label that would be cut off at the right edge is left out.
  const labels = new Map(plot.ticks.map((tick) => [tick.at, g.x(tick.at) > g.width - 18 ? '' : tick.label]))
  const at = [...labels.keys()]
  return {
    animation: false,
    grid: { left: g.left, right: g.right, top: g.top, bottom: g.bottom, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: plot.domain[0],
      max: plot.domain[1],
      splitLine: { show: false },
      axisLine: { show: true, onZero: false, lineStyle: { color: color('--line-strong') } },
      axisTick: { show: true, customValues: at, length: 4, lineStyle: { color: color('--line-strong') } },
      axisLabel: { ...label, customValues: at, formatter: (value: number) => labels.get(value) ?? '', hideOverlap: true, showMinLabel: true, showMaxLabel: true },
    },
    yAxis: {
      type: 'value',
      min: plot.scale.min,
      max: plot.scale.max,
      interval: plot.scale.step,
      splitLine: { lineStyle: { color: color('--line') } },
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...label, formatter: formatCompact, margin: 8 },
    },
    series: drawSeries(plot, g, color),
  }
}
