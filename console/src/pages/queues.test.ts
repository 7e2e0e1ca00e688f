import { describe, expect, it } from 'vitest'
import { address_of, by_haste, type Queue } from './queues'

const queue = (id: string, count: number, overdue = 0, next_due: string | null = null): Queue => ({ id, count, more: false, overdue, next_due, items: [] })

describe('what waits', () => {
  it('is ordered by haste, and what waits for others comes last', () => {
    const all = [queue('claims-waiting', 9, 2), queue('invitations', 1), queue('claims-to-decide', 2, 0, '2026-12-09'), queue('bank-exceptions', 4, 0, '2026-12-04'), queue('remittances-to-approve', 3, 1), queue('editions-to-confirm', 0)]
    expect(by_haste(all).map((one) => one.id)).toEqual(['remittances-to-approve', 'bank-exceptions', 'claims-to-decide', 'invitations', 'claims-waiting'])
  })
  it.each([
    ['claims-to-act', 'C-20', '/claims/C-20'], ['freezes', 'L-7', '/matters/L-7?tab=freezes'], ['matters-due', 'L-7', '/matters/L-7'], ['invitations', 'UI-3', '/people'], ['remittances-to-send', 'R-5', '/payouts/R-5'],
  ])('%s %s opens at %s', (where, id, at) => expect(address_of(where, id)).toBe(at))
})
