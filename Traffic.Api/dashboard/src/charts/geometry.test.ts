import { describe, expect, it } from 'vitest'
import { geometry, nearestBucket, spread } from './geometry'
import { niceScale, scaleTicks } from './scale'
import { sparkPaths } from './Sparkline'

const frame = { width: 200, height: 100, left: 50, right: 50, top: 10, bottom: 10 }

describe('geometry', () => {
  it('maps both ways', () => {
    const g = geometry(frame, [1000, 2000], { min: 0, max: 10, step: 2 })
    expect([g.x(1000), g.x(2000), g.y(0), g.y(10)]).toEqual([50, 150, 90, 10])
    expect(g.instant(g.x(1234))).toBeCloseTo(1234)
  })
})

describe('nearestBucket', () => {
  const bucket = (start: number, end: number) => ({ start, end, open: false, status: 'final' as const })
  const buckets = [bucket(0, 10), bucket(10, 20), bucket(50, 60)]
  it.each([[-5, 0], [0, 0], [10, 1], [30, 1], [40, 2], [999, 2]])('at %d is %d', (instant, index) => expect(nearestBucket(buckets, instant)).toBe(index))
  it('is none of none', () => expect(nearestBucket([], 5)).toBe(-1))
})

describe('spread', () => {
  it('leaves labels that do not touch', () => expect(spread([10, 50], 17, 0, 100)).toEqual([10, 50]))
  it('keeps order and distance', () => expect(spread([50, 49, 48], 10, 0, 100)).toEqual([68, 58, 48]))
  it('stays inside at the lower edge', () => expect(spread([95, 96], 10, 0, 100)).toEqual([90, 100]))
})

describe('niceScale', () => {
  it('starts counts at zero', () => expect(niceScale([480, 730], true, 4)).toEqual({ min: 0, max: 800, step: 200 }))
  it('frames other values closely', () => expect(niceScale([61, 93], false, 4)).toEqual({ min: 60, max: 100, step: 10 }))
  it('has a size even where nothing varies or nothing is', () => {
    expect(niceScale([5, 5], false, 4).max).toBeGreaterThan(5)
    expect(niceScale([], true, 4)).toMatchObject({ min: 0, max: 1 })
  })
  it('has ticks free of rounding noise', () => expect(scaleTicks(niceScale([0, 0.3], true, 3))).toEqual([0, 0.1, 0.2, 0.3]))
})

describe('sparkPaths', () => {
  it('leaves gaps', () => expect(sparkPaths([1, null, 1], 20, 10).line).toBe('M0.0 1.0M20.0 1.0'))
  it('is empty without values', () => expect(sparkPaths([null], 20, 10)).toEqual({ line: '', area: '' }))
})
