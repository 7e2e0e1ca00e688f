import type { Amount } from '$/i18n/format'
import type { Cash } from '../types'
import { sum } from './figures'

/** "2027-01" for the first month from a day in December 2026. */
export function month_after(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 7)
}

/** What both tracks have brought by each month, costs taken off: exact sums of what each is told to bring. */
export function together(tracks: Cash['tracks']): { p10: Amount; p50: Amount; p90: Amount }[] {
  const first = tracks[0]
  if (!first) return []
  return first.months.map((month, i) => {
    const of = (which: 'p10' | 'p50' | 'p90') => sum(tracks.flatMap((track) => track.months[i]?.net_so_far[which] ?? []), month.in)
    return { p10: of('p10'), p50: of('p50'), p90: of('p90') }
  })
}
