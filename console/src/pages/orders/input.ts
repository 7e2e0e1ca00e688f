import { amount_of } from '$/design/money-input'
import type { Taken } from '$/api/types'
import type { Amount } from '$/i18n/format'
import { less, sum } from '$/i18n/sums'
import { percent, type Terms } from './terms'

// Terms as they are typed: everything is a text until it is sent, and nothing typed is lost.

export type TermsBody = Taken<'/v1/orders'>['terms']

export interface Line {
  purpose: 'deposit' | 'balance' | 'full' | 'other'
  amount: string
  due: string
}

export interface Input {
  other: string // number of the other side
  programme: string
  goods: string
  specification: string
  currency: string
  price_goods: string
  price_freight: string
  price_tax: string
  instalments: Line[]
  shipping_mode: 'unknown' | 'express' | 'air' | 'sea' | 'land' | 'post'
  incoterm: string
  ship_by: string
  deliver_by: string
  custom_made: boolean
  damages: string // percent
  arbitration: string
  governing_law: string
  sampled: boolean
  lot: string
  level: 's1' | 's2' | 's3' | 's4' | 'i' | 'ii' | 'iii'
  critical: string
  major: string
  minor: string
}

export const blank: Input = {
  other: '', programme: '', goods: '', specification: '', currency: 'USD', price_goods: '', price_freight: '', price_tax: '',
  instalments: [{ purpose: 'full', amount: '', due: '' }], shipping_mode: 'sea', incoterm: '', ship_by: '', deliver_by: '', custom_made: false,
  damages: '', arbitration: '', governing_law: '', sampled: false, lot: '', level: 'ii', critical: '0', major: '2.5', minor: '4.0',
}

/** What stands in an order already, to be changed. */
export function input_of(terms: Terms, other: string): Input {
  const plain = (of: Amount) => (/[1-9]/.test(of.amount) ? of.amount : '')
  const acceptance = terms.acceptance
  return {
    other, programme: terms.programme, goods: terms.goods, specification: terms.specification, currency: terms.price_goods.currency,
    price_goods: plain(terms.price_goods), price_freight: plain(terms.price_freight), price_tax: plain(terms.price_tax),
    instalments: terms.instalments.map((one) => ({ purpose: one.purpose, amount: one.amount.amount, due: one.due ?? '' })),
    shipping_mode: terms.shipping_mode, incoterm: terms.incoterm, ship_by: terms.ship_by ?? '', deliver_by: terms.deliver_by ?? '',
    custom_made: terms.custom_made, damages: terms.liquidated_damages_bp ? percent(terms.liquidated_damages_bp) : '', arbitration: terms.arbitration, governing_law: terms.governing_law,
    sampled: acceptance !== null, lot: acceptance ? String(acceptance.lot) : '', level: acceptance?.level ?? 'ii', critical: acceptance ? (acceptance.critical ?? '') : '0', major: acceptance ? (acceptance.major ?? '') : '2.5', minor: acceptance ? (acceptance.minor ?? '') : '4.0',
  }
}

const amount = (text: string, currency: string) => amount_of(text.trim() || '0', currency)

/** Instalments with their amounts; a single one without an amount is the whole price. */
function amounts(of: Input): (Amount | undefined)[] {
  if (of.instalments.length === 1 && !of.instalments[0]!.amount.trim()) return [price_of(of)]
  return of.instalments.map((line) => amount(line.amount, of.currency))
}

/** Goods, freight and tax together; nothing while one of them cannot be read. */
export function price_of(of: Pick<Input, 'currency' | 'price_goods' | 'price_freight' | 'price_tax'>): Amount | undefined {
  const parts = [of.price_goods, of.price_freight, of.price_tax].map((text) => amount(text, of.currency))
  return parts.every((one) => one !== undefined) ? sum(parts, of.currency) : undefined
}

/** What the instalments lack of the price; negative: they are too much. */
export function lacking(of: Input): Amount | undefined {
  const price = price_of(of)
  const lines = amounts(of)
  return price && lines.every((one) => one !== undefined) ? less(price, sum([amount('0', of.currency)!, ...lines], of.currency)) : undefined
}

export type Flaw = 'amount' | 'party' | 'whole' | 'percent'

/** "1.5" percent as hundredths of a percent; nothing when it is none. */
export function basis_points(text: string): number | undefined {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim() || '0')
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : undefined
}

/** The terms to send, with what cannot be read, by the pointer of its place. */
export function terms_of(of: Input, own: { party: string; is_buyer: boolean }): { terms: TermsBody; flaws: Record<string, Flaw> } {
  const flaws: Record<string, Flaw> = {}
  const money = (text: string, at: string): Amount => {
    const read = amount(text, of.currency)
    if (!read) flaws[`/terms/${at}`] = 'amount'
    return read ?? { amount: '0.00', currency: of.currency }
  }
  const found = /^P?-?(\d+)$/i.exec(of.other.trim())
  if (!found) flaws[own.is_buyer ? '/terms/supplier' : '/terms/buyer'] = 'party'
  const other = `P-${found?.[1] ?? ''}`
  const points = basis_points(of.damages)
  if (points === undefined) flaws['/terms/liquidated_damages_bp'] = 'percent'
  if (of.sampled && !/^\d{1,9}$/.test(of.lot.trim())) flaws['/terms/acceptance/lot'] = 'whole'
  const terms: TermsBody = {
    buyer: own.is_buyer ? own.party : other,
    supplier: own.is_buyer ? other : own.party,
    ...(of.programme && { programme: of.programme }),
    goods: of.goods.trim(),
    specification: of.specification.trim(),
    price_goods: money(of.price_goods, 'price_goods'),
    price_freight: money(of.price_freight, 'price_freight'),
    price_tax: money(of.price_tax, 'price_tax'),
    instalments: amounts(of).map((read, i) => {
      const line = of.instalments[i]!
      return { purpose: line.purpose, amount: read ?? money(line.amount, `instalments/${i}/amount`), due: line.due || null }
    }),
    shipping_mode: of.shipping_mode,
    incoterm: of.incoterm.trim(),
    ship_by: of.ship_by || null,
    deliver_by: of.deliver_by || null,
    custom_made: of.custom_made,
    liquidated_damages_bp: points ?? 0,
    arbitration: of.arbitration.trim(),
    governing_law: of.governing_law.trim(),
    acceptance: of.sampled ? { lot: Number(of.lot) || 0, level: of.level, critical: of.critical.trim() || null, major: of.major.trim() || null, minor: of.minor.trim() || null } : null,
  }
  return { terms, flaws }
}

/** What is planned, as a case file for "will I still be covered if I pay this way?". */
export function planned(of: Input, today: string, way: 'platform' | 'company' | 'personal', limits: { limit: Amount | null; free: Amount | null } = { limit: null, free: null }): object | undefined {
  const price = price_of(of)
  const said = (one: Amount) => `${one.amount} ${one.currency}`
  const lines = amounts(of).map((one, i) => ({ purpose: of.instalments[i]!.purpose, amount: one })).filter((line) => line.amount && /[1-9]/.test(line.amount.amount))
  if (!price || !/[1-9]/.test(price.amount) || !lines.length) return undefined
  return {
    order: { channel: 'platform', platform: 'alibaba.com', date: today, value: said(price), ...(of.goods && { goods: of.goods }), spec_written: of.specification.trim() !== '', custom_made: of.custom_made, ...(of.shipping_mode !== 'unknown' && { shipping_mode: of.shipping_mode }), ...(of.ship_by && { ship_by: of.ship_by }) },
    ...(limits.limit && limits.free && { supplier: { assurance_limit: said(limits.limit), limit_remaining: said(limits.free) } }),
    payments: lines.map((line) => ({ amount: said(line.amount!), purpose: line.purpose, method: 'wire', through_platform: way === 'platform', payee: way === 'platform' ? 'platform' : way === 'company' ? 'supplier_company' : 'personal' })),
  }
}
