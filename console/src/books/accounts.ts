import type { Given } from '$/api/types'
import type { Amount } from '$/i18n/format'
import { Said } from '$/i18n/said'
import { is_zero, sum } from '$/i18n/sums'
import { words } from '$/i18n/words'

// Accounts of the desk's book, by their path: "held/O-17/USD", "guarantee-pool/USD".

export type Account = Given<'/v1/ledger'>['accounts'][number]

export interface Path {
  kind: string
  owner: string // empty: the programme itself
  currency: string
}

export function path_of(account: string): Path {
  const parts = account.split('/')
  return parts.length > 2 ? { kind: parts[0]!, owner: parts.slice(1, -1).join('/'), currency: parts.at(-1)! } : { kind: parts[0]!, owner: '', currency: parts.at(-1)! }
}

const say = words({ provider: ['With the holder of the funds', '资金方存款'] })

/** What a kind of account is called. */
export function account_name(kind: string | undefined): string {
  return kind === 'provider' ? say.provider : Said(kind)
}

/** Where its movements stand, as the API and the console have it. */
export function place_of(account: string): string {
  const { kind, owner, currency } = path_of(account)
  return `/ledger/${kind}/${owner || '-'}/${currency}`
}

const debit_side = new Set(['provider', 'recourse', 'buyer-receivable'])
/** The kinds in the order in which a balance sheet has them. */
export const kinds = ['provider', 'recourse', 'buyer-receivable', 'held', 'refund-payable', 'repayment-due', 'supplier-balance', 'payout-payable', 'bond', 'inspection-payable', 'suspense', 'guarantee-pool', 'fee-income'] as const

export function is_debit(kind: string): boolean {
  return debit_side.has(kind)
}

export interface Group {
  kind: string
  currency: string
  debit: boolean
  accounts: Account[]
  balance: Amount
  pending: Amount
}

/** All accounts of one currency by kind; each kind with its sum. Accounts in which nothing lies can be left out. */
export function grouped_by_kind(accounts: readonly Account[], currency: string, with_empty: boolean): Group[] {
  const order = (kind: string) => (kinds.indexOf(kind as (typeof kinds)[number]) + 1) || 99
  const groups = new Map<string, Account[]>()
  for (const one of accounts) {
    if (path_of(one.account).currency !== currency) continue
    const all = groups.get(one.kind) ?? []
    all.push(one)
    groups.set(one.kind, all)
  }
  return [...groups]
    .map(([kind, all]): Group => ({
      kind, currency, debit: is_debit(kind),
      accounts: with_empty ? all : all.filter((one) => !is_zero(one.balance) || !is_zero(one.pending)),
      balance: sum(all.map((one) => one.balance), currency),
      pending: sum(all.map((one) => one.pending), currency),
    }))
    .sort((a, b) => order(a.kind) - order(b.kind))
}

/** Where a record is shown, by its number; nothing where it has no page. */
export function address_of_subject(id: string): string | undefined {
  const letters = /^([A-Z]+)-\d+$/.exec(id)?.[1] ?? ''
  const at: Record<string, string> = { O: '/orders/', C: '/claims/', R: '/payouts/', F: '/payouts/files/', M: '/bank/', P: '/suppliers/', L: '/matters/' }
  return at[letters] && `${at[letters]}${id}`
}
