import type { Given } from '$/api/types'
import { words } from '$/i18n/words'
import type { Role } from '$/state/session.svelte'

export type Order = Given<'/v1/orders/{order}'>
export type Phase = Order['order']['phase']

/** The phases in which an order can lie, in their order. */
export const phases = ['draft', 'awaiting-seller', 'awaiting-payment', 'awaiting-shipment', 'awaiting-receipt', 'completed', 'closed'] as const

export type Side = 'buyer' | 'supplier' | 'nobody'

const side_of: Partial<Record<Role, Side>> = { buyer: 'buyer', counsel: 'buyer', supplier: 'supplier', 'supplier-counsel': 'supplier' }

/** For which side somebody acts; nobody: the programme, and those who help it. */
export function side(role: Role | null): Side {
  return (role && side_of[role]) ?? 'nobody'
}

/** Who has to do something before the order goes on. Whose proposal lies open waits for the other side. */
export function turn(of: { phase: Phase; drafted_by: Role | 'platform'; frozen_by: string | null; amendment: unknown; amendment_by: Role | 'platform'; cancel: { by: Role | 'platform' } | null }): Side | 'claim' {
  if (of.frozen_by) return 'claim'
  if (of.cancel) return of.cancel.by === 'buyer' ? 'supplier' : 'buyer'
  if (of.amendment) return of.amendment_by === 'buyer' ? 'supplier' : 'buyer'
  switch (of.phase) {
    case 'draft':
      return of.drafted_by === 'supplier' ? 'supplier' : 'buyer'
    case 'awaiting-seller':
      return of.drafted_by === 'supplier' ? 'buyer' : 'supplier'
    case 'awaiting-payment':
    case 'awaiting-receipt':
      return 'buyer'
    case 'awaiting-shipment':
      return 'supplier'
    default:
      return 'nobody'
  }
}

const say = words({
  draft: ['This is a draft. Nobody is bound by it.', '本订单为草稿，对任何一方均无约束力。'],
  'awaiting-seller': ['The terms were sent. Both sides are bound once they are agreed to.', '条款已发出，对方同意后对双方生效。'],
  'awaiting-payment': ['Both sides have agreed. The next payment is due.', '双方已达成一致，等待付款。'],
  'awaiting-shipment': ['The money is held. The goods are to be shipped.', '款项已托管，等待发货。'],
  'awaiting-receipt': ['The goods are under way. The money stays held until they have come.', '货物在途，收货前款项继续托管。'],
  completed: ['The order is complete.', '订单已完成。'],
  closed: ['The order has ended.', '订单已终止。'],
  none: ['', ''],
  cancel: ['It is proposed to end the order.', '有一方提议终止订单。'],
  amendment: ['Other terms are proposed.', '有一方提出变更条款。'],
  claim: [(claim: string) => `Claim ${claim} is open: the money stays where it is until it is decided.`, (claim: string) => `争议 ${claim} 处理中，裁定前款项不动。`],
  you: ['It is your turn.', '现在由您处理。'],
  buyer: ['It is the buyer’s turn.', '现在由买方处理。'],
  supplier: ['It is the supplier’s turn.', '现在由供应商处理。'],
})

/** How the order stands, in one or two sentences for whoever reads. */
export function standing(of: Parameters<typeof turn>[0], role: Role | null): { yours: boolean; text: string } {
  const whose = turn(of)
  if (whose === 'claim') return { yours: false, text: say.claim(of.frozen_by ?? '') }
  const what = of.cancel ? say.cancel : of.amendment ? say.amendment : say[of.phase]
  const yours = whose !== 'nobody' && whose === side(role)
  const who = whose === 'nobody' ? '' : yours ? say.you : whose === 'buyer' ? say.buyer : say.supplier
  return { yours, text: [what, who].filter(Boolean).join(' ') }
}

export function tone_of(phase: Phase | undefined): 'plain' | 'good' | 'warn' | 'note' {
  return phase === 'completed' ? 'good' : phase === 'draft' || phase === 'closed' || phase === undefined ? 'plain' : 'note'
}
