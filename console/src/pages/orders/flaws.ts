import { words } from '$/i18n/words'

/** What is wrong with an input, and how to mend it. */
export const flaw_words = words({
  amount: ['An amount such as 1,250.00, with no more digits than its currency has', '金额，如 1,250.00，小数位数不超过该币种'],
  party: ['A company’s number such as P-4', '公司编号，如 P-4'],
  whole: ['A whole number', '整数'],
  percent: ['A percentage such as 0.5, with at most two digits behind the point', '百分比，如 0.5，最多两位小数'],
})
