import type { Amount } from './format'

// Sums of amounts, exact: whole minor units in BigInt, written back with the digits that they came with.

const digits = (of: Amount) => (of.amount.split('.')[1] ?? '').length
const units = (of: Amount, places: number) => BigInt(of.amount.replace('.', '') + '0'.repeat(places - digits(of)))

function written(units: bigint, places: number): string {
  const sign = units < 0n ? '-' : ''
  const text = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  return sign + (places ? `${text.slice(0, -places)}.${text.slice(-places)}` : text)
}

/** All of them together; all have to be of one currency. Nothing makes zero of the currency that is named. */
export function sum(all: readonly Amount[], currency = all[0]?.currency ?? ''): Amount {
  const places = Math.max(0, ...all.map(digits))
  return { amount: written(all.reduce((total, one) => total + units(one, places), 0n), places), currency }
}

export function negated(of: Amount): Amount {
  return { ...of, amount: written(-units(of, digits(of)), digits(of)) }
}

export function less(of: Amount, other: Amount): Amount {
  return sum([of, negated(other)], of.currency)
}

export function is_zero(of: Amount): boolean {
  return !/[1-9]/.test(of.amount)
}

export function is_negative(of: Amount): boolean {
  return of.amount.startsWith('-') && !is_zero(of)
}

/** Below zero where the first is less. */
export function compared(of: Amount, other: Amount): number {
  const difference = less(of, other)
  return is_zero(difference) ? 0 : is_negative(difference) ? -1 : 1
}

/** How much of a whole this is, from 0 to 1: for the length of something drawn alone. */
export function part_of(of: Amount, whole: Amount): number {
  const places = Math.max(digits(of), digits(whole))
  const all = units(whole, places)
  return all > 0n ? Math.min(1, Math.max(0, Number((units(of, places) * 10_000n) / all) / 10_000)) : 0
}
