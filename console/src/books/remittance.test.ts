import { describe, expect, it } from 'vitest'
import { acts_of, not_by_you, type Remittance } from './remittance'

const actor = (person: string | null, role = 'officer') => ({ role, party: null, person }) as Remittance['remittance']['proposed_by']
const of = (more: Partial<Remittance['remittance']> = {}): Remittance['remittance'] => ({
  phase: 'proposed', detail: { purpose: 'buyer-refund', amount: { amount: '9.00', currency: 'USD' }, party: 'P-1', order: 'O-1', claim: null, provider: 0, reference: '', to: null },
  since: '2027-01-01', proposed_by: actor('U-1'), approved_by: actor(null, 'platform'), message: '', reason: '', payout: null, proposed_maker: null, ...more,
})
const reader = (role: string, person = 'U-2', party: string | null = null) => ({ membership: { id: 'UM-1', role, party, party_name: '', only_case: null } as never, person })
const names = acts_of

describe('what may be done with a remittance', () => {
  it('is approved by another officer than whoever proposed it', () => {
    expect(names(of(), reader('officer'))).toEqual(['approve', 'reject'])
    expect(names(of(), reader('officer', 'U-1'))).toEqual(['reject'])
    expect(not_by_you(of(), reader('officer', 'U-1'))).toBeTruthy()
    expect(not_by_you(of({ proposed_by: actor(null), proposed_maker: 'U-2' }), reader('officer'))).toBeTruthy()
  })
  it('is sent and settled by the holder of the funds', () => {
    expect(names(of({ phase: 'approved' }), reader('provider'))).toEqual(['send'])
    expect(names(of({ phase: 'approved', payout: 'F-1' }), reader('provider'))).toEqual([])
    expect(names(of({ phase: 'sent' }), reader('provider'))).toEqual(['settle', 'return', 'reopen'])
  })
  it('is taken back by the supplier whose own it is', () => {
    const own = of({ detail: { ...of().detail, purpose: 'supplier-payout', party: 'P-7', order: null } })
    expect(names(own, reader('supplier', 'U-9', 'P-7'))).toEqual(['reject'])
    expect(names(own, reader('supplier', 'U-9', 'P-8'))).toEqual([])
    expect(names(own, reader('auditor'))).toEqual([])
  })
  it('is nothing where money came in', () => {
    expect(names(of({ detail: { ...of().detail, purpose: 'pool-deposit' } }), reader('officer'))).toEqual([])
  })
})
