import { days_between } from '$/i18n/format'

// The axis of time: from days to pixels, and the days that are written under it.

export type Zoom = 'month' | 'quarter' | 'all'

export interface Axis {
  first: string
  last: string
  bent: boolean // days are not all as wide
  /** Pixels from the left; days outside lie before 0 or beyond the width. */
  x(day: string): number
  ticks: { day: string; x: number; year: boolean }[]
}

const plus = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
export const add_days = plus

const lengths = { month: { before: 9, after: 27, step: 27 }, quarter: { before: 25, after: 80, step: 80 } } as const

/**
 * `all`: wide near today and narrow far away on either side, for a claim is a matter of days and a limitation one of years;
 * where nothing is to come, every day as wide as the next.
 * `month`, `quarter`: every day as wide as the next, from `shift` windows after the present one.
 */
export function axis(zoom: Zoom, days: readonly string[], today: string, width: number, shift = 0): Axis {
  if (zoom !== 'all') {
    const { before, after, step } = lengths[zoom]
    const first = plus(today, shift * step - before)
    const last = plus(today, shift * step + after)
    const per_day = width / (before + after)
    const x = (day: string) => days_between(first, day) * per_day
    return { first, last, bent: false, x, ticks: even_ticks(zoom, first, last, x) }
  }
  const offsets = days.map((day) => days_between(today, day))
  const over = !offsets.some((one) => one > 0)
  const from = Math.min(-10, ...offsets)
  const to = over ? Math.ceil(-from / 20) : Math.max(21, ...offsets)
  const bent = (d: number) => (over ? d : d < 0 ? -Math.log1p(-d / 18) : Math.log1p(d / 9))
  const [low, high] = [bent(from), bent(to)]
  const x = (day: string) => ((bent(days_between(today, day)) - low) / (high - low)) * width
  return { first: plus(today, from), last: plus(today, to), bent: !over, x, ticks: over ? even_ticks('all', plus(today, from), plus(today, to), x) : bent_ticks(today, from, to, x) }
}

function even_ticks(zoom: Zoom, first: string, last: string, x: (day: string) => number): Axis['ticks'] {
  const ticks: Axis['ticks'] = []
  for (let day = first; day <= last; day = plus(day, 1)) {
    const fits = zoom === 'month' ? new Date(`${day}T00:00:00Z`).getUTCDay() === 1 : zoom === 'quarter' ? /-(01|15)$/.test(day) : day.endsWith('-01')
    if (fits && x(day) - (ticks.at(-1)?.x ?? -99) >= 74) ticks.push({ day, x: x(day), year: ticks.at(-1)?.day.slice(0, 4) !== day.slice(0, 4) })
  }
  return ticks
}

function bent_ticks(today: string, from: number, to: number, x: (day: string) => number): Axis['ticks'] {
  const offsets = [7, 14, 30, 60, 91, 182, 365, 730, 1096, 1826, 3652]
  const ticks: Axis['ticks'] = []
  const least = 62 // between two that are written; a year beside the day needs more
  const place = (offset: number) => {
    const day = plus(today, offset)
    const year = day.slice(0, 4) !== today.slice(0, 4)
    if (offset < from || offset > to || ticks.some((one) => Math.abs(one.x - x(day)) < least + (year && one.year ? 44 : year || one.year ? 22 : 0))) return
    ticks.push({ day, x: x(day), year })
  }
  place(from)
  place(to)
  for (const offset of offsets) {
    if (Math.abs(x(plus(today, offset)) - x(today)) >= least) place(offset)
    if (Math.abs(x(plus(today, -offset)) - x(today)) >= least) place(-offset)
  }
  return ticks.sort((a, b) => a.x - b.x)
}
