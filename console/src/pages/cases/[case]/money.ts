import type { Amount } from '$/i18n/format'
import { compared, is_zero, less, sum } from '$/i18n/sums'
import { flow_of } from '../../orders/[order]/flow'
import type { Case } from './types'

// The money of a case, by source. Two sums have to come out even: what was paid in is somewhere, and what is claimed has come or is open.

export interface Part {
  id: string
  amount: Amount
  within?: boolean // of the part above it, not beside it
}

export interface Paid {
  in: Amount // what arrived, less what a bank took back
  reversed: Amount
  parts: Part[] // held, released, fees, refunded; all of `in`
  off: Amount | undefined // by how much the parts do not make it; nothing: they do
  ledger_off: Amount | undefined // by how much the ledger's account of the hold says something else
}

const zero = (currency: string): Amount => ({ amount: '0.00', currency })

/** Where the money is that was paid for the order, and whether the ledger says the same of what is held. */
export function paid_of({ order, statement }: Pick<Case, 'order' | 'statement'>): Paid | undefined {
  if (!order || is_zero(order.price)) return undefined
  const { arrived, reversed, parts: all, balances } = flow_of(order)
  const parts = balances ? all : all.filter((one) => one.id !== 'advanced') // nothing stands in for what is simply wrong
  const currency = order.price.currency
  const account = statement?.accounts.find((one) => one.kind === 'held' && one.balance.currency === currency)
  const ledger = account && less(account.balance, order.held)
  return {
    in: arrived,
    reversed,
    parts,
    off: balances ? undefined : less(arrived, sum(parts.map((one) => one.amount), currency)),
    ledger_off: !ledger || is_zero(ledger) ? undefined : ledger,
  }
}

export interface Back {
  claim: Amount
  came: Part[] // by source; those within one are parts of it
  received: Amount
  open: Amount
  over: Amount
  off: Amount | undefined // by how much claim and over are not received and open
}

/** What came back of what is claimed, by which way; nothing where nothing is claimed. */
export function back_of({ order: given, claims, matter, plan }: Pick<Case, 'order' | 'claims' | 'matter' | 'plan'>): Back | undefined {
  const currency = matter?.figures.claim.currency ?? given?.price.currency ?? claims[0]?.claimed.currency
  if (!currency || (!matter && !claims.length)) return undefined
  const none = zero(currency)
  const total = (all: Amount[]) => sum([none, ...all], currency)
  const here = given && given.price.currency === currency ? given.order : undefined

  const from_hold = here?.refunded ?? none
  const elsewhere = here?.refunded_elsewhere ?? none
  const pool = total(claims.map((one) => one.by_pool).filter((one) => one.currency === currency))
  const known = !is_zero(pool) && compared(pool, elsewhere) <= 0
  const sources: Part[] = [
    { id: 'from-hold', amount: from_hold, within: true },
    ...(known ? [{ id: 'pool', amount: pool, within: true }, { id: 'supplier', amount: less(elsewhere, pool), within: true }] : [{ id: 'elsewhere', amount: elsewhere, within: true }]),
  ].filter((one) => !is_zero(one.amount))
  const platform = total([from_hold, elsewhere])
  // Sources are told where they make exactly what came by the programme.
  const with_sources = (amount: Amount): Part[] => [{ id: 'platform', amount }, ...(sources.length && compared(platform, amount) === 0 ? sources : [])]

  if (matter) {
    const routes = (plan?.recoveries.routes ?? []).filter((one) => !is_zero(one.received))
    const came = routes.flatMap((one) => (one.route === 'platform' ? with_sources(one.received) : [{ id: one.route, amount: one.received }]))
    const { claim: stated, received, left: open, over } = plan?.recoveries ?? matter.figures
    const gap = (claim: Amount) => less(total([claim, over]), total([received, open]))
    // Once settled, what was agreed is what is claimed.
    const claim = [stated, matter.matter.settled_claim].find((one) => one && is_zero(gap(one))) ?? stated
    const apart = plan ? less(received, total(routes.map((one) => one.received))) : none
    return { claim, came, received, open, over, off: [gap(claim), apart].find((one) => !is_zero(one)) }
  }

  const asked = claims.filter((one) => one.ending !== 'withdrawn' && one.claimed.currency === currency)
  if (!asked.length) return undefined
  const claim = total(asked.map((one) => one.claimed))
  const paid = total(claims.map((one) => one.paid).filter((one) => one.currency === currency))
  const reversed = total((here?.payments ?? []).map((one) => one.reversed))
  const came = [...(is_zero(paid) ? [] : with_sources(paid)), ...(is_zero(reversed) ? [] : [{ id: 'chargeback', amount: reversed }])]
  const received = total([paid, reversed])
  const open = compared(claim, received) > 0 ? less(claim, received) : none
  const over = compared(received, claim) > 0 ? less(received, claim) : none
  const off = less(received, total(came.filter((one) => !one.within).map((one) => one.amount)))
  return { claim, came, received, open, over, off: is_zero(off) ? undefined : off }
}
