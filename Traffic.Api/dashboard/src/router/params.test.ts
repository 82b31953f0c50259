import { beforeAll, describe, expect, it, vi } from 'vitest'
import type * as Params from './params'

let params: typeof Params
beforeAll(async () => {
  vi.stubGlobal('window', { location: { pathname: '/', search: '' } })
  params = await import('./params')
})

describe('withChanges', () => {
  it('sets, repeats and removes', () => {
    expect(params.withChanges('?road=A&lane=1', { lane: ['2', '3'], road: null, step: 'hour' })).toBe('?lane=2&lane=3&step=hour')
    expect(params.withChanges('?road=A', { road: null })).toBe('')
    expect(params.withChanges('?lane=1', { lane: [] })).toBe('')
  })

  it('keeps times readable', () => {
    expect(params.withChanges('', { range: '2012-03-01T08:00Z~2012-03-01T09:00Z' })).toBe('?range=2012-03-01T08:00Z~2012-03-01T09:00Z')
  })
})

describe('pageUrl', () => {
  it('takes along what all pages share and nothing else', () => {
    expect(params.pageUrl('/explore', '?range=6h&tz=utc&road=A', { stream: 'roads.passages' })).toBe('/explore?range=6h&tz=utc&stream=roads.passages')
  })
})
