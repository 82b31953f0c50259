import { describe, expect, it } from 'vitest'
import { timeTicks } from './ticks'

const at = (text: string) => Date.parse(text)
const labels = (from: string, to: string, zone: string, count: number) => timeTicks(at(from), at(to), zone, count).map((tick) => tick.label)

describe('timeTicks', () => {
  it('falls on round local times and shows where a day begins', () => {
    expect(labels('2012-03-05T17:30Z', '2012-03-05T22:30Z', 'Asia/Dubai', 6)).toEqual(['22:00', '23:00', '6 Mar', '01:00', '02:00'])
  })

  it('is aligned to local hours in zones with half hours', () => {
    expect(labels('2012-03-05T00:00Z', '2012-03-05T02:00Z', 'Asia/Kolkata', 3)).toEqual(['06:00', '07:00'])
  })

  it('keeps days at local midnight across a change of the clock', () => {
    const ticks = timeTicks(at('2012-03-09T08:00Z'), at('2012-03-13T07:00Z'), 'America/Los_Angeles', 5)
    expect(ticks.map((tick) => tick.label)).toEqual(['9 Mar', '10 Mar', '11 Mar', '12 Mar', '13 Mar'])
    expect(ticks[3]!.at - ticks[2]!.at).toBe(23 * 3_600_000)
  })

  it('goes to weeks on Mondays, months and years', () => {
    expect(labels('2026-03-01T00:00Z', '2026-03-31T00:00Z', 'UTC', 5)).toEqual(['2 Mar', '9 Mar', '16 Mar', '23 Mar', '30 Mar'])
    expect(labels('2025-11-15T00:00Z', '2026-03-15T00:00Z', 'UTC', 4)).toEqual(['Dec', '2026', 'Feb', 'Mar'])
    expect(labels('2012-02-01T00:00Z', '2016-02-01T00:00Z', 'UTC', 4)).toEqual(['2013', '2014', '2015', '2016'])
  })
})
