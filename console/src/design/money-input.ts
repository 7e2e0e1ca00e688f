import type { Amount } from '$/i18n/format'

/** How many digits a currency has behind its point (ISO 4217; two where it is not here, and the desk has the last word). */
const exponents: Record<string, number> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, XAF: 0, XOF: 0, BHD: 3, KWD: 3, OMR: 3, JOD: 3, TND: 3, IQD: 3, LYD: 3 }

/**
 * What somebody typed as an amount: "1,234.5", "1 234,50" and "1234.50" are one. Nothing when it is no amount or has more
 * digits than the currency. What may be read in two ways ("1,234" alone) is thousands; "1,23" is a fraction.
 */
export function amount_of(typed: string, currency: string): Amount | undefined {
  let text = typed.trim().replace(/[\s\u00a0\u202f'’]/g, '')
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  if (last >= 0) {
    const mark = text[last]!
    const behind = text.length - last - 1
    const both = text.includes('.') && text.includes(',')
    const is_group = !both && behind === 3 && (mark === ',' || text.split(mark).length > 2)
    if (!both && !is_group && text.split(mark).length > 2) return undefined
    const whole = text.slice(0, last).replace(/[.,]/g, '')
    text = is_group ? whole + text.slice(last + 1) : `${whole}.${text.slice(last + 1)}`
  }
  const digits = exponents[currency] ?? 2
  const found = /^(\d{1,15})(?:\.(\d*))?$/.exec(text)
  if (!found || (found[2] ?? '').length > digits) return undefined
  const fraction = (found[2] ?? '').padEnd(digits, '0')
  const whole = found[1]!.replace(/^0+(?=\d)/, '')
  return { amount: digits ? `${whole}.${fraction}` : whole, currency }
}
