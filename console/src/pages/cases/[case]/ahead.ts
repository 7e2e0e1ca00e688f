import { day, money } from '$/i18n/format'
import { said } from '$/i18n/said'
import { term } from '$/i18n/terms'
import { words } from '$/i18n/words'
import type { Role } from '$/state/session.svelte'
import { called } from '../../matters/called'
import { counted_from, type Later, type Mark } from './marks'
import type { Case, Claim, Deadline, Order, Step } from './types'

// What runs and what is planned, with what happens if nobody acts.

const say = words({
  may_escalate: ['May be brought before an officer', '可提交平台裁定'],
  goes_up: ['Talks end', '协商期结束'],
  goes_up_idle: ['It goes to an officer by itself, who decides on what there is.', '自动提交专员，按现有材料裁定。'],
  offer: [(sum: string, who: string) => `${who}’s offer of ${sum}`, (sum: string, who: string) => `${who}的和解方案 ${sum}`],
  offer_idle: ['The offer lapses.', '和解方案失效。'],
  refund: [(who: string) => `${who} to answer`, (who: string) => `待${who}答复`],
  refund_idle: ['What is asked for is granted, and the money goes back to the buyer.', '视为同意诉求，款项退还买方。'],
  close: [(who: string) => `${who} to act`, (who: string) => `待${who}处理`],
  close_idle: ['The claim is closed.', '争议关闭。'],
  received: [(who: string) => `${who} to confirm the goods`, (who: string) => `待${who}确认收货`],
  received_idle: ['The goods count as received.', '视为已收到货物。'],
  await: [(who: string) => `${who} to act`, (who: string) => `待${who}处理`],
  'returning-buyer': ['Goods to be sent back', '待寄回货物'],
  'returning-supplier': ['Returned goods to be confirmed', '待确认收到退货'],
  'replacing-supplier': ['Replacement to be sent', '待寄出换货'],
  'replacing-buyer': ['Replacement to be confirmed', '待确认收到换货'],
  await_idle: ['From the day after on an officer may end what stands still.', '次日起，专员可终结停滞的退换货。'],
  evidence: [(who: string) => `Evidence from ${who}`, (who: string) => `${who}举证`],
  evidence_idle: ['It is decided without it.', '将在缺少该证据的情况下裁定。'],
  execute: ['It is carried out', '执行裁定'],
  review: ['A review may be asked for', '可申请复核'],
  review_idle: ['The determination stands.', '裁定生效。'],
  other: [(who: string) => `${who} to act`, (who: string) => `待${who}处理`],
  order_completed: ['Goods to be confirmed', '待确认收货'],
  order_completed_idle: ['Receipt counts as confirmed, and the money is released to the supplier.', '视为已确认收货，款项释放给供应商。'],
  order_closed: ['Order to go on', '订单待推进'],
  order_closed_idle: ['The order is closed, and what is held goes back to the buyer.', '订单关闭，托管款退还买方。'],
  order_other: [(to: string) => `Order: ${to}`, (to: string) => `订单：${to}`],
  stands_still: ['It stands still while the claim is open.', '争议处理期间停止计算。'],
  stopped_bank: ['A chargeback stops it.', '因拒付停止计算。'],
  stopped: ['It does not run at present.', '目前停止计算。'],
  pay: [(n: number, sum: string) => `Instalment ${n} to be paid, ${sum}`, (n: number, sum: string) => `第 ${n} 期待付 ${sum}`],
  ship_by: ['To be shipped, as agreed', '约定发货日'],
  deliver_by: ['To be delivered, as agreed', '约定交货日'],
  provisional: ['The calendar of that year is not official yet: the day may move.', '该年度日历尚未正式公布，日期可能变动。'],
  at_latest: [(on: string) => `at the latest ${on}`, (on: string) => `最迟 ${on}`],
  missed: [(what: string) => `Missed: ${what}`, (what: string) => `已错过：${what}`],
})

const leg_words = say as unknown as Record<string, string | undefined>

/** Which roles of the desk whoever reads acts for. */
export function is_mine(who: string, reader: Role | null): boolean {
  if (!reader) return false
  const side = { counsel: 'buyer', 'supplier-counsel': 'supplier' }[reader as string] ?? reader
  return who === reader || who === side
}

function claim_marks(claim: Claim, reader: Role | null): Mark[] {
  const mark = (one: Claim['due'][number], stopped: boolean): Mark => {
    const what = one.what.replaceAll('_', '-')
    const who = term('role', one.who)
    const offer = claim.offers.find((other) => other.number === one.number)
    const since = counted_from(one.counting) ?? claim.opened_on
    const slot = claim.slots.find((other) => other.id === one.rule)
    const base = { id: `c${claim.id}-${one.rule}-${one.number}`, lane: 'assurance' as const, on: one.day, href: `/claims/${claim.id}`, counting: one.counting, who: one.who === 'platform' ? undefined : who, mine: !stopped && is_mine(one.who, reader), stopped, more: stopped ? [say.stopped_bank] : slot ? [slot.note] : [] }
    const clock = (text: string, idle: string, from = since): Mark => ({ ...base, kind: 'clock', from, text, idle, happens: one.not_before })
    switch (what) {
      case 'escalate':
        return one.who === 'platform' ? clock(say.goes_up, say.goes_up_idle) : one.not_before ? { ...base, kind: 'step', text: say.may_escalate, mine: false } : clock(say.may_escalate, say.close_idle)
      case 'lapse-offer':
        return { ...clock(offer ? say.offer(money(offer.offer.amount), term('role', offer.by)) : said('offer'), say.offer_idle, offer?.on ?? since), mine: !!offer && !is_mine(offer.by, reader) && is_mine(offer.by === 'buyer' ? 'supplier' : 'buyer', reader), who: undefined }
      case 'refund':
        return clock(say.refund(who), say.refund_idle)
      case 'close':
        return clock(say.close(who), say.close_idle)
      case 'count-as-received':
        return clock(say.received(who), say.received_idle)
      case 'await-officer':
        return clock(leg_words[`${claim.phase}-${one.who}`] ?? say.await(who), say.await_idle)
      case 'evidence':
        return clock(say.evidence(who) + (slot ? `: ${said(slot.kind)}` : ''), say.evidence_idle)
      case 'execute':
        return { ...base, kind: 'step', text: say.execute, mine: false }
      case 'request-review':
        return one.not_before ? { ...base, kind: 'step', text: say.review } : clock(say.review, say.review_idle, claim.determination?.on ?? since)
      default:
        return one.not_before ? { ...base, kind: 'step', text: say.other(who) } : clock(say.other(who), '')
    }
  }
  return [...claim.due.map((one) => mark(one, false)), ...claim.stopped.map((one) => mark(one, true))]
}

function order_marks({ id, order, due, pay }: Order, reader: Role | null): Mark[] {
  const side = order.phase === 'awaiting-shipment' ? 'supplier' : 'buyer'
  const base = { lane: 'order' as const, href: `/orders/${id}` }
  const marks: Mark[] = order.timers.map((one, i) => {
    const [text, idle] = one.to === 'completed' ? [say.order_completed, say.order_completed_idle] : one.to === 'closed' || one.to === 'refunded' ? [say.order_closed, say.order_closed_idle] : [say.order_other(said(one.to)), '']
    const stopped = !!order.frozen_by || !due
    return { ...base, id: `o-timer${i}`, kind: 'clock', on: one.due, from: counted_from(one.counting) ?? order.phase_on ?? one.due, text, idle, counting: one.counting, stopped, more: stopped ? [say.stands_still] : [], who: term('role', side), mine: !stopped && is_mine(side, reader) }
  })
  for (const one of pay) if (one.due) marks.push({ ...base, id: `o-pay${one.instalment}`, kind: 'clock', on: one.due, from: order.agreed_on ?? one.due, text: say.pay(one.instalment + 1, money(one.open)), who: term('role', 'buyer'), mine: is_mine('buyer', reader) })
  if (order.terms.ship_by && !order.shipped && order.phase !== 'closed') marks.push({ ...base, id: 'o-ship', kind: 'step', on: order.terms.ship_by, text: say.ship_by, who: term('role', 'supplier'), mine: is_mine('supplier', reader) })
  if (order.terms.deliver_by && !order.delivered && order.phase !== 'closed' && order.phase !== 'completed') marks.push({ ...base, id: 'o-deliver', kind: 'step', on: order.terms.deliver_by, text: say.deliver_by, who: term('role', 'supplier') })
  return marks
}

const runs = new Set(['today', 'soon', 'later'])

function legal_marks(of: Case, reader: Role | null): Mark[] {
  if (!of.matter) return []
  const href = `/matters/${of.matter.id}?tab=deadlines`
  const steps = (of.plan?.steps ?? []).filter((one) => one.track !== 'programme' && ['now', 'blocked', 'late', 'next'].includes(one.standing))
  const owned = (one: Step) => ({ who: called('owner', one.owner), mine: one.standing !== 'next' && is_mine(one.owner, reader) })
  const counted: Mark[] = of.deadlines.flatMap((one, i): Mark[] => {
    const name = called('deadline', one.deadline)
    const base = { id: `d${i}-${one.deadline}-${one.about}`, lane: 'legal' as const, href, counting: one.counting.join(' '), provisional: one.provisional, more: [one.what, one.provisional ? say.provisional : ''].filter(Boolean) }
    const step = steps.find((other) => same_day(other, one))
    if (runs.has(one.status) && one.due) return [{ ...base, ...(step && owned(step)), kind: 'clock', on: one.due, from: one.from && one.from < one.due ? one.from : undefined, text: name, idle: one.if_missed }]
    if (one.status === 'passed' && one.due) return [{ ...base, kind: 'past', on: one.due, text: say.missed(name), more: [...base.more, one.if_missed], missed: true }]
    return []
  })
  const planned: Mark[] = steps.flatMap((one): Mark[] => {
    // A step whose last day is there as a clock is not drawn twice.
    if (of.deadlines.some((other) => same_day(one, other))) return []
    const by = one.due && one.due.kind !== 'statutory' ? one.due.day : undefined
    const on = by ?? (one.standing === 'next' ? one.opens_on : of.plan?.as_of)
    if (!on) return []
    return [{ id: `p-${one.step}`, lane: 'legal', kind: 'step', on, text: one.what, ...owned(one), idle: one.if_idle, advised: one.due?.kind === 'advised', counting: one.due?.counting, href: `/matters/${of.matter?.id}?tab=plan` }]
  })
  return [...counted, ...planned]
}

const same_day = (step: Step, deadline: Deadline) => !!step.due && runs.has(deadline.status) && step.due.deadline === deadline.deadline && step.due.day === deadline.due

export function ahead(of: Case, reader: Role | null): Mark[] {
  return [...(of.order ? order_marks(of.order, reader) : []), ...of.claims.filter((one) => one.phase !== 'closed' || one.due.length).flatMap((one) => claim_marks(one, reader)), ...legal_marks(of, reader)]
}

/** Steps of the plan that have no day yet, in their order. */
export function later(of: Case): Later[] {
  return (of.plan?.steps ?? []).flatMap((one): Later[] => {
    if (one.standing !== 'next' || one.opens_on || (one.due && one.due.kind !== 'statutory')) return []
    const opens = [one.opens, one.due ? say.at_latest(day(one.due.day)) : ''].filter(Boolean).join('; ')
    return [{ id: `l-${one.step}`, lane: one.track === 'programme' ? 'assurance' : 'legal', text: one.what, who: called('owner', one.owner), opens, idle: one.if_idle }]
  })
}
