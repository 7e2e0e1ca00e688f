import type { Amount } from '$/i18n/format'
import { sum } from '$/i18n/sums'

/** Sums of amounts of any currencies, one a currency: nothing is converted. */
export function by_currency(all: readonly Amount[]): Amount[] {
  const groups = new Map<string, Amount[]>()
  for (const one of all) groups.set(one.currency, [...(groups.get(one.currency) ?? []), one])
  return [...groups].sort(([a], [b]) => a.localeCompare(b)).map(([currency, amounts]) => sum(amounts, currency))
}
