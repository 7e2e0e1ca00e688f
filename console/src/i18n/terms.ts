import { language } from './language.svelte'

// What the desk calls things by a word of its own, said to people: one table a kind of word. One idea, one word, as docs/glossary.md has them.

const tables = {
  role: {
    buyer: ['Buyer', '买方'],
    supplier: ['Supplier', '供应商'],
    officer: ['Officer', '纠纷专员'],
    inspector: ['Inspector', '检验机构'],
    counsel: ['Counsel', '律师'],
    auditor: ['Auditor', '审计员'],
    carrier: ['Carrier', '承运人'],
    provider: ['Finance', '资金方'],
    platform: ['Platform', '平台'],
    'supplier-counsel': ["Supplier's counsel", '供应商律师'],
  },
  track: { assurance: ['Assurance', '平台保障'], legal: ['Legal', '法律追索'], other: ['Other', '其他途径'] },
  verdict: { covered: ['Covered', '在保障范围内'], partly: ['Partly covered', '部分保障'], not_covered: ['Not covered', '不在保障范围内'], undecided: ['Undecided', '尚不确定'] },
} satisfies Record<string, Record<string, readonly [en: string, zh: string]>>

export type TermKind = keyof typeof tables

/** The word for a value of the desk; a value that is not in its table is shown as it is, its hyphens as spaces. */
export function term(kind: TermKind, value: string | null | undefined): string {
  if (!value) return ''
  const found = (tables[kind] as Record<string, readonly [string, string]>)[value]
  return found ? found[language.now === 'zh' ? 1 : 0] : value.replace(/[-_]/g, ' ')
}
