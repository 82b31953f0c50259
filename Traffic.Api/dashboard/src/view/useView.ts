import { useCallback, useMemo } from 'react'
import { useParams } from '../router/params'
import { decodeRange, defaultRange, encodeRange, type Range } from '../time/range'
import { resolveZone, type ZoneChoice } from '../time/zone'

export interface View {
  range: Range
  setRange: (range: Range) => void
  zoneChoice: ZoneChoice
  setZoneChoice: (choice: ZoneChoice) => void
  /** The IANA zone to show times of a feed in. */
  zoneOf: (feedZone: string) => string
}

/** What the bar sets for all pages; it lives in the address. */
export function useView(): View {
  const [params, change] = useParams()
  const rangeText = params.get('range')
  const range = useMemo(() => decodeRange(rangeText) ?? defaultRange, [rangeText])
  const tz = params.get('tz')
  const zoneChoice: ZoneChoice = tz === 'utc' || tz === 'browser' ? tz : 'feed'
  const isDefault = (r: Range) => encodeRange(r) === encodeRange(defaultRange)
  return {
    range,
    setRange: (next) => change({ range: isDefault(next) ? null : encodeRange(next) }),
    zoneChoice,
    setZoneChoice: (next) => change({ tz: next === 'feed' ? null : next }),
    zoneOf: useCallback((feedZone) => resolveZone(zoneChoice, feedZone), [zoneChoice]),
  }
}
