import { describe, expect, it } from 'vitest'
import { compared, is_negative, is_zero, less, negated, part_of, sum } from './sums'

const usd = (amount: string) => ({ amount, currency: 'USD' })

describe('sums of amounts', () => {
  it('are exact where floating point is not', () => {
    expect(sum([usd('0.10'), usd('0.20')])).toEqual(usd('0.30'))
    expect(sum([usd('9007199254740993.01'), usd('0.01')])).toEqual(usd('9007199254740993.02'))
  })
  it('keep the digits of their currency', () => {
    expect(sum([{ amount: '1200', currency: 'JPY' }, { amount: '50', currency: 'JPY' }])).toEqual({ amount: '1250', currency: 'JPY' })
    expect(sum([{ amount: '1.250', currency: 'KWD' }])).toEqual({ amount: '1.250', currency: 'KWD' })
    expect(sum([], 'EUR')).toEqual({ amount: '0', currency: 'EUR' })
    expect(sum([usd('0'), usd('1.50')])).toEqual(usd('1.50'))
  })
  it('go below zero and back', () => {
    expect(less(usd('1.00'), usd('1.05'))).toEqual(usd('-0.05'))
    expect(negated(usd('-0.05'))).toEqual(usd('0.05'))
    expect(is_negative(usd('-0.00'))).toBe(false)
    expect(is_negative(usd('-0.01'))).toBe(true)
    expect(is_zero(usd('0.00'))).toBe(true)
  })
  it('compare', () => {
    expect(compared(usd('2.00'), usd('10.00'))).toBe(-1)
    expect(compared(usd('10.00'), usd('10.00'))).toBe(0)
    expect(compared(usd('10.01'), usd('10.00'))).toBe(1)
  })
  it('give the part of a whole for drawing', () => {
    expect(part_of(usd('25.00'), usd('100.00'))).toBe(0.25)
    expect(part_of(usd('5.00'), usd('0.00'))).toBe(0)
    expect(part_of(usd('-5.00'), usd('10.00'))).toBe(0)
  })
})
