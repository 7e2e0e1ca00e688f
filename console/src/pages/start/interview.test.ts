import { describe, expect, it } from 'vitest'
import { answered, span_of, steps_of, value_at, with_value, without, type Question, type SoFar } from './interview'

const question = (of: Partial<Question>): Question => ({ id: 'order.value', ask: '', why: '', help: '', kind: 'money', choices: [], several: false, currency: null, unit: '', least: null, most: null, example: '', moves: { verdict: false, stake: false, sum: null, routes: [] }, stage: 'basics', ...of })

describe('an answer in the case', () => {
  it('stands at its path', () => {
    expect(steps_of('payments[1].amount')).toEqual(['payments', 1, 'amount'])
    expect(with_value({ payments: [{ amount: '1.00 USD' }] }, 'payments[0].method', 'wire')).toEqual({ payments: [{ amount: '1.00 USD', method: 'wire' }] })
    expect(with_value({}, 'payments[0].amount', '5.00 USD')).toEqual({ payments: [{ amount: '5.00 USD' }] })
  })
  it('does not change the case that it was made from', () => {
    const before = { order: { channel: 'platform' } }
    with_value(before, 'order.value', '9.00 USD')
    expect(before).toEqual({ order: { channel: 'platform' } })
  })
  it('is found at its path', () => {
    expect(value_at({ payments: [{ through_platform: false }] }, 'payments[0].through_platform')).toBe(false)
    expect(value_at({}, 'payments[0].amount')).toBeUndefined()
  })
  it('of several defects is an entry each', () => {
    expect(answered({}, question({ id: 'problems[0].kind', kind: 'choice', several: true }), ['quality', 'quantity'])).toEqual({ problems: [{ kind: 'quality' }, { kind: 'quantity' }] })
  })
  it('of a count makes as many entries and keeps what they hold', () => {
    expect(answered({ payments: [{ amount: '5.00 USD' }] }, question({ id: 'payments', kind: 'count' }), '2')).toEqual({ payments: [{ amount: '5.00 USD' }, {}] })
  })
  it('is taken back alone', () => {
    expect(without({ order: { value: '1.00 USD', channel: 'direct' } }, 'order.value')).toEqual({ order: { channel: 'direct' } })
    expect(without({}, 'order.value')).toEqual({})
  })
})

describe('what is covered so far', () => {
  const usd = (amount: string) => ({ amount, currency: 'USD' })
  const so_far = (low: string | null, high: string | null, claimed: string | null): SoFar => ({ verdict: 'undecided', programme: null, programme_name: '', paid: null, claimed: claimed ? usd(claimed) : null, covered: { low: low ? usd(low) : null, high: high ? usd(high) : null }, routes: { open: [], conditional: [], unknown: [] }, next_deadline: null, warnings: [] })
  it.each([
    ['0.00', '5000.00', '10000.00', { from: 0, to: 50 }],
    ['2500.00', null, '10000.00', { from: 25, to: 100 }],
    ['0.00', '20000.00', '10000.00', { from: 0, to: 100 }],
  ])('from %s to %s of %s', (low, high, claimed, span) => expect(span_of(so_far(low, high, claimed))).toEqual(span))
  it('is not drawn before a sum is known', () => expect(span_of(so_far('0.00', null, null))).toBeUndefined())
})
