import { describe, expect, it } from 'vitest'
import { back_of, paid_of } from './money'
import type { Case } from './types'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const order = (of: Record<string, unknown> = {}) => ({ price: usd('100.00'), held: usd('60.00'), pay: [], order: { terms: { instalments: [] }, phase: 'awaiting-receipt', payments: [{ received: usd('100.00'), reversed: usd('0.00') }], released: usd('28.00'), clawed_back: usd('0.00'), fees: usd('2.00'), refunded: usd('10.00'), refunded_elsewhere: usd('0.00'), ...of } }) as unknown as Case['order']
const claim = (of: Record<string, unknown>) => ({ ending: 'none', claimed: usd('30.00'), paid: usd('0.00'), by_pool: usd('0.00'), ...of }) as unknown as Case['claims'][number]
const account = (balance: string) => ({ accounts: [{ kind: 'held', balance: usd(balance) }] }) as unknown as Case['statement']

describe('where the money is', () => {
  it('comes out even, to the cent', () => {
    const paid = paid_of({ order: order(), statement: account('60.00') })!
    expect(paid.in).toEqual(usd('100.00'))
    expect(paid.parts.map((one) => one.id)).toEqual(['held', 'released', 'fees', 'refunded'])
    expect([paid.off, paid.ledger_off]).toEqual([undefined, undefined])
  })
  it('says by how much it does not', () => {
    expect(paid_of({ order: order({ fees: usd('1.99') }), statement: undefined })!.off).toEqual(usd('0.01'))
    expect(paid_of({ order: order({ fees: usd('9.01') }), statement: undefined })!.off).toEqual(usd('-7.01'))
    expect(paid_of({ order: order(), statement: account('59.00') })!.ledger_off).toEqual(usd('-1.00'))
  })
  it('shows what stands in for money that a bank took back', () => {
    const paid = paid_of({ order: order({ payments: [{ received: usd('100.00'), reversed: usd('70.00') }] }), statement: undefined })!
    expect(paid.parts.at(-1)).toEqual({ id: 'advanced', amount: usd('-70.00') })
    expect(paid.off).toBeUndefined()
  })
})

describe('what came back', () => {
  it('is told by source where the sources make it', () => {
    const back = back_of({ order: order({ refunded_elsewhere: usd('15.00') }), claims: [claim({ paid: usd('25.00'), by_pool: usd('5.00') })], matter: undefined, plan: undefined })!
    expect(back.came.map((one) => [one.id, one.amount.amount, !!one.within])).toEqual([['platform', '25.00', false], ['from-hold', '10.00', true], ['pool', '5.00', true], ['supplier', '10.00', true]])
    expect([back.received.amount, back.open.amount, back.over.amount, back.off]).toEqual(['25.00', '5.00', '0.00', undefined])
  })
  it('leaves withdrawn claims out, and what is beyond the claim is told', () => {
    expect(back_of({ order: order(), claims: [claim({ ending: 'withdrawn' })], matter: undefined, plan: undefined })).toBeUndefined()
    expect(back_of({ order: order(), claims: [claim({ paid: usd('31.00') })], matter: undefined, plan: undefined })!.over).toEqual(usd('1.00'))
  })
  it('says where the figures of a matter do not come out even', () => {
    const figures = { claim: usd('40.00'), received: usd('10.00'), left: usd('29.00'), over: usd('0.00') }
    const matter = { figures, matter: { settled_claim: null } } as unknown as Case['matter']
    expect(back_of({ order: order(), claims: [], matter, plan: undefined })!.off).toEqual(usd('1.00'))
    const plan = { recoveries: { ...figures, left: usd('30.00'), routes: [{ route: 'platform', received: usd('10.00') }] } } as unknown as Case['plan']
    const back = back_of({ order: order(), claims: [], matter, plan })!
    expect(back.off).toBeUndefined()
    expect(back.came.map((one) => one.id)).toEqual(['platform', 'from-hold'])
  })
})
