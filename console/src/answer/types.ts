import type { Amount } from '$/i18n/format'

// The answer on both tracks, as docs/formats/answer.schema.json describes it.

export interface Source {
  document: string | null
  title: string | null
  url: string | null
  clause: string | null
  kind: string | null
  mark: 'primary' | 'secondary' | 'inference' | 'estimate' | 'unverified' | 'contested' | string
  read: string | null
}
export interface Range {
  low: Amount | null
  high: Amount | null
}
export interface Quantiles {
  p10: Amount | null
  p50: Amount | null
  p90: Amount | null
  mean: Amount | null
}
export interface Reason {
  rule: string
  outcome: string
  text: string
  source: Source
  reading: string
  missing: string[]
}
export interface Coverage {
  programme: string
  name: string
  edition: string
  verdict: 'covered' | 'partly' | 'not_covered' | 'undecided'
  low: Amount | null
  high: Amount | null
  cap: Range
  shortfall: Range
  because: string[]
  reasons: Reason[]
  readings: { reading: string; says: string; verdict: string; low: Amount | null; high: Amount | null }[]
  missing: string[]
  trace: string[]
}
export interface Route {
  id: string
  name: string
  track: 'assurance' | 'legal' | 'other'
  status: 'open' | 'conditional' | 'closed' | 'unknown'
  why: { text: string; source: Source }[]
  recoverable: Range
  cost: { low: Amount | null; likely: Amount | null; high: Amount | null; parts: { id: string; what: string; low: Amount | null; likely: Amount | null; high: Amount | null; estimate: boolean; source: Source }[] } | null
  weeks: { low: number; likely: number; high: number; estimate: boolean; source: Source } | null
  net: Quantiles | null
  compare: Record<string, { text: string; value: string }>
}
export interface Deadline {
  id: string
  what: string
  from: string | null
  from_what: string
  due: string | null
  status: 'passed' | 'today' | 'soon' | 'later' | 'not_started' | 'unknown'
  if_missed: string
  counting: string[]
  route: string | null
  source: Source
}
export interface Step {
  id: string
  step: number
  track: 'assurance' | 'legal' | 'other'
  do: string
  by: string | null
  who: string
  needs: string[]
  why: string
  source: Source
}
export interface Answer {
  title: string
  as_of: string
  loss: { paid: Amount | null; claimed: Amount | null }
  coverage: Coverage[]
  routes: Route[]
  forecast: {
    made: boolean
    not_made_because: string | null
    together: Quantiles | null
    by_month: ({ month: number } & Quantiles)[]
    drivers: { id: string; what: string; low: Amount | null; high: Amount | null; source: Source }[]
    freeze_delay: { days: number; mean: Amount | null }[]
    samples: number
    remarks: string[]
  } | null
  deadlines: Deadline[]
  plan: Step[]
  evidence: { kind: string; have: boolean; for: string[]; form: string[]; why: string; source: Source }[]
  warnings: { id: string; severity: 'stop' | 'warn' | 'note'; text: string; source: Source }[]
  questions: { field: string; ask: string; changes: string }[]
  counterfactuals: { change: string; effect: string }[]
  rates: { text: string; source: Source }[]
}
