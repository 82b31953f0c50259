import type { WindowQuery } from '../../api/windowQuery'
import { useParams } from '../../router/params'
import { useView } from '../../view/useView'

export type Granularity = 'minute' | 'hour' | 'day'

/** The road that is looked at and what is asked about it, from the address. */
export interface RoadView {
  region: string | null
  road: string | null
  granularity: Granularity
  /** Values by field; a field that is not there is not filtered. */
  filters: Record<string, string[]>
}

export const filterFields = ['vehicle_type', 'direction', 'lane'] as const
export const stream = { feed: 'roads', stream: 'passages', window: '1m' }

export function useRoadView() {
  const [params, change] = useParams()
  const step = params.get('step')
  const view: RoadView = {
    region: params.get('region'),
    road: params.get('road'),
    granularity: step === 'hour' || step === 'day' ? step : 'minute',
    filters: Object.fromEntries(filterFields.map((field) => [field, params.getAll(field)]).filter(([, values]) => values!.length > 0)),
  }
  return { view, change }
}

/** The windows of a road, by the fields given, in the range and zone of the page. */
export function useRoadQuery(view: RoadView, zone: string, group: string[]): WindowQuery {
  const { range } = useView()
  return {
    ...stream,
    range,
    zone,
    group,
    granularity: view.granularity === 'minute' ? null : view.granularity,
    filters: { region: [view.region ?? ''], road: [view.road ?? ''], ...view.filters },
  }
}

export const vehicleColor = (type: unknown) =>
  type === 'car' ? ('--data-car' as const) : type === 'truck' ? ('--data-truck' as const) : ('--data-3' as const)

export const capitalised = (text: unknown) => String(text).replace(/^./, (letter) => letter.toUpperCase())
