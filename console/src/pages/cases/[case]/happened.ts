import { money, type Amount } from '$/i18n/format'
import { day_in } from '$/i18n/day-in'
import { event_name } from '$/i18n/events'
import { said } from '$/i18n/said'
import { term } from '$/i18n/terms'
import { words } from '$/i18n/words'
import { called } from '../../matters/called'
import type { Mark } from './marks'
import type { Case, Happening, Matter } from './types'

// What has happened in a case, as marks on the axis of time.

const say = words({
  order: [(event: string) => `Order: ${event.toLowerCase()}`, (event: string) => `订单：${event}`],
  claim: [(id: string, event: string) => `${id}: ${event.toLowerCase()}`, (id: string, event: string) => `${id}：${event}`],
  matter_opened: ['Legal matter opened', '法律案件已建立'],
  matter_closed: ['Legal matter closed', '法律案件已结案'],
  arrived: [(paper: string) => `${paper} arrived`, (paper: string) => `${paper}已送达`],
  sent: [(paper: string) => `${paper} sent`, (paper: string) => `${paper}已寄出`],
  freeze_asked: ['Freeze applied for', '申请财产保全'],
  freeze_granted: ['Freeze granted', '裁定准许保全'],
  freeze_refused: ['Freeze refused', '裁定不准许保全'],
  frozen: [(what: string) => `Frozen: ${what}`, (what: string) => `已保全：${what}`],
  freeze_over: ['Freeze ended', '保全结束'],
  filed: [(forum: string) => `Filed: ${forum}`, (forum: string) => `已立案：${forum}`],
  filing_over: [(how: string) => `Proceedings ended: ${how}`, (how: string) => `程序终结：${how}`],
  heard: ['Hearing', '开庭'],
  came: [(how: string, sum: string) => `${sum} came: ${how}`, (how: string, sum: string) => `收回 ${sum}：${how}`],
  offer_ours: [(sum: string) => `Our offer: ${sum}`, (sum: string) => `我方要约：${sum}`],
  offer_theirs: [(sum: string) => `Their offer: ${sum}`, (sum: string) => `对方要约：${sum}`],
  case_number: [(of: string) => `Case number ${of}`, (of: string) => `案号 ${of}`],
  disputed: ['Disputed', '有争议'],
  not_sure: ['The day is not sure', '日期不确定'],
  proof: [(marks: string) => `Shown by ${marks}`, (marks: string) => `证据：${marks}`],
})

/** Bookkeeping of the desk: in the history of each record, not on the axis. */
const quiet = new Set(['shipment-due', 'days-given', 'frozen', 'unfrozen', 'revised', 'already-so', 'carrier-named', 'offered', 'drafted'])

/** Which sum an event moved, as the statement of the order tells it. */
function moved(of: Case, one: Happening): Amount | undefined {
  const lines = of.statement?.lines.filter((line) => line.sequence === one.sequence && line.account.startsWith('held/')) ?? []
  if (lines.length !== 1) return undefined
  const [line] = lines
  return /[1-9]/.test(line!.credit.amount) ? line!.credit : /[1-9]/.test(line!.debit.amount) ? line!.debit : undefined
}

function from_histories(of: Case, zone: string): Mark[] {
  return of.history.flatMap(({ of: kind, id, events }) => {
    const claim = of.claims.find((one) => one.id === id)
    let offers = 0
    return events.flatMap((one): Mark[] => {
      const offer = one.event === 'offer-made' ? claim?.offers[offers++] : undefined
      if (quiet.has(one.event)) return []
      const sum = offer?.offer.amount ?? (kind === 'orders' ? moved(of, one) : one.event === 'determined' ? claim?.determination?.ruling.amount : one.event === 'opened' ? claim?.claimed : undefined)
      const name = event_name(one.event)
      const text = (kind === 'orders' ? say.order(name) : say.claim(id, name)) + (sum ? `, ${money(sum)}` : '')
      return [{ id: `e${one.sequence}`, lane: kind === 'orders' ? 'order' : 'assurance', kind: 'past', on: day_in(one.at, zone), text, who: term('role', one.by), href: `/${kind}/${id}` }]
    })
  })
}

function from_matter({ id, matter }: Matter): Mark[] {
  const mark = (key: string, on: string | null | undefined, text: string, more: string[] = [], rest: Partial<Mark> = {}): Mark[] => (on ? [{ id: key, lane: 'legal', kind: 'past', on, text, more: more.filter(Boolean), href: `/matters/${id}`, ...rest }] : [])
  const shown_elsewhere = new Set(['preservation', 'platform-claim', 'filing'])
  return [
    ...mark('m-open', matter.opened_on, say.matter_opened),
    ...matter.acts.flatMap((one, i) => (one.paper || one.filing || shown_elsewhere.has(one.act.kind) ? [] : mark(`m-act${i}`, one.act.on, called('act', one.act.kind), [one.note]))),
    ...matter.papers.flatMap((one, i) => [...mark(`m-paper${i}`, one.sending?.on, say.sent(called('paper', one.paper.kind)), [one.sending?.to ?? ''], { href: `/matters/${id}?tab=papers` }), ...mark(`m-paper${i}a`, one.arrived_on, say.arrived(called('paper', one.paper.kind)), [], { href: `/matters/${id}?tab=papers` })]),
    ...matter.preservations.flatMap((one, i) => [
      ...mark(`m-pres${i}`, one.application.on, say.freeze_asked, [one.application.court, money(one.application.amount)], { href: `/matters/${id}?tab=freezes` }),
      ...(one.granted === null ? [] : mark(`m-pres${i}r`, one.ruled_on, one.granted ? say.freeze_granted : say.freeze_refused, [one.application.court], { href: `/matters/${id}?tab=freezes` })),
    ]),
    ...matter.measures.flatMap((one, i) => {
      const target = matter.preservations[one.measure.preservation - 1]?.application.targets[one.measure.target - 1]?.what ?? ''
      return [...mark(`m-meas${i}`, one.from, say.frozen(target), [one.measure.amount ? money(one.measure.amount) : ''], { href: `/matters/${id}?tab=freezes` }), ...mark(`m-meas${i}o`, one.over_on, say.freeze_over, [target, one.reason])]
    }),
    ...matter.filings.flatMap((one, i) => [
      ...mark(`m-file${i}`, one.filing.on, say.filed(called('route', one.filing.forum)), [money(one.filing.amount), one.progress.case_number ? say.case_number(one.progress.case_number) : ''], { href: `/matters/${id}?tab=forum` }),
      ...mark(`m-file${i}e`, one.ended_on, say.filing_over(one.end ? called('filing_end', one.end) : said('decided'))),
    ]),
    ...matter.hearings.flatMap((one, i) => (one.replaced ? [] : mark(`m-hear${i}`, one.on, say.heard, [one.place]))),
    ...matter.titles.flatMap((one, i) => mark(`m-title${i}`, one.title.received_on, `${called('title', one.title.kind)}, ${money(one.title.principal)}`, [one.title.note])),
    ...matter.receipts.flatMap((one, i) => mark(`m-came${i}`, one.receipt.on, say.came(called('receipt', one.receipt.route), money(one.counted)), [one.receipt.note], { href: `/matters/${id}?tab=money` })),
    ...matter.offers.flatMap((one, i) => mark(`m-offer${i}`, one.on, (one.offer.ours ? say.offer_ours : say.offer_theirs)(money(one.offer.amount)), [called('offer_phase', one.phase), one.offer.terms], { href: `/matters/${id}?tab=offers` })),
    ...mark('m-closed', matter.closed_on, say.matter_closed, [matter.closed_because]),
  ]
}

function from_facts(of: Case, chinese: boolean): Mark[] {
  return of.facts.flatMap((one): Mark[] => {
    const on = one.when.earliest ?? one.when.latest
    const proofs = one.proofs.map((proof) => proof.mark || proof.exhibit).filter(Boolean).join(', ')
    const more = [one.when.as_known, one.sure ? '' : say.not_sure, one.disputed ? say.disputed : '', proofs && say.proof(proofs)].filter(Boolean)
    return on ? [{ id: `f${one.fact}`, lane: 'order', kind: 'fact', on: on.slice(0, 10), text: (chinese && one.text_zh) || one.text, more, href: `/dossiers/${of.dossier?.id}` }] : []
  })
}

export function happened(of: Case, zone: string, today: string, chinese: boolean): Mark[] {
  const marks = [...from_histories(of, zone), ...(of.matter ? from_matter(of.matter) : []), ...from_facts(of, chinese)]
  // A hearing that is still to come is planned.
  return marks.map((one) => (one.on > today ? { ...one, kind: 'step' } : one))
}
