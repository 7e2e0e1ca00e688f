import { describe, expect, it } from 'vitest'
import { basis_points, blank, input_of, lacking, planned, price_of, terms_of, type Input } from './input'
import type { Terms } from './terms'

const own = { party: 'P-1', is_buyer: true }
const typed: Input = { ...blank, other: '7', goods: 'benches', price_goods: '4,800', price_freight: '200', instalments: [{ purpose: 'deposit', amount: '1,500', due: '' }, { purpose: 'balance', amount: '3500.00', due: '2027-03-01' }] }

describe('terms as they are typed', () => {
  it('add up', () => {
    expect(price_of(typed)).toEqual({ amount: '5000.00', currency: 'USD' })
    expect(lacking(typed)).toEqual({ amount: '0.00', currency: 'USD' })
    expect(lacking({ ...typed, instalments: typed.instalments.slice(0, 1) })).toEqual({ amount: '3500.00', currency: 'USD' })
    expect(lacking({ ...typed, price_freight: '' })).toEqual({ amount: '-200.00', currency: 'USD' })
    expect(lacking({ ...typed, price_freight: 'x' })).toBeUndefined()
  })
  it('take a single instalment without an amount as the whole price', () => {
    const one = { ...typed, instalments: [{ purpose: 'full' as const, amount: '', due: '' }] }
    expect(lacking(one)).toEqual({ amount: '0.00', currency: 'USD' })
    expect(terms_of(one, own).terms.instalments).toEqual([{ purpose: 'full', amount: { amount: '5000.00', currency: 'USD' }, due: null }])
  })
  it('become a body', () => {
    const { terms, flaws } = terms_of({ ...typed, damages: '0.5' }, own)
    expect(flaws).toEqual({})
    expect(terms).toMatchObject({ buyer: 'P-1', supplier: 'P-7', price_tax: { amount: '0.00', currency: 'USD' }, liquidated_damages_bp: 50, acceptance: null, ship_by: null })
    expect(terms.instalments).toEqual([{ purpose: 'deposit', amount: { amount: '1500.00', currency: 'USD' }, due: null }, { purpose: 'balance', amount: { amount: '3500.00', currency: 'USD' }, due: '2027-03-01' }])
  })
  it('name what cannot be read at its place', () => {
    const { flaws } = terms_of({ ...typed, other: 'Ningbo', price_goods: '12.345.6', sampled: true, lot: 'many', damages: 'half' }, { party: 'P-2', is_buyer: false })
    expect(flaws).toEqual({ '/terms/buyer': 'party', '/terms/price_goods': 'amount', '/terms/acceptance/lot': 'whole', '/terms/liquidated_damages_bp': 'percent' })
  })
  it('come back as they were', () => {
    const { terms } = terms_of({ ...typed, sampled: true, lot: '1200', damages: '1.25' }, own)
    const again = input_of(terms as Terms, 'P-7')
    expect(terms_of(again, own).terms).toEqual(terms)
  })
  it('count percents in hundredths', () => {
    expect(['0.5', '10', '1,25', '', '0.005', 'x'].map(basis_points)).toEqual([50, 1000, 125, 0, undefined, undefined])
  })
  it('are asked about before they are paid', () => {
    expect(planned(blank, '2027-01-01', 'platform')).toBeUndefined()
    expect(planned(typed, '2027-01-01', 'personal')).toMatchObject({ order: { value: '5000.00 USD' }, payments: [{ amount: '1500.00 USD', through_platform: false, payee: 'personal' }, {}] })
  })
})
