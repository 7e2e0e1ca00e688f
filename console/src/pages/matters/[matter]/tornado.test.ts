import { expect, it } from 'vitest'
import { by_swing, reach } from './tornado'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const one = (id: string, low: string, high: string) => ({ id, p50_low: usd(low), p50_high: usd(high) }) as never

it('the widest swing comes first and what moves nothing is left out', () =>
  expect(by_swing([one('a', '10.00', '12.00'), one('b', '5.00', '5.00'), one('c', '20.00', '10.00')]).map((swing) => swing.id)).toEqual(['c', 'a']))

it('the result lies in the middle of the scale', () => {
  const { least, most } = reach({ p50: usd('100.00'), swings: [one('a', '60.00', '110.00')] })
  expect((least + most) / 2).toBe(100)
  expect(least).toBeLessThan(60)
})
