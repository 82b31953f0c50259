import { Segmented } from '../../components/Segmented'
import { Select } from '../../components/Select'
import { Stepper } from '../../components/Stepper'
import { historySteps } from '../../time/range'
import { useView } from '../../view/useView'
import { useRoadView, type Granularity, type RoadView } from './useRoadView'

interface Props {
  view: RoadView
  /** Null where the road is unknown. */
  lanes: number | null
  twoWay: boolean
}

const all = ''
const steps: { value: Granularity; label: string }[] = [
  { value: 'minute', label: 'Minute' },
  { value: 'hour', label: 'Hour' },
  { value: 'day', label: 'Day' },
]
const vehicles = [{ value: all, label: 'All' }, { value: 'car', label: 'Cars' }, { value: 'truck', label: 'Trucks' }]
const directions = [{ value: all, label: 'Both' }, { value: '0', label: '0' }, { value: '1', label: '1' }]

export function RoadFilters({ view, lanes, twoWay }: Props) {
  const { change } = useRoadView()
  const { range, setRange } = useView()
  const one = (field: string) => view.filters[field]?.join(',') ?? all
  const set = (field: string) => (value: string) => change({ [field]: value === all ? null : value })
  const numbers = Array.from({ length: lanes ?? 16 }, (_, i) => String(i + 1))
  const laneOptions = [{ value: all, label: 'All lanes' }, ...numbers.map((lane) => ({ value: lane, label: `Lane ${lane}` }))]
  const lane = one('lane')
  if (!laneOptions.some((option) => option.value === lane)) laneOptions.push({ value: lane, label: `Lanes ${lane}` })
  return (
    <form className="filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <Segmented label="Vehicles" options={vehicles} value={one('vehicle_type')} onChange={set('vehicle_type')} />
      {(twoWay || view.filters.direction) && <Segmented label="Direction" options={directions} value={one('direction')} onChange={set('direction')} />}
      <Select label="Lane" options={laneOptions} value={lane} onChange={(value) => change({ lane: value === all ? null : value.split(',') })} />
      <Segmented label="Per" options={steps} value={view.granularity} onChange={(value) => change({ step: value === 'minute' ? null : value })} />
      <Stepper label="History" steps={historySteps} value={range.kind === 'buckets' ? range.count : null} fallback={50} onChange={(count) => setRange({ kind: 'buckets', count })} />
    </form>
  )
}
