import { describe, expect, it } from 'vitest'
import { changed, lines_of, percent, type Terms } from './terms'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const terms: Terms = {
  buyer: 'P-1', supplier: 'P-2', programme: 'x', goods: 'benches', price_goods: usd('64000.00'), price_freight: usd('0.00'), price_tax: usd('0.00'),
  instalments: [{ purpose: 'full', amount: usd('64000.00'), due: null }], specification: 'drawing 12', incoterm: '', shipping_mode: 'unknown', ship_by: null, deliver_by: null,
  arbitration: '', governing_law: '', custom_made: false, liquidated_damages_bp: 0, acceptance: null,
}

describe('terms as they are read', () => {
  it('says what is not agreed', () => {
    const open = lines_of(terms).filter((line) => line.open).map((line) => line.id)
    expect(open).toEqual(['incoterm', 'shipping_mode', 'ship_by', 'deliver_by', 'acceptance', 'liquidated_damages_bp', 'arbitration', 'governing_law'])
  })
  it('finds what another version changes, down to a day of an instalment', () => {
    expect([...changed(terms, terms)]).toEqual([])
    expect([...changed(terms, { ...terms, goods: 'benches, oiled' })]).toEqual(['goods'])
    expect([...changed(terms, { ...terms, instalments: [{ purpose: 'full', amount: usd('64000.00'), due: '2027-03-01' }] })]).toEqual(['instalments'])
  })
  it('writes hundredths of a percent', () => {
    expect([50, 500, 1000, 5, 125].map(percent)).toEqual(['0.5', '5', '10', '0.05', '1.25'])
  })
})
