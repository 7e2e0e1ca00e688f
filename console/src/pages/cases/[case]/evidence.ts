import type { Case } from './types'

type Compartment = 'shared' | 'buyer-and-counsel' | 'supplier-and-counsel' | 'officer'

/** How many exhibits there are, of those that this reader is shown and that were not taken back. */
export function counted({ dossier, claims }: Pick<Case, 'dossier' | 'claims'>): { dossier: number; claims: { id: string; count: number }[] } {
  return {
    dossier: dossier?.exhibits.filter((one) => !one.entry.withdrawn && !one.entry.erased).length ?? 0,
    claims: claims.map((one) => ({ id: one.id ?? '', count: one.exhibits.filter((exhibit) => !exhibit.withdrawn).length })).filter((one) => one.count > 0),
  }
}

/** The same by compartment, those with something in them. */
export function by_compartment({ dossier, claims }: Pick<Case, 'dossier' | 'claims'>): Map<Compartment, number> {
  const all: Compartment[] = [
    ...(dossier?.exhibits ?? []).filter((one) => !one.entry.withdrawn && !one.entry.erased).map((one) => one.entry.compartment),
    ...claims.flatMap((one) => one.exhibits.filter((exhibit) => !exhibit.withdrawn).map((exhibit) => exhibit.exhibit.compartment)),
  ]
  const counts = new Map<Compartment, number>()
  for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1)
  return counts
}
