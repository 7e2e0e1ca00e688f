import { describe, expect, it } from 'vitest'
import { balances, by_route, share_of, sum } from './figures'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const receipt = (route: string, counted: string) => ({ receipt: { route }, counted: usd(counted) })
const matter = (figures: Record<string, string>, receipts: unknown[], settled: string | null = null) =>
  ({ figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, usd(value)])), matter: { receipts, settled_claim: settled && usd(settled) } }) as unknown as Parameters<typeof balances>[0]

describe('sums', () => {
  it('are exact', () => {
    expect(sum([usd('0.10'), usd('0.20')], usd('0.00')).amount).toBe('0.30')
    expect(sum([usd('90071992547409.93'), usd('0.01')], usd('0.00')).amount).toBe('90071992547409.94')
    expect(sum([usd('-5.00'), usd('4.95')], usd('0.00')).amount).toBe('-0.05')
    expect(sum([{ amount: '7', currency: 'JPY' }], { amount: '0', currency: 'JPY' }).amount).toBe('7')
  })
  it('are told by route', () =>
    expect(by_route([receipt('platform', '40.00'), receipt('voluntary', '1.00'), receipt('platform', '2.50')] as never)).toEqual([{ route: 'platform', sum: usd('42.50') }, { route: 'voluntary', sum: usd('1.00') }]))
})

describe('the figures balance', () => {
  const came = [receipt('platform', '40.00'), receipt('voluntary', '10.00')]
  it('when what came and what is left is the claim', () => expect(balances(matter({ claim: '80.00', received: '50.00', left: '30.00', over: '0.00' }, came))).toBe(true))
  it('when more came than was claimed', () => expect(balances(matter({ claim: '45.00', received: '50.00', left: '0.00', over: '5.00' }, came))).toBe(true))
  it('not when a cent is missing', () => expect(balances(matter({ claim: '80.01', received: '50.00', left: '30.00', over: '0.00' }, came))).toBe(false))
  it('not when the receipts say something else', () => expect(balances(matter({ claim: '80.00', received: '60.00', left: '20.00', over: '0.00' }, came))).toBe(false))
})

it.each([['0.15', '15\u202f%'], ['0.125', '12.5\u202f%'], ['1', '100\u202f%'], ['0.3', '30\u202f%'], ['0.05', '5\u202f%']])('a share of %s is %s', (share, said) => expect(share_of(share)).toBe(said))
