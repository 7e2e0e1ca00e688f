import { describe, expect, it } from 'vitest'
import { csv, length_of, percent, short, span_of } from './drawn'

describe('lengths', () => {
  it('keep a value inside its scale', () => {
    expect(percent(5, 0, 10)).toBe(50)
    expect(percent(-5, 0, 10)).toBe(0)
    expect(percent(50, 0, 10)).toBe(100)
    expect(percent(1, 1, 1)).toBe(0)
  })
  it('hold all values and zero', () => {
    const { least, most } = span_of([5, 100])
    expect(least).toBe(0)
    expect(most).toBeGreaterThan(100)
    const below = span_of([-50, -10])
    expect(below.least).toBeLessThan(-50)
    expect(below.most).toBe(0)
    expect(span_of([])).toEqual({ least: 0, most: 1 })
  })
  it('come from amounts', () => expect(length_of({ amount: '-1250.50', currency: 'USD' })).toBe(-1250.5))
})

it.each([[0, '0'], [950, '950'], [1000, '1k'], [12500, '13k'], [1500, '1.5k'], [-4000, '−4k'], [2_500_000, '2.5M'], [3e9, '3B']])('%d is short as %s', (value, said) => expect(short(value)).toBe(said))

it('a file for spreadsheets quotes what has to be', () => expect(csv([['a', 'b,c'], ['say "so"', '1\n2']])).toBe('a,"b,c"\r\n"say ""so""","1\n2"\r\n'))
