import { expect, it } from 'vitest'
import { month_after, moving, together } from './cash'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const month = (n: number, came: string, mean: string) => ({ month: n, in: usd(came), out: usd('0.00'), net_so_far: { mean: usd(mean) } })

it.each([['2026-12-26', 1, '2027-01'], ['2026-01-31', 1, '2026-02'], ['2026-12-01', 24, '2028-12']])('%s and %d months is %s', (day, months, said) => expect(month_after(day, months)).toBe(said))

it('averages of the tracks are added up exactly', () => {
  expect(together([{ track: 'legal', months: [month(1, '0.00', '-0.10')] }, { track: 'assurance', months: [month(1, '0.00', '0.30')] }] as never)).toEqual([usd('0.20')])
  expect(together([])).toEqual([])
})

it('months in which nothing moves any more are left off, and tracks on which nothing moves', () => {
  const months = Array.from({ length: 24 }, (_, i) => month(i + 1, i === 8 ? '5.00' : '0.00', '0.00'))
  const still = Array.from({ length: 24 }, (_, i) => month(i + 1, '0.00', '0.00'))
  const found = moving([{ track: 'legal', months }, { track: 'other', months: still }] as never)
  expect(found.map((one) => [one.track, one.months.length])).toEqual([['legal', 10]])
})
