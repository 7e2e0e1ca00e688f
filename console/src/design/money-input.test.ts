import { describe, expect, it } from 'vitest'
import { amount_of } from './money-input'

describe('what somebody types as an amount', () => {
  it.each([
    ['1234.5', 'USD', '1234.50'],
    ['1,234.50', 'USD', '1234.50'],
    ['1.234,50', 'EUR', '1234.50'],
    ['1 234,50', 'EUR', '1234.50'],
    ['1,234', 'USD', '1234.00'],
    ['1,234,567', 'USD', '1234567.00'],
    ['12,5', 'EUR', '12.50'],
    ['007', 'USD', '7.00'],
    ['0', 'USD', '0.00'],
    ['5000', 'JPY', '5000'],
    ['1.250', 'KWD', '1.250'],
  ])('%s %s is %s', (typed, currency, amount) => expect(amount_of(typed, currency)).toEqual({ amount, currency }))

  it.each([
    ['', 'USD'], ['abc', 'USD'], ['1.2345', 'USD'], ['-5', 'USD'], ['1e5', 'USD'], ['5.5', 'JPY'], ['1.2.3', 'USD'],
  ])('%s %s is none', (typed, currency) => expect(amount_of(typed, currency)).toBeUndefined())
})
