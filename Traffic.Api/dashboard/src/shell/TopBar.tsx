import { Icon } from '../components/Icon'
import { Select } from '../components/Select'
import { usePlace } from '../router/location'
import type { ZoneChoice } from '../time/zone'
import { usePageZone } from '../view/pageZone'
import { setPaused, usePaused } from '../view/paused'
import { toggleTheme, useTheme } from '../view/theme'
import { useView } from '../view/useView'
import { ConnectionDot } from './ConnectionDot'
import { RangePicker } from './RangePicker'

const zones: { value: ZoneChoice; label: string }[] = [
  { value: 'feed', label: 'Feed' },
  { value: 'utc', label: 'UTC' },
  { value: 'browser', label: 'Browser' },
]

/** What holds for every page: range, time zone, pause, and whether what is shown is current. */
export function TopBar() {
  const { zoneChoice, setZoneChoice, zoneOf } = useView()
  const zone = zoneOf(usePageZone())
  const paused = usePaused()
  const theme = useTheme()
  const { path } = usePlace()
  return (
    <header className="bar">
      {path !== '/pipeline' && <RangePicker zone={zone} />}
      <Select bare label="Time zone" value={zoneChoice} options={zones} onChange={(value) => setZoneChoice(value as ZoneChoice)} />
      <span className="bar-zone">{zone.replaceAll('_', ' ')}</span>
      <span className="bar-space" />
      <ConnectionDot />
      <button type="button" className="button" aria-pressed={paused} onClick={() => setPaused(!paused)}>
        <Icon name={paused ? 'play' : 'pause'} />
        <span className="bar-text">{paused ? 'Resume' : 'Pause'}</span>
        <span className="visually-hidden"> live updates</span>
      </button>
      <button type="button" className="button icon-only" aria-label={`Switch to the ${theme === 'dark' ? 'light' : 'dark'} theme`} onClick={toggleTheme}>
        <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      </button>
    </header>
  )
}
