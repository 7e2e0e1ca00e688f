import { describe, expect, it } from 'vitest'
import { acts_on, bound_by, some } from './standing'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const badge = (more: object) => ({ limit: usd('10.00'), used: usd('0.00'), free: usd('10.00'), open_orders: 0, points: 0, measures: [], blacklisted: false, covers_new_orders: true, lowered_from: null, ...more }) as Parameters<typeof bound_by>[0]

describe('what binds the limit', () => {
  it.each([
    [badge({}), []],
    [badge({ blacklisted: true, covers_new_orders: false, free: usd('0.00') }), ['blacklist']],
    [badge({ covers_new_orders: false, free: usd('0.00') }), ['measure']],
    [badge({ lowered_from: usd('20.00'), free: usd('0.00') }), ['lowered', 'full']],
    [badge({ limit: null, free: null }), ['none-yet']],
  ])('%#', (one, by) => expect(bound_by(one)).toEqual(by))
})

it('an amount of nothing is none', () => {
  expect(some({ amount: '0', currency: 'XXX' })).toBeNull()
  expect(some(usd('0.00'))).toEqual(usd('0.00'))
})

describe('what there is to do', () => {
  const clean = { points: [], measures: [], proposals: [], appeals: [], blacklistings: [], links: [] } as unknown as Parameters<typeof acts_on>[0]
  const busy = {
    ...clean,
    proposals: [{ phase: 'declined' }, { phase: 'open' }], measures: [{ taken: { number: 3 }, lifted: null }, { taken: { number: 2 }, lifted: '2027-01-01' }],
    appeals: [{ phase: 'open' }], blacklistings: [{ lifted: false }], links: [{ phase: 'proposed', proposed_by: { person: 'U-1' } }],
  } as unknown as typeof clean
  it('for an officer follows from the record', () => {
    expect(acts_on(clean, 'officer', 'U-1')).toEqual(['give-points', 'take-measure', 'propose-link', 'blacklist'])
    const found = acts_on(busy, 'officer', 'U-2')
    expect(found).toContainEqual({ action: 'confirm-measure', number: 2 })
    expect(found).toContainEqual({ action: 'lift-measure', number: 3 })
    expect(found).toContainEqual({ action: 'decide-appeal', number: 1 })
    expect(found).toContain('confirm-link')
    expect(found).toContain('lift-blacklist')
    expect(found).not.toContain('blacklist')
  })
  it('his own link is confirmed by another', () => expect(acts_on(busy, 'officer', 'U-1')).not.toContain('confirm-link'))
  it('a supplier appeals against what there is', () => {
    expect(acts_on(clean, 'supplier', 'U-9')).toEqual([])
    expect(acts_on(busy, 'supplier', 'U-9')).toEqual(['appeal'])
  })
  it('others read', () => expect(acts_on(busy, 'auditor', 'U-9')).toEqual([]))
})
