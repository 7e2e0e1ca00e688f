import { expect, it } from 'vitest'
import { freezes_of, most_pressing } from './freezes'

const usd = { amount: '10.00', currency: 'USD' }
const measure = (preservation: number, target: number, phase: string) => ({ measure: { preservation, target, on: '2026-12-26', amount: usd, until: null, queued: false }, phase })
const now = {
  id: 'L-1',
  matter: {
    preservations: [{ application: { court: 'Bao’an', targets: [{ asset: 'bank', what: 'account 1' }, { asset: 'movable', what: 'stock' }] } }],
    measures: [measure(1, 1, 'stands'), measure(1, 2, 'lifted'), measure(1, 2, 'stands')],
  },
  due: [
    { word: 'freeze-expiry', about: 1, due: '2027-12-26', status: 'later', provisional: false },
    { word: 'freeze-renewal', about: 3, due: '2027-01-02', status: 'soon', provisional: true },
    { word: 'file-after-preservation', about: 1, due: '2027-01-25', status: 'met', provisional: false },
    { word: 'freeze-renewal', about: 1, due: '2027-12-19', status: 'later', provisional: true },
  ],
} as unknown as Parameters<typeof freezes_of>[0]

it('the next day of each freeze is told, and the nearest stands first', () => {
  const found = freezes_of(now)
  expect(found.map((one) => one.next)).toEqual([{ kind: 'renew', day: '2027-12-19', provisional: true }, null, { kind: 'renew', day: '2027-01-02', provisional: true }])
  expect(found[0]).toMatchObject({ what: 'account 1', court: 'Bao’an', asset: 'bank' })
  expect(most_pressing(found).map((one) => one.number)).toEqual([3, 1])
})

it('to file within thirty days comes first while it was not done', () => {
  const open = { ...now, due: now.due.map((day) => ({ ...day, status: 'later' })) } as typeof now
  expect(freezes_of(open)[0]!.next).toEqual({ kind: 'file', day: '2027-01-25', provisional: false })
})
