import type { EChartsCoreOption } from 'echarts/core'
import { useEffect, useRef } from 'react'
import { init, type EChartsType } from './echarts'

/** An ECharts canvas of the size given. What it shows is described by the elements around it. */
export function Canvas({ option, width, height }: { option: EChartsCoreOption; width: number; height: number }) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)

  useEffect(() => {
    chart.current = init(host.current, null, { renderer: 'canvas', width: 1, height: 1 })
    return () => chart.current?.dispose()
  }, [])
  useEffect(() => {
    chart.current?.resize({ width, height })
    chart.current?.setOption(option, { notMerge: true, lazyUpdate: false, silent: true })
  }, [option, width, height])

  return <div ref={host} className="chart-canvas" aria-hidden="true" />
}
