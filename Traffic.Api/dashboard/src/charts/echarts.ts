import { CustomChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

// Only what the charts use: everything else stays out of the bundle.
use([LineChart, CustomChart, GridComponent, CanvasRenderer])

export { init, type EChartsType }
export type { CustomSeriesOption, LineSeriesOption } from 'echarts/charts'
