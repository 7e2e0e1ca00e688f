import { describe, expect, it } from 'vitest'
import { address_of_subject, grouped_by_kind, path_of, place_of, type Account } from './accounts'

const account = (name: string, balance: string, pending = '0.00'): Account => ({ account: name, kind: name.split('/')[0] as Account['kind'], balance: { amount: balance, currency: 'USD' }, pending: { amount: pending, currency: 'USD' } })

describe('accounts of the book', () => {
  it('are found by their path', () => {
    expect(path_of('held/O-17/USD')).toEqual({ kind: 'held', owner: 'O-17', currency: 'USD' })
    expect(path_of('guarantee-pool/EUR')).toEqual({ kind: 'guarantee-pool', owner: '', currency: 'EUR' })
    expect(place_of('guarantee-pool/EUR')).toBe('/ledger/guarantee-pool/-/EUR')
    expect(place_of('held/O-17/USD')).toBe('/ledger/held/O-17/USD')
  })
  it('stand by kind, assets first, with their sums', () => {
    const groups = grouped_by_kind([account('held/O-1/USD', '10.00'), account('held/O-2/USD', '0.00'), account('provider/0/USD', '10.00', '-5.00'), account('fee-income/EUR', '3.00')], 'USD', false)
    expect(groups.map((one) => [one.kind, one.debit, one.accounts.length, one.balance.amount, one.pending.amount])).toEqual([['provider', true, 1, '10.00', '-5.00'], ['held', false, 1, '10.00', '0.00']])
  })
  it('lead to what they are of', () => {
    expect(address_of_subject('R-5')).toBe('/payouts/R-5')
    expect(address_of_subject('M-5')).toBe('/bank/M-5')
    expect(address_of_subject('US-5')).toBeUndefined()
  })
})
