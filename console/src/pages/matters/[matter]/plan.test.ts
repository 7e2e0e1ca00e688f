import { expect, it } from 'vitest'
import { way_to } from './plan'

const now = { matter: { order: 'O-1', dossier: null }, interlocks: { claims: [{ id: 'C-2' }] }, allowed: [] } as unknown as Parameters<typeof way_to>[1]
const step = (of: string, action: string, standing = 'now') => ({ standing, action: { of, action, number: 0, name: '' } }) as Parameters<typeof way_to>[0]

it.each([
  [step('matter', 'file'), '?tab=forum'],
  [step('matter', 'accept-offer'), '?tab=offers'],
  [step('claim', 'escalate'), '/claims/C-2'],
  [step('dossier', 'open'), '/dossiers'],
  [step('matter', 'file', 'done'), undefined],
  [step('matter', 'no such thing'), undefined],
  [{ standing: 'now', action: null } as Parameters<typeof way_to>[0], undefined],
])('a step leads to where it is done', (one, to) => expect(way_to(one, now)).toBe(to))
