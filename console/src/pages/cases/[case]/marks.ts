// What stands on the axis of time: one mark for each thing that has happened, runs or is planned.

export type Lane = 'order' | 'assurance' | 'legal'
export const lanes: readonly Lane[] = ['order', 'assurance', 'legal']

export interface Mark {
  id: string
  lane: Lane
  /** past: has happened; clock: runs until its last day; step: planned, or possible from that day on; fact: from the evidence. */
  kind: 'past' | 'clock' | 'step' | 'fact'
  on: string // the day; of a clock its last one
  from?: string // the day from which a clock is counted
  text: string
  who?: string
  more?: string[] // sentences
  idle?: string // what happens if nobody acts
  counting?: string
  provisional?: boolean // the calendar of that year is not official yet
  advised?: boolean // by practice: nothing is lost on it by itself
  happens?: boolean // on that day itself, not after it
  stopped?: boolean // a clock that does not run
  missed?: boolean
  mine?: boolean // whoever reads is to act
  href?: string
}

/** What comes without a day: in its order, after all others. */
export interface Later {
  id: string
  lane: Lane
  text: string
  who?: string
  opens?: string
  idle?: string
}

/** By day; what has happened before what runs out. */
export function in_time(marks: readonly Mark[]): Mark[] {
  const rank = { past: 0, fact: 0, step: 1, clock: 2 }
  return [...marks].sort((a, b) => a.on.localeCompare(b.on) || rank[a.kind] - rank[b.kind] || a.id.localeCompare(b.id, 'en', { numeric: true }))
}

/** The first date that a counting names: the day of the event. */
export function counted_from(counting: string | undefined): string | undefined {
  return counting && /\d{4}-\d\d-\d\d/.exec(counting)?.[0]
}
