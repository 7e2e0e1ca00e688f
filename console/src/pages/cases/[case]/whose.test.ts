import { describe, expect, it } from 'vitest'
import type { Case } from './types'
import { main_claim, whose_turn } from './whose'

const order = (of: Record<string, unknown>) => ({ order: { phase: 'awaiting-receipt', drafted_by: 'buyer', frozen_by: null, cancel: null, amendment: null, ...of } }) as unknown as NonNullable<Case['order']>
const claim = (phase: string, turn: string[], of: Record<string, unknown> = {}) => ({ id: phase, phase, turn, draft: null, allowed: [], ...of }) as unknown as Case['claims'][number]
const nothing = { id: 'O-1', claims: [], deadlines: [], facts: [], people: [], history: [] } as Case

describe('whose turn', () => {
  it('is the open claim’s before the order’s', () => {
    expect(main_claim([claim('closed', []), claim('review', ['officer']), claim('closed', [])])?.phase).toBe('review')
    expect(whose_turn({ ...nothing, order: order({ frozen_by: 'C-1' }) }, 'counsel').mine.assurance).toBe(false)
    expect(whose_turn({ ...nothing, order: order({}), claims: [claim('negotiation', ['supplier'])] }, 'supplier-counsel').mine.assurance).toBe(true)
    expect(whose_turn({ ...nothing, order: order({}), claims: [claim('negotiation', ['supplier'])] }, 'buyer').mine.assurance).toBe(false)
  })
  it('goes back to the order once no claim waits', () => {
    expect(whose_turn({ ...nothing, order: order({ amendment: {}, amendment_by: 'buyer' }) }, 'supplier').mine.assurance).toBe(true)
    expect(whose_turn({ ...nothing, order: order({}) }, 'counsel').mine.assurance).toBe(true)
  })
  it('is not the first officer’s once a second one has to confirm', () => {
    const drafted = { draft: {}, allowed: [{ action: 'add-exhibit' }] }
    expect(whose_turn({ ...nothing, claims: [claim('review', ['officer'], drafted)] }, 'officer').mine.assurance).toBe(false)
    expect(whose_turn({ ...nothing, claims: [claim('review', ['officer'], { ...drafted, allowed: [{ action: 'confirm-determination' }] })] }, 'officer').mine.assurance).toBe(true)
  })
  it('counts the plan at law for its owner alone', () => {
    const plan = { steps: [{ track: 'legal', standing: 'blocked', owner: 'counsel' }] } as unknown as Case['plan']
    expect(whose_turn({ ...nothing, plan }, 'counsel').mine.legal).toBe(true)
    expect(whose_turn({ ...nothing, plan }, 'buyer').mine.legal).toBe(false)
  })
})
