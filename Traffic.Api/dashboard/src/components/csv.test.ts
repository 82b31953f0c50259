import { describe, expect, it } from 'vitest'
import { toCsv } from './csv'

describe('toCsv', () => {
  it('has every column of any row and quotes what needs it', () => {
    expect(toCsv([{ a: 1, b: 'x,"y"' }, { a: null, c: true }])).toBe('a,b,c\r\n1,"x,""y""",\r\n,,true\r\n')
  })
})
