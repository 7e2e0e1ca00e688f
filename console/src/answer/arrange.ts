import type { Answer, Coverage, Deadline, Route, Step } from './types'

// In which order an answer is told, without drawing anything.

/** The programme that matters: the one that may pay most, else the one that comes nearest. */
export function main_coverage(of: Answer): Coverage | undefined {
  const rank = { covered: 3, partly: 2, undecided: 1, not_covered: 0 }
  return [...of.coverage].sort((a, b) => rank[b.verdict] - rank[a.verdict] || number(b.high?.amount) - number(a.high?.amount))[0]
}
const number = (amount: string | undefined) => Number(amount ?? 0) // to compare what is drawn, never to reckon

/** Open ones first, then what may open; the closed ones apart. */
export function by_status(routes: readonly Route[]): { open: Route[]; may: Route[]; closed: Route[] } {
  const worth = (route: Route) => number(route.net?.mean?.amount)
  const sorted = [...routes].sort((a, b) => worth(b) - worth(a))
  return { open: sorted.filter((one) => one.status === 'open'), may: sorted.filter((one) => one.status === 'conditional' || one.status === 'unknown'), closed: sorted.filter((one) => one.status === 'closed') }
}

export interface Mark {
  id: string
  on: string
  track: 'assurance' | 'legal' | 'other'
  kind: 'deadline' | 'step'
  what: string
  more: string
}

/** What stands on the line of time: last days and planned steps of both tracks, by day; what has passed stays away. */
export function marks_of(deadlines: readonly Deadline[], plan: readonly Step[], routes: readonly Route[]): Mark[] {
  const track_of = (route: string | null, id: string): Mark['track'] => {
    const found = routes.find((one) => one.id === route)?.track
    return found ?? (/claim-window|escalation|evidence-slot|automatic|receipt|offline/.test(id) ? 'assurance' : 'legal')
  }
  return [
    ...deadlines.flatMap((one) => (one.due && one.status !== 'passed' ? [{ id: `d-${one.id}`, on: one.due, track: track_of(one.route, one.id), kind: 'deadline' as const, what: one.what, more: one.if_missed }] : [])),
    ...plan.flatMap((one) => (one.by ? [{ id: `s-${one.id}`, on: one.by, track: one.track, kind: 'step' as const, what: one.do, more: one.why }] : [])),
  ].sort((a, b) => a.on.localeCompare(b.on) || a.id.localeCompare(b.id))
}

/**
 * Where a day stands on a line that is wide near today and narrow far away: the first weeks need room, years do not.
 * From 0 (today) to 1 (the last day, at least a month away).
 */
export function place_of(days: number, most: number): number {
  const scale = (d: number) => Math.log1p(Math.max(0, d) / 6)
  return Math.min(1, scale(days) / scale(Math.max(30, most)))
}
