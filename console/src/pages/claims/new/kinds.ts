import { language } from '$/i18n/language.svelte'

// What each kind of defect means, for whoever has to choose one; the most frequent first. The rules decide by the kind, not by the words.

const meanings: Record<string, readonly [en: string, zh: string]> = {
  quality: ['The goods came and do not work, or not as the specification says.', '货物已到，但无法使用或不符合规格。'],
  quantity: ['Fewer came than were agreed.', '到货数量少于约定。'],
  'not-received': ['They were shipped, or are said to be, and did not come.', '称已发货，但未收到。'],
  'not-shipped': ['The day for shipping has passed and nothing left.', '发货期已过仍未发货。'],
  'shipped-late': ['They left later than agreed.', '晚于约定时间发货。'],
  'wrong-goods': ['Other goods than were ordered.', '到货并非所订货物。'],
  damaged: ['Broken or spoilt on the way, or before.', '运输途中或之前损坏。'],
  counterfeit: ['A brand that is not what it says.', '假冒品牌。'],
  'ip-infringement': ['Selling them would infringe the rights of others.', '销售将侵犯他人知识产权。'],
  'deposit-fraud': ['The deposit was taken and nothing was ever made.', '收取定金后从未生产。'],
  'payment-diverted': ['The money went to an account that was not the supplier’s.', '款项被转入非供应商账户。'],
  'goods-withheld': ['They are ready or have arrived and are not handed over.', '货物已备好或到港但拒不交付。'],
  'contract-breach': ['Another promise of the contract was broken.', '违反合同其他约定。'],
  'subjective-quality': ['They are as specified and you do not like them: programmes mostly do not cover that.', '符合规格但不满意：多数平台不予保障。'],
}

export const kinds = Object.keys(meanings)

export function meaning(kind: string): string {
  return meanings[kind]?.[language.now === 'zh' ? 1 : 0] ?? ''
}
