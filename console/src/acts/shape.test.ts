import { describe, expect, it } from 'vitest'
import { body_of, type Flaws } from './body'
import { blank, id_member, name_member, number_member, shape_of, type Schema } from './shape'

const money: Schema = { $ref: '#/components/schemas/money' }
const day: Schema = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }
const offer: Schema = {
  type: 'object',
  properties: {
    offer: { type: 'object', properties: { amount: money, full_and_final: { type: 'boolean' }, remedy: { enum: ['refund', 'repair'] }, valid_until: { anyOf: [day, { type: 'null' }] } } },
    exhibits: { type: 'array', items: { type: 'integer', minimum: 0 } },
    party: { type: ['string', 'null'], pattern: '^P-[0-9]+$' },
    note: { type: 'string' },
  },
}

describe('the form of a command', () => {
  const shape = shape_of(offer)
  it('is read from its description', () => {
    expect(shape).toMatchObject({ kind: 'group', members: { offer: { kind: 'group', members: { amount: { kind: 'money' }, remedy: { kind: 'word', words: ['refund', 'repair'] }, valid_until: { kind: 'day', optional: true } } }, exhibits: { kind: 'list', of: { kind: 'whole' } }, party: { kind: 'id', letters: 'P', optional: true } } })
  })
  it('is sent without what was left empty', () => {
    const flaws: Flaws = {}
    expect(body_of(shape, blank(shape, 'USD'), flaws)).toEqual({ offer: { full_and_final: false, valid_until: null }, exhibits: [], party: null })
    expect(flaws).toEqual({})
  })
  it('is sent with what was typed, brought into form', () => {
    const flaws: Flaws = {}
    const typed = { offer: { amount: { amount: '1,250', currency: 'USD' }, full_and_final: true, remedy: 'repair', valid_until: '2026-12-24' }, exhibits: ['1', 3], party: 'p4', note: ' so ' }
    expect(body_of(shape, typed, flaws)).toEqual({ offer: { amount: { amount: '1250.00', currency: 'USD' }, full_and_final: true, remedy: 'repair', valid_until: '2026-12-24' }, exhibits: [1, 3], party: 'P-4', note: 'so' })
  })
  it('says at its place what cannot be read', () => {
    const flaws: Flaws = {}
    body_of(shape, { offer: { amount: { amount: '1.2.3', currency: 'USD' }, full_and_final: false, remedy: '', valid_until: '' }, exhibits: ['x'], party: 'O-4', note: '' }, flaws)
    expect(flaws).toEqual({ '/offer/amount': 'amount', '/exhibits/0': 'whole', '/party': 'id' })
  })
  it('knows where what is allowed belongs', () => {
    expect(name_member(shape, 'repair')).toEqual(['offer', 'remedy'])
    expect(id_member(shape, 'P-4')).toBe('party')
    expect(number_member(shape_of({ type: 'object', properties: { note: { type: 'string' }, exhibit: { type: 'integer' } } }))).toBe('exhibit')
  })
})
