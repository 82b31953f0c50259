import { describe, expect, it } from 'vitest'
import { hexDump, readBase64 } from './bytes'

describe('hexDump', () => {
  it('shows offset, bytes and what can be printed', () => {
    const bytes = readBase64(btoa('{"id":"3f6c","x"\n\x00\xff'))
    expect(hexDump(bytes).split('\n')).toEqual([
      '000000  7b 22 69 64 22 3a 22 33 66 36 63 22 2c 22 78 22  {"id":"3f6c","x"',
      '000010  0a 00 ff                                         ...',
    ])
  })

  it('says what it leaves out', () => expect(hexDump(new Uint8Array(16 * 1024 + 5))).toMatch(/… 5 more bytes$/))
})
