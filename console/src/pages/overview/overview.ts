// Numbers of the overview as they are said and drawn.

/** Ten-thousandths of a share, as "0.8 %"; as exact as they are. */
export function loss_of(ten_thousandths: number): string {
  const [whole, rest] = [Math.trunc(ten_thousandths / 100), Math.abs(ten_thousandths % 100)]
  const part = String(rest).padStart(2, '0').replace(/0+$/, '')
  return `${ten_thousandths < 0 && whole === 0 ? '\u2212' : ''}${whole}${part ? `.${part}` : ''}\u202f%`
}

/** A score in ten-thousandths as the fraction that it is: 2500 is "0.25". */
export function fraction_of(ten_thousandths: number): string {
  const part = String(ten_thousandths % 10000).padStart(4, '0').replace(/0+$/, '')
  return `${Math.trunc(ten_thousandths / 10000)}${part ? `.${part}` : ''}`
}

/** Ways in which a claim ends, in the order in which they are stacked. */
export const endings = ['granted', 'partly', 'settled', 'not_returned', 'withdrawn', 'no_response', 'rejected', 'charged_back'] as const
export type Ending = (typeof endings)[number]
export type Month = { month: string } & Record<Ending, number>

export interface Part {
  ending: Ending
  from: number // of the whole height, 0 to 1
  to: number
  count: number
}

/** Each month as parts that lie on each other; all months have one scale. */
export function stacked(months: readonly Month[]): { month: string; total: number; parts: Part[] }[] {
  const total = (month: Month) => endings.reduce((all, ending) => all + month[ending], 0)
  const most = Math.max(1, ...months.map(total))
  return months.map((month) => {
    let from = 0
    const parts = endings.filter((ending) => month[ending] > 0).map((ending) => {
      const part = { ending, count: month[ending], from, to: from + month[ending] / most }
      from = part.to
      return part
    })
    return { month: month.month, total: total(month), parts }
  })
}

/** Points of the reliability plot: how often what was said with a chance came, in ten-thousandths; tenths without any are left out. */
export function reliability(tenths: readonly { from: number; count: number; predicted: number; observed: number }[]): { predicted: number; observed: number; count: number }[] {
  return tenths.filter((one) => one.count > 0).map(({ predicted, observed, count }) => ({ predicted, observed, count }))
}
