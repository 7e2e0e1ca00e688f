import { expect, it } from 'vitest'
import { month_after, together } from './cash'

it.each([['2026-12-26', 1, '2027-01'], ['2026-01-31', 1, '2026-02'], ['2026-12-01', 24, '2028-12']])('%s and %d months is %s', (day, months, month) => expect(month_after(day, months)).toBe(month))

it('both tracks are added up exactly', () => {
  const usd = (amount: string) => ({ amount, currency: 'USD' })
  const track = (p10: string, p50: string, p90: string) => ({ track: 'legal', months: [{ month: 1, in: usd('0.00'), net_so_far: { p10: usd(p10), p50: usd(p50), p90: usd(p90) } }] })
  expect(together([track('-0.10', '1.00', '2.00'), track('0.30', '1.50', '2.01')] as never)).toEqual([{ p10: usd('0.20'), p50: usd('2.50'), p90: usd('4.01') }])
  expect(together([])).toEqual([])
})
