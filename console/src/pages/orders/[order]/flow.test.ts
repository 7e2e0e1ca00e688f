import { describe, expect, it } from 'vitest'
import { flow_of } from './flow'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const payment = (instalment: number, received: string, more: object = {}) => ({ id: 'Y-1', instalment, provider: 0, reference: '', announced: usd('0.00'), received: usd(received), reversed: usd('0.00'), received_on: '2027-01-01', failed: false, ...more })
const order = (payments: ReturnType<typeof payment>[], more: object = {}) => ({
  phase: 'awaiting-shipment' as const,
  terms: { instalments: [{ purpose: 'deposit', amount: usd('300.00'), due: null }, { purpose: 'balance', amount: usd('700.00'), due: '2027-02-01' }] } as never,
  payments, released: usd('0.00'), fees: usd('0.00'), refunded: usd('0.00'), clawed_back: usd('0.00'), refunded_elsewhere: usd('0.00'), ...more,
})
const shown = (held: string, of: ReturnType<typeof order>) => flow_of({ order: of, held: usd(held), price: usd('1000.00'), pay: [] })

describe('the money of an order', () => {
  it('counts each instalment by itself', () => {
    const flow = shown('300.00', order([payment(0, '300.00'), payment(1, '0.00', { announced: usd('700.00') })]))
    expect(flow.instalments.map((one) => [one.arrived.amount, one.announced.amount, one.open.amount])).toEqual([['300.00', '0.00', '0.00'], ['0.00', '700.00', '700.00']])
    expect(flow.balances).toBe(true)
  })
  it('is always somewhere', () => {
    const flow = shown('100.00', order([payment(0, '300.00'), payment(1, '700.00')], { released: usd('588.00'), fees: usd('12.00'), refunded: usd('300.00') }))
    expect(flow.parts.map((one) => `${one.id} ${one.amount.amount}`)).toEqual(['held 100.00', 'released 588.00', 'fees 12.00', 'refunded 300.00'])
    expect(flow.balances).toBe(true)
  })
  it('says so where it is not', () => {
    expect(shown('200.00', order([payment(0, '300.00')])).balances).toBe(false)
    expect(shown('400.00', order([payment(0, '300.00')])).balances).toBe(false)
  })
  it('does not count a payment that failed as announced', () => {
    expect(shown('0.00', order([payment(0, '0.00', { announced: usd('300.00'), failed: true })])).announced.amount).toBe('0.00')
  })
  it('shows what stands in for a payment that the bank took back', () => {
    const flow = shown('0.00', order([payment(0, '300.00', { reversed: usd('300.00') })], { refunded: usd('300.00') }))
    expect(flow.parts.at(-1)).toEqual({ id: 'advanced', amount: usd('-300.00') })
    expect(flow.balances).toBe(true)
  })
  it('owes nothing any more once the order is over', () => {
    expect(shown('0.00', order([], { phase: 'closed' })).instalments.map((one) => one.open.amount)).toEqual(['0.00', '0.00'])
  })
})
