import { describe, expect, it } from 'vitest'
import { formatDuration, formatSpan } from './format'
import { fromInput, toInput } from './input'

const zone = 'Asia/Dubai'
const at = (text: string) => Date.parse(text)

describe('formatSpan', () => {
  it('says the date only where it is not today', () => {
    const [from, to] = [at('2012-03-05T09:00Z'), at('2012-03-05T10:00Z')]
    expect(formatSpan(from, to, zone)).toBe('5 Mar 2012 13:00–14:00')
    expect(formatSpan(from, to, zone, from)).toBe('13:00–14:00')
  })

  it('counts an end at midnight to the day before', () => {
    expect(formatSpan(at('2012-03-05T19:00Z'), at('2012-03-05T20:00Z'), zone)).toBe('5 Mar 2012 23:00–00:00')
  })

  it('leaves times out of whole local days, also of 23 hours', () => {
    expect(formatSpan(at('2012-03-04T20:00Z'), at('2012-03-05T20:00Z'), zone)).toBe('5 Mar 2012')
    expect(formatSpan(at('2012-03-04T20:00Z'), at('2012-03-07T20:00Z'), zone)).toBe('5 Mar 2012 – 7 Mar 2012')
    expect(formatSpan(at('2012-03-11T08:00Z'), at('2012-03-12T07:00Z'), 'America/Los_Angeles')).toBe('11 Mar 2012')
  })

  it('gives both ends in full across days', () => {
    expect(formatSpan(at('2012-03-05T19:00Z'), at('2012-03-05T21:00Z'), zone)).toBe('5 Mar 2012 23:00 – 6 Mar 2012 01:00')
  })
})

describe('formatDuration', () => {
  it.each([[0, '0 ms'], [949, '949 ms'], [5400, '5.4 s'], [59_000, '59 s'], [200_000, '3 min 20 s'], [8_040_000, '2 h 14 min'], [266_400_000, '3 d 2 h'], [-5400, '−5.4 s']])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })

  it('never shows 60 of a smaller unit', () => {
    expect(formatDuration(119_900)).toBe('2 min')
    expect(formatDuration(59_960)).toBe('1 min')
  })
})

describe('input', () => {
  it('reads and writes the local time of the zone', () => {
    expect(toInput(at('2012-03-05T09:05Z'), zone)).toBe('2012-03-05T13:05')
    expect(fromInput('2012-03-05T13:05', zone)).toBe(at('2012-03-05T09:05Z'))
    expect(fromInput('', zone)).toBeNull()
  })
})
