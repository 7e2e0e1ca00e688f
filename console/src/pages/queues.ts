import { words } from '$/i18n/words'
import type { Amount } from '$/i18n/format'

// What waits for whoever looks, as GET /v1/desk gives it.

export interface Waiting {
  id: string
  title: string
  party: string | null
  party_name: string
  amount: Amount | null
  due: string | null
  phase: string
  since: string | null
}

export interface Queue {
  id: string
  count: number
  more: boolean
  overdue: number
  next_due: string | null
  items: Waiting[]
}

export interface Desk {
  role: string
  party: string | null
  party_name: string
  today: string
  zone: string
  queues: Queue[]
}

/** What a queue is called and where all of it is. */
export const queue_words = words({
  'claims-to-decide': ['Claims to decide', '待裁定的争议'],
  'reviews-to-admit': ['Reviews to admit or refuse', '待受理的复核'],
  'claims-legs': ['Returns and replacements that stand still', '停滞的退货或换货'],
  'claims-to-act': ['Claims: your turn', '待您处理的争议'],
  'claims-waiting': ['Claims: waiting for others', '等待他人处理的争议'],
  'claims-to-inspect': ['Claims to inspect', '待检验的争议'],
  'remittances-to-approve': ['Payments to approve', '待批准的付款'],
  'remittances-to-send': ['Payments to send', '待汇出的付款'],
  'remittances-sent': ['Payments under way', '汇款中的付款'],
  'payouts-to-approve': ['Payout files to approve', '待批准的付款文件'],
  'bank-exceptions': ['Bank movements nobody knows', '未识别的银行流水'],
  'editions-to-confirm': ['Rule books to confirm', '待确认的规则版本'],
  invitations: ['Invitations that wait', '待接受的邀请'],
  'orders-to-answer': ['Orders to answer', '待答复的订单'],
  'orders-to-pay': ['Orders to pay', '待付款的订单'],
  'orders-to-confirm': ['Goods to confirm', '待确认收货'],
  'orders-to-ship': ['Orders to ship', '待发货的订单'],
  'orders-to-deliver': ['Under way', '运输中'],
  'orders-awaiting-payment': ['Waiting for payment', '等待付款'],
  'matters-due': ['Matters with a day near', '期限将至的法律案件'],
  freezes: ['Freezes about to lapse', '即将到期的保全'],
})

export const queue_at: Record<string, string> = {
  'claims-to-decide': '/claims?phase=review', 'claims-legs': '/claims', 'reviews-to-admit': '/claims', 'claims-to-act': '/claims', 'claims-waiting': '/claims', 'claims-to-inspect': '/claims',
  'remittances-to-approve': '/payouts', 'remittances-to-send': '/payouts', 'remittances-sent': '/payouts', 'payouts-to-approve': '/payouts', 'bank-exceptions': '/bank',
  'editions-to-confirm': '/rule-books', invitations: '/people', 'orders-to-answer': '/orders?phase=awaiting-seller', 'orders-to-pay': '/orders?phase=awaiting-payment', 'orders-to-confirm': '/orders?phase=awaiting-receipt',
  'orders-to-ship': '/orders?phase=awaiting-shipment', 'orders-to-deliver': '/orders?phase=awaiting-receipt', 'orders-awaiting-payment': '/orders?phase=awaiting-payment', 'matters-due': '/matters', freezes: '/matters',
}

/** Where a thing that waits is opened, by the letters of its number. */
export function address_of(queue: string, id: string): string {
  const letters = /^[A-Z]+/.exec(id)?.[0] ?? ''
  const at: Record<string, string> = { O: '/orders', C: '/claims', L: '/matters', V: '/dossiers', P: '/suppliers', R: '/payouts', E: '/rule-books/editions' }
  if (letters === 'L' && queue === 'freezes') return `/matters/${id}?tab=freezes`
  return at[letters] ? `${at[letters]}/${id}` : (queue_at[queue] ?? '/')
}

/** Those with something in them, the most pressing first: overdue, then the next day, then the most. */
export function by_haste(queues: readonly Queue[]): Queue[] {
  const waits = (id: string) => (id.endsWith('-waiting') || id.startsWith('orders-awaiting') || id.endsWith('-sent') ? 1 : 0)
  return queues
    .filter((queue) => queue.count > 0)
    .sort((a, b) => waits(a.id) - waits(b.id) || b.overdue - a.overdue || (a.next_due ?? '9999').localeCompare(b.next_due ?? '9999') || b.count - a.count)
}
