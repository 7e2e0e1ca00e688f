import { words } from '$/i18n/words'
import type { Role } from '$/state/session.svelte'

// Where one can go, for whom: the rail, the palette and the keys all read this.

export interface Place {
  to: string
  name: string
  mark: string // of its icon, in marks.ts
  group: 'work' | 'money' | 'desk' | 'own'
  for: readonly Role[]
}

const say = words({
  home: ['Today', '今日'],
  orders: ['Orders', '订单'],
  claims: ['Claims', '争议'],
  matters: ['Matters', '法律案件'],
  dossiers: ['Evidence', '证据'],
  suppliers: ['Suppliers', '供应商'],
  overview: ['Overview', '总览'],
  payouts: ['Payouts', '付款审批'],
  bank: ['Bank', '银行流水'],
  ledger: ['Ledger', '总账'],
  rules: ['Rule books', '规则手册'],
  people: ['People', '人员'],
  keys: ['Keys', '密钥'],
  webhooks: ['Webhooks', '回调通知'],
  audit: ['Audit', '审计'],
  start: ['New dispute', '新的纠纷'],
  account: ['My account', '我的账户'],
})

const everybody: readonly Role[] = ['buyer', 'supplier', 'officer', 'inspector', 'counsel', 'auditor', 'carrier', 'provider', 'supplier-counsel']
const programme: readonly Role[] = ['officer', 'auditor']

/** All places, in the order in which they stand. */
export function places(): Place[] {
  return [
    { to: '/', name: say.home, mark: 'today', group: 'work', for: everybody },
    { to: '/start', name: say.start, mark: 'start', group: 'work', for: ['buyer', 'counsel'] },
    { to: '/orders', name: say.orders, mark: 'order', group: 'work', for: ['buyer', 'supplier', 'officer', 'counsel', 'auditor', 'carrier', 'provider', 'supplier-counsel'] },
    { to: '/claims', name: say.claims, mark: 'claim', group: 'work', for: ['buyer', 'supplier', 'officer', 'inspector', 'counsel', 'auditor', 'supplier-counsel'] },
    { to: '/matters', name: say.matters, mark: 'matter', group: 'work', for: ['buyer', 'counsel', 'auditor'] },
    { to: '/dossiers', name: say.dossiers, mark: 'dossier', group: 'work', for: ['buyer', 'supplier', 'officer', 'counsel', 'auditor', 'inspector', 'supplier-counsel'] },
    { to: '/suppliers', name: say.suppliers, mark: 'supplier', group: 'work', for: ['officer', 'auditor', 'supplier', 'buyer'] },
    { to: '/payouts', name: say.payouts, mark: 'payout', group: 'money', for: ['officer', 'provider', 'auditor', 'supplier'] },
    { to: '/bank', name: say.bank, mark: 'bank', group: 'money', for: programme },
    { to: '/ledger', name: say.ledger, mark: 'ledger', group: 'money', for: programme },
    { to: '/overview', name: say.overview, mark: 'overview', group: 'desk', for: ['officer', 'auditor', 'buyer', 'counsel'] },
    { to: '/rule-books', name: say.rules, mark: 'rules', group: 'desk', for: programme },
    { to: '/people', name: say.people, mark: 'people', group: 'desk', for: ['officer', 'buyer', 'supplier', 'counsel', 'supplier-counsel'] },
    { to: '/keys', name: say.keys, mark: 'key', group: 'desk', for: ['officer', 'buyer', 'supplier', 'provider'] },
    { to: '/webhooks', name: say.webhooks, mark: 'webhook', group: 'desk', for: ['officer', 'buyer', 'supplier', 'provider'] },
    { to: '/audit', name: say.audit, mark: 'audit', group: 'desk', for: programme },
    { to: '/account', name: say.account, mark: 'account', group: 'own', for: everybody },
  ]
}

export function places_of(role: Role | null): Place[] {
  return role ? places().filter((place) => place.for.includes(role)) : []
}

/** Pages that nobody needs to be signed in for. */
export function is_public(path: string): boolean {
  return /^\/(start|sign-in|setup|invitation|recovery|specimen)(\/|$)/.test(path)
}
