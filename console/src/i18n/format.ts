import { language } from './language.svelte'

// How amounts, days and times are written. Amounts are decimal strings and are never turned into floating point.

/** An amount as the desk writes it: `{ "amount": "20000.00", "currency": "USD" }`. */
export interface Amount {
  amount: string
  currency: string
}

const locale = () => (language.now === 'zh' ? 'zh-CN' : 'en-GB')

/** "1234567.50" with its thousands apart: "1,234,567.50". Exact: the digits are moved, not computed. */
export function grouped(digits: string): string {
  const [, sign = '', whole = '', rest = ''] = /^([-+]?)(\d+)(\.\d+)?$/.exec(digits) ?? [undefined, '', digits, '']
  return (sign === '-' ? '\u2212' : sign) + whole.replace(/\B(?=(\d{3})+$)/g, ',') + rest
}

/** "USD 20,000.00": the currency is always named. What is not known is a dash. */
export function money(of: Amount | null | undefined): string {
  if (!of) return '—'
  return `${of.currency}\u00a0${grouped(of.amount)}`
}

/** Whole minor units, for comparing and for drawing alone; never to be shown or sent. */
export function minor(of: Amount): bigint {
  return BigInt(of.amount.replace('.', ''))
}

/** A day such as "2026-12-01": "1 Dec 2026", "2026年12月1日". */
export function day(of: string, long = false): string {
  const at = new Date(`${of}T00:00:00Z`)
  return new Intl.DateTimeFormat(locale(), { timeZone: 'UTC', year: 'numeric', month: long ? 'long' : 'short', day: 'numeric', ...(long && { weekday: 'long' }) }).format(at)
}

/** Days from one day to another; negative when it is past. */
export function days_between(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** A moment, in the zone that is named, else in that of whoever reads: "1 Dec 2026, 14:05 GMT+8". */
export function moment(of: string, zone?: string): string {
  return new Intl.DateTimeFormat(locale(), {
    ...(zone && { timeZone: zone }), year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short',
  }).format(new Date(of))
}

/** "in 3 days", "yesterday": whole days alone. */
export function in_days(count: number): string {
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(count, 'day')
}

export function count(of: number): string {
  return new Intl.NumberFormat(locale()).format(of)
}

/** A chance in ten-thousandths, as the desk says them: "45 %". */
export function chance(of: number): string {
  return `${Math.round(of / 100)}\u202f%`
}

export function bytes(of: number): string {
  const [value, unit] = of < 1024 ? [of, 'B'] : of < 1 << 20 ? [of / 1024, 'KiB'] : of < 1 << 30 ? [of / (1 << 20), 'MiB'] : [of / (1 << 30), 'GiB']
  return `${value < 10 && unit !== 'B' ? value.toFixed(1) : Math.round(value)} ${unit}`
}

/** A share as the desk writes it, "0.25" or "1/3", in percent with at most two digits behind the point: for reading alone. */
export function percent(share: string): string {
  const [over, under = '1'] = share.split('/')
  const of = (Number(over) / Number(under)) * 100
  return `${Number(of.toFixed(2))}\u202f%`
}

/** Whether an amount is nothing at all. */
export function is_nothing(of: Amount | null | undefined): boolean {
  return !of || /^-?0*(\.0*)?$/.test(of.amount)
}
