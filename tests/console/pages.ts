import type { Page } from '@playwright/test'
import { answer, until_enough } from './interview'

/** Every page of the console, by whom it is looked at. `find` gives the address of one that is there on the example desk. */
export interface Shown {
  name: string
  role: string | null // nobody is signed in
  path: string | ((ask: (path: string) => Promise<{ items: { id: string; phase?: string }[] }>) => Promise<string>)
  before?: (page: Page) => Promise<void>
}

const first = (list: string, to: string, phase?: string) => async (ask: (path: string) => Promise<{ items: { id: string; phase?: string }[] }>) => {
  const { items } = await ask(`/v1/${list}?limit=50`)
  const one = items.find((item) => !phase || item.phase === phase) ?? items[0]
  if (!one) throw new Error(`the example desk has nothing in ${list}`)
  return `${to}/${one.id}`
}

export const pages: Shown[] = [
  { name: 'landing', role: null, path: '/start' },
  { name: 'start', role: null, path: '/start', before: async (page) => { for (let i = 0; i < 5; i++) await answer(page) } },
  { name: 'answer', role: null, path: '/start', before: async (page) => { await until_enough(page); await page.goto('/start/answer'); await page.locator('.lanes').waitFor() } },
  { name: 'sign-in', role: null, path: '/sign-in' },
  { name: 'specimen', role: null, path: '/specimen' },
  ...['officer', 'buyer', 'supplier', 'counsel', 'provider', 'auditor', 'inspector', 'carrier'].map((role) => ({ name: `today-${role}`, role, path: '/' })),
  { name: 'orders', role: 'officer', path: '/orders' },
  { name: 'order', role: 'buyer', path: first('orders', '/orders', 'awaiting-receipt') },
  { name: 'order-new', role: 'buyer', path: '/orders/new' },
  { name: 'claims', role: 'officer', path: '/claims' },
  { name: 'claim-buyer', role: 'buyer', path: first('claims', '/claims', 'negotiation') },
  { name: 'claim-supplier', role: 'supplier', path: first('claims', '/claims', 'negotiation') },
  { name: 'claim-officer', role: 'officer', path: first('claims', '/claims', 'review') },
  {
    name: 'determine',
    role: 'officer',
    path: async (ask) => {
      for (const { id, phase } of (await ask('/v1/claims?limit=50')).items) {
        const { allowed } = (phase === 'review' ? await ask(`/v1/claims/${id}`) : { allowed: [] }) as unknown as { allowed: { action: string }[] }
        if (allowed.some((one) => one.action === 'determine')) return `/claims/${id}/determine`
      }
      throw new Error('nothing on the example desk waits to be determined')
    },
  },
  { name: 'case', role: 'buyer', path: first('claims', '/cases', 'negotiation') },
  { name: 'matters', role: 'counsel', path: '/matters' },
  { name: 'matter', role: 'counsel', path: first('matters', '/matters') },
  { name: 'dossiers', role: 'buyer', path: '/dossiers' },
  { name: 'dossier', role: 'buyer', path: first('dossiers', '/dossiers') },
  { name: 'suppliers', role: 'officer', path: '/suppliers' },
  { name: 'payouts', role: 'officer', path: '/payouts' },
  { name: 'payout', role: 'officer', path: first('remittances', '/payouts', 'proposed') },
  { name: 'payout-file', role: 'officer', path: first('bank/payouts', '/payouts/files', 'made') },
  { name: 'payout-file-new', role: 'officer', path: '/payouts/files/new' },
  { name: 'bank', role: 'officer', path: '/bank' },
  { name: 'bank-movement', role: 'officer', path: first('bank/movements', '/bank', 'open') },
  { name: 'ledger', role: 'officer', path: '/ledger' },
  { name: 'ledger-account', role: 'auditor', path: '/ledger/guarantee-pool/-/USD' },
  { name: 'overview', role: 'officer', path: '/overview' },
  { name: 'rule-books', role: 'officer', path: '/rule-books' },
  { name: 'people', role: 'officer', path: '/people' },
  { name: 'keys', role: 'officer', path: '/keys' },
  { name: 'webhooks', role: 'officer', path: '/webhooks' },
  { name: 'audit', role: 'auditor', path: '/audit' },
  { name: 'account', role: 'buyer', path: '/account' },
]
