import { minor, type Amount } from '$/i18n/format'
import type { Matter } from '../types'

// Sums of the matter, exactly: whole minor units, never floating point.

/** Whole minor units of a currency as an amount like `shape`. */
function amount(units: bigint, shape: Amount): Amount {
  const digits = shape.amount.split('.')[1]?.length ?? 0
  const sign = units < 0n ? '-' : ''
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  return { amount: sign + (digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text), currency: shape.currency }
}

export function sum(amounts: readonly Amount[], nothing: Amount): Amount {
  return amount(amounts.reduce((all, one) => all + minor(one), 0n), nothing)
}

/** What came by each route, as it counts against the claim, in the order in which the routes first brought something. */
export function by_route(receipts: Matter['matter']['receipts']): { route: string; sum: Amount }[] {
  const routes = [...new Set(receipts.map((one) => one.receipt.route))]
  return routes.map((route) => {
    const of = receipts.filter((one) => one.receipt.route === route).map((one) => one.counted)
    return { route, sum: sum(of, of[0]!) }
  })
}

/** Claimed is what came and what is left, less what came beyond it; the receipts are what came. */
export function balances({ figures, matter }: Pick<Matter, 'figures' | 'matter'>): boolean {
  const came = matter.receipts.reduce((all, one) => all + minor(one.counted), 0n)
  const settled = matter.settled_claim ? minor(matter.settled_claim) : undefined
  const claim = settled ?? minor(figures.claim)
  return came === minor(figures.received) && (claim === minor(figures.received) + minor(figures.left) - minor(figures.over) || minor(figures.claim) === minor(figures.received) + minor(figures.left) - minor(figures.over))
}

/** A share "0.15" as people say it, "15 %": the point is moved, nothing is computed. */
export function share_of(share: string): string {
  const [whole = '0', part = ''] = share.split('.')
  const digits = (whole + part.padEnd(2, '0').slice(0, 2)).replace(/^0+(?=\d)/, '')
  const rest = part.slice(2).replace(/0+$/, '')
  return `${digits}${rest ? `.${rest}` : ''}\u202f%`
}
