import { day, money } from '$/i18n/format'
import { Said } from '$/i18n/said'
import { words } from '$/i18n/words'
import type { Order } from './turn'

export type Terms = Order['order']['terms']

const say = words({
  goods: ['Goods', '货物'],
  specification: ['Specification', '规格标准'],
  price_goods: ['Price of the goods', '货款'],
  price_freight: ['Freight', '运费'],
  price_tax: ['Tax', '税费'],
  instalments: ['Instalments', '付款分期'],
  incoterm: ['Incoterm', '贸易术语'],
  shipping_mode: ['Way', '运输方式'],
  ship_by: ['Ship by', '最迟发货'],
  deliver_by: ['Deliver by', '最迟送达'],
  custom_made: ['Custom-made', '定制货物'],
  acceptance: ['Acceptance by sample', '抽样验收'],
  liquidated_damages_bp: ['Damages for delay', '逾期违约金'],
  arbitration: ['Arbitration', '仲裁'],
  governing_law: ['Governing law', '适用法律'],
  programme: ['Programme', '保障规则'],
  yes: ['yes', '是'],
  no: ['no', '否'],
  none: ['not agreed', '未约定'],
  due: [(on: string) => `by ${on}`, (on: string) => `最迟 ${on}`],
  lot: [(lot: string, level: string) => `lot of ${lot}, level ${level}`, (lot: string, level: string) => `批量 ${lot}，检验水平 ${level}`],
  critical: ['critical', '致命'],
  major: ['major', '严重'],
  minor: ['minor', '轻微'],
  damages: [(percent: string) => `${percent} % of the price`, (percent: string) => `价款的 ${percent} %`],
})

export type TermId = 'goods' | 'specification' | 'price_goods' | 'price_freight' | 'price_tax' | 'instalments' | 'incoterm' | 'shipping_mode' | 'ship_by' | 'deliver_by' | 'custom_made' | 'acceptance' | 'liquidated_damages_bp' | 'arbitration' | 'governing_law' | 'programme'

export interface TermLine {
  id: TermId
  name: string
  text: string[] // one line each
  open: boolean // nothing is agreed on it
}

/** Hundredths of a percent: 50 is "0.5". */
export function percent(points: number): string {
  const text = String(points).padStart(3, '0')
  return `${text.slice(0, -2)}.${text.slice(-2)}`.replace(/\.?0+$/, '')
}

/** Terms as they are read, in the order of a contract. */
export function lines_of(terms: Terms): TermLine[] {
  const acceptance = terms.acceptance
  const all: [TermId, string[]][] = [
    ['goods', [terms.goods]],
    ['specification', [terms.specification]],
    ['price_goods', [money(terms.price_goods)]],
    ['price_freight', [money(terms.price_freight)]],
    ['price_tax', [money(terms.price_tax)]],
    ['instalments', terms.instalments.map((one, i) => `${i + 1}. ${Said(one.purpose)}: ${money(one.amount)}${one.due ? `, ${say.due(day(one.due))}` : ''}`)],
    ['incoterm', [terms.incoterm]],
    ['shipping_mode', [terms.shipping_mode === 'unknown' ? '' : Said(terms.shipping_mode)]],
    ['ship_by', [terms.ship_by ? day(terms.ship_by) : '']],
    ['deliver_by', [terms.deliver_by ? day(terms.deliver_by) : '']],
    ['custom_made', [terms.custom_made ? say.yes : say.no]],
    ['acceptance', acceptance ? [say.lot(String(acceptance.lot), acceptance.level.toUpperCase()), ...(['critical', 'major', 'minor'] as const).flatMap((kind) => (acceptance[kind] === null ? [] : [`AQL ${say[kind]}: ${acceptance[kind]}`]))] : []],
    ['liquidated_damages_bp', [terms.liquidated_damages_bp ? say.damages(percent(terms.liquidated_damages_bp)) : '']],
    ['arbitration', [terms.arbitration]],
    ['governing_law', [terms.governing_law]],
    ['programme', [terms.programme]],
  ]
  return all.map(([id, text]) => {
    const said = text.filter(Boolean)
    return { id, name: say[id], text: said.length ? said : [say.none], open: !said.length }
  })
}

/** Which terms read otherwise in the other version. */
export function changed(terms: Terms, other: Terms): Set<TermId> {
  const others = new Map(lines_of(other).map((line) => [line.id, line.text.join('\n')]))
  return new Set(lines_of(terms).filter((line) => others.get(line.id) !== line.text.join('\n')).map((line) => line.id))
}
