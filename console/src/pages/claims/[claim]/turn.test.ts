import { describe, expect, it } from 'vitest'
import { turn_sentence } from './turn'

describe('whose turn it is', () => {
  it.each([
    ['negotiation', ['supplier'], 'supplier', true],
    ['negotiation', ['supplier'], 'supplier-counsel', true],
    ['negotiation', ['supplier'], 'buyer', false],
    ['review', ['supplier', 'officer'], 'officer', true],
    ['negotiation', [], 'buyer', false],
    ['closed', ['buyer'], 'buyer', false],
  ] as const)('%s, waiting for %s, read by the %s', (phase, turn, reader, mine) => expect(turn_sentence(phase, turn, reader).mine).toBe(mine))
  it('names who is to act', () => expect(turn_sentence('negotiation', ['supplier'], 'buyer').text).toContain('supplier'))
  it('is with the officer while one reviews, whatever a side may still show', () => expect(turn_sentence('review', ['supplier', 'officer'], 'buyer').text).toMatch(/officer/i))
})
