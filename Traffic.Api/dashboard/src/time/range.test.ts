import { describe, expect, it } from 'vitest'
import { decodeRange, encodeRange, rangeEndingAt, rangeLabel, type Range } from './range'

const at = (text: string) => Date.parse(text)

describe('range in the address', () => {
  it.each<[string, Range]>([
    ['50b', { kind: 'buckets', count: 50 }],
    ['15m', { kind: 'relative', ms: 900_000 }],
    ['6h', { kind: 'relative', ms: 21_600_000 }],
    ['7d', { kind: 'relative', ms: 604_800_000 }],
    ['2012-03-01T08:00Z~2012-03-01T09:30:15Z', { kind: 'absolute', from: at('2012-03-01T08:00Z'), to: at('2012-03-01T09:30:15Z') }],
    ['2012-03-01T08:00:00.250Z~2012-03-02T00:00Z', { kind: 'absolute', from: at('2012-03-01T08:00:00.250Z'), to: at('2012-03-02T00:00Z') }],
  ])('%s', (text, range) => {
    expect(decodeRange(text)).toEqual(range)
    expect(encodeRange(range)).toBe(text)
  })

  it.each(['', '0b', 'b', '5x', 'tomorrow', '2012-03-01T08:00Z', '2012-03-02T00:00Z~2012-03-01T00:00Z', 'a~b'])('takes %j for none', (text) => {
    expect(decodeRange(text)).toBeNull()
  })
})

describe('range', () => {
  it('moves to where the data ends, keeping its length', () => {
    const end = at('2012-03-05T15:55Z')
    expect(rangeEndingAt({ kind: 'relative', ms: 3_600_000 }, end)).toEqual({ kind: 'absolute', from: end - 3_600_000, to: end })
    expect(rangeEndingAt({ kind: 'buckets', count: 5 }, end)).toEqual({ kind: 'buckets', count: 5 })
  })

  it('is named in words', () => {
    expect(rangeLabel({ kind: 'relative', ms: 3_600_000 }, 'UTC', 0)).toBe('Last hour')
    expect(rangeLabel({ kind: 'relative', ms: 86_400_000 }, 'UTC', 0)).toBe('Last 24 hours')
    expect(rangeLabel({ kind: 'absolute', from: at('2012-03-05T13:00Z'), to: at('2012-03-05T14:00Z') }, 'UTC', 0)).toBe('5 Mar 2012 13:00–14:00')
  })
})
