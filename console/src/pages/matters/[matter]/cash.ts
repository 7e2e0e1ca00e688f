import type { Amount } from '$/i18n/format'
import { length_of } from '$/design/drawn'
import type { Cash } from '../types'
import { sum } from './figures'

type Track = Cash['tracks'][number]

/** "2027-01" for the first month from a day in December 2026. */
export function month_after(day: string, months: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`)
  at.setUTCMonth(at.getUTCMonth() + months)
  return at.toISOString().slice(0, 7)
}

/** Tracks on which something moves, and the months until nothing does any more (six at least). */
export function moving(tracks: readonly Track[]): Track[] {
  const some = tracks.filter((track) => track.months.some((month) => length_of(month.in) || length_of(month.out)))
  const last = Math.max(5, ...some.map((track) => track.months.findLastIndex((month) => length_of(month.in) || length_of(month.out))))
  return some.map((track) => ({ ...track, months: track.months.slice(0, last + 2) }))
}

/** What all tracks have brought by each month on average, costs taken off. Averages add up; quantiles would not. */
export function together(tracks: readonly Track[]): Amount[] {
  return tracks[0]?.months.map((month, i) => sum(tracks.flatMap((track) => track.months[i]?.net_so_far.mean ?? []), month.in)) ?? []
}
