import type { Allowed } from '$/acts/subjects'
import type { Given } from '$/api/types'
import type { Amount } from '$/i18n/format'
import type { Role } from '$/state/session.svelte'

export type Supplier = Given<'/v1/suppliers/{party}'>
export type Standing = Supplier['standing']
type Badge = Supplier['badge']

/** An amount of nothing has no currency ("XXX"): it is no amount to show. */
export function some(of: Amount | null | undefined): Amount | null {
  return of && of.currency !== 'XXX' ? of : null
}

/** What keeps a new order from being covered, the gravest first; nothing: it is covered up to what is free. */
export function bound_by(badge: Badge): ('blacklist' | 'measure' | 'lowered' | 'full' | 'none-yet')[] {
  return [
    ...(badge.blacklisted ? (['blacklist'] as const) : []),
    ...(!badge.covers_new_orders && !badge.blacklisted ? (['measure'] as const) : []),
    ...(badge.lowered_from ? (['lowered'] as const) : []),
    ...(badge.limit === null ? (['none-yet'] as const) : badge.free && /^0(\.0+)?$/.test(badge.free.amount) && badge.covers_new_orders ? (['full'] as const) : []),
  ]
}

/**
 * What there is to do about a supplier, read off its record: each open proposal, measure that stands, appeal and link. The
 * desk decides who may; what it refuses is said with its rule. (An officer's own proposal of a link waits for another one.)
 */
export function acts_on(standing: Standing, role: Role | null, person: string | undefined): Allowed[] {
  const numbered = (action: string, list: readonly { number: number }[]) => list.map(({ number }) => ({ action, number }))
  const blacklisted = standing.blacklistings.some((one) => !one.lifted)
  const measures = standing.measures.filter((one) => !one.lifted).map((one) => one.taken)
  if (role === 'supplier' || role === 'supplier-counsel') return standing.points.length || measures.length || blacklisted || standing.links.some((one) => one.phase === 'confirmed') ? ['appeal'] : []
  if (role !== 'officer') return []
  const proposals = standing.proposals.flatMap((one, i) => (one.phase === 'open' ? [{ number: i + 1 }] : []))
  const appeals = standing.appeals.flatMap((one, i) => (one.phase === 'open' ? [{ number: i + 1 }] : []))
  const links = standing.links.filter((one) => one.phase === 'proposed')
  return [
    ...numbered('confirm-measure', proposals), ...numbered('decline-measure', proposals), ...numbered('decide-appeal', appeals),
    ...(links.some((one) => one.proposed_by.person !== person) ? ['confirm-link'] : []), ...(links.length || standing.links.some((one) => one.phase === 'confirmed') ? ['reject-link'] : []),
    'give-points', 'take-measure', ...numbered('lift-measure', measures), 'propose-link', blacklisted ? 'lift-blacklist' : 'blacklist',
  ]
}
