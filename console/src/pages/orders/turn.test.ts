import { describe, expect, it } from 'vitest'
import { standing, turn } from './turn'

const order = { phase: 'awaiting-payment', drafted_by: 'buyer', frozen_by: null, amendment: null, amendment_by: 'buyer', cancel: null } as const

describe('whose turn it is', () => {
  it('goes by the phase', () => {
    expect(turn(order)).toBe('buyer')
    expect(turn({ ...order, phase: 'awaiting-shipment' })).toBe('supplier')
    expect(turn({ ...order, phase: 'completed' })).toBe('nobody')
  })
  it('is the other side of whoever sent the terms', () => {
    expect(turn({ ...order, phase: 'awaiting-seller' })).toBe('supplier')
    expect(turn({ ...order, phase: 'awaiting-seller', drafted_by: 'supplier' })).toBe('buyer')
  })
  it('is the other side of an open proposal, before anything else', () => {
    expect(turn({ ...order, phase: 'awaiting-shipment', amendment: {}, amendment_by: 'supplier' })).toBe('buyer')
    expect(turn({ ...order, phase: 'awaiting-shipment', cancel: { by: 'buyer' } })).toBe('supplier')
  })
  it('stands still while a claim is open', () => {
    expect(turn({ ...order, frozen_by: 'C-20' })).toBe('claim')
  })
  it('is said to whoever reads', () => {
    expect(standing(order, 'buyer').yours).toBe(true)
    expect(standing(order, 'counsel').yours).toBe(true)
    expect(standing(order, 'officer')).toEqual({ yours: false, text: expect.stringMatching(/buyer|买方/) })
  })
})
