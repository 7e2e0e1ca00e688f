import type { Amount } from '$/i18n/format'

// Lengths for drawing: numbers are good enough for pixels, and none of them is ever shown or sent.

/** An amount as a length in whole units of its currency. */
export function length_of(of: Amount | null | undefined): number {
  return of ? Number(of.amount) : 0
}

/** Where a value lies between two others, in percent, kept inside. */
export function percent(value: number, least: number, most: number): number {
  if (!(most > least)) return 0
  return Math.min(100, Math.max(0, ((value - least) / (most - least)) * 100))
}

/** From and to of a scale that holds all values and zero, a little wider than they are. */
export function span_of(values: readonly number[]): { least: number; most: number } {
  const least = Math.min(0, ...values)
  const most = Math.max(0, ...values)
  const air = (most - least) * 0.04
  return { least: least < 0 ? least - air : 0, most: most > 0 ? most + air : most === least ? 1 : 0 }
}

/** A large number in few signs, for an axis: 12500 is "12.5k", 80000000 is "80M". */
export function short(value: number): string {
  const size = Math.abs(value)
  const [by, sign] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e3 ? [1e3, 'k'] : [1, '']
  return `${value < 0 ? '\u2212' : ''}${+(size / by).toFixed(size / by < 10 ? 1 : 0)}${sign}`
}

/** Rows as a file that spreadsheets read (RFC 4180). */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')).join('\r\n') + '\r\n'
}

/** Gives the browser a file to keep. */
export function give(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
