import { describe, expect, it } from 'vitest'
import { fromLocal, offsetAt, resolveZone, toLocal, zoneLabel } from './zone'

const at = (text: string) => Date.parse(text)
const local = (year: number, month: number, day: number, hour: number, minute = 0) => ({ year, month, day, hour, minute, second: 0 })

describe('zone', () => {
  it('knows offsets on both sides of a change of the clock', () => {
    expect(offsetAt('America/Los_Angeles', at('2012-03-11T09:59:59Z'))).toBe(-8 * 3_600_000)
    expect(offsetAt('America/Los_Angeles', at('2012-03-11T10:00:00Z'))).toBe(-7 * 3_600_000)
    expect(offsetAt('Asia/Kathmandu', 0)).toBe(5.5 * 3_600_000)
  })

  it('goes to local time and back, also before 1970 and with fractions of a second', () => {
    for (const zone of ['UTC', 'Asia/Dubai', 'America/New_York', 'Australia/Lord_Howe']) {
      for (const instant of ['1969-12-31T23:59:59Z', '2016-02-29T12:34:56Z', '2026-07-01T00:00:00Z'].map(at)) {
        expect(fromLocal(zone, toLocal(zone, instant + 250))).toBe(instant)
      }
    }
  })

  it('takes the first of two equal local times and skips ahead over missing ones', () => {
    expect(fromLocal('America/New_York', local(2026, 11, 1, 1, 30))).toBe(at('2026-11-01T05:30:00Z'))
    expect(fromLocal('America/New_York', local(2026, 3, 8, 2, 30))).toBe(at('2026-03-08T07:30:00Z'))
  })

  it('names the zone with its offset', () => {
    expect(zoneLabel('America/Los_Angeles', at('2012-03-01T00:00Z'))).toBe('America/Los Angeles, UTC−08:00')
    expect(zoneLabel('UTC', 0)).toBe('UTC')
  })

  it('resolves the choice of the bar', () => {
    expect(resolveZone('feed', 'Asia/Dubai')).toBe('Asia/Dubai')
    expect(resolveZone('utc', 'Asia/Dubai')).toBe('UTC')
    expect(resolveZone('browser', 'Asia/Dubai')).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
  })
})
