import type { Amount } from '$/i18n/format'

// What the desk asks and says in an interview (POST /v1/interviews), and how an answer comes to its place in the case.

export type Kind = 'choice' | 'yes-no' | 'money' | 'day' | 'count' | 'share' | 'percent' | 'country' | 'text' | 'texts'

export interface Question {
  id: string // the path of the fact: "payments[0].amount"
  ask: string
  why: string
  help: string
  kind: Kind
  choices: { value: string; says: string }[]
  several: boolean
  currency: string | null
  unit: string
  least: string | null
  most: string | null
  example: string
  moves: { verdict: boolean; stake: boolean; sum: Amount | null; routes: string[] }
  stage: 'basics' | 'details'
}

export interface SoFar {
  verdict: 'covered' | 'partly' | 'not_covered' | 'undecided' | null
  programme: string | null
  programme_name: string
  paid: Amount | null
  claimed: Amount | null
  covered: { low: Amount | null; high: Amount | null }
  routes: { open: string[]; conditional: string[]; unknown: string[] }
  next_deadline: { id: string; what: string; due: string; if_missed: string } | null
  warnings: { id: string; severity: 'stop' | 'warn'; text: string }[]
}

export interface Interview {
  as_of: string
  question: Question | null
  progress: { answered: number; declined: number; basics_left: number; left: number; enough: boolean }
  known: { id: string; label: string; says: string }[]
  so_far: SoFar
}

/** A case as the desk takes it: absent is unknown. */
export type Case = Record<string, unknown>

/** "payments[0].amount" in its steps: ["payments", 0, "amount"]. */
export function steps_of(path: string): (string | number)[] {
  return [...path.matchAll(/([a-z_]+)|\[(\d+)\]/g)].map((found) => (found[2] === undefined ? found[1]! : Number(found[2])))
}

/** The case with a value at a path; lists and groups on the way are made. The one that was given stays as it is. */
export function with_value(of: Case, path: string, value: unknown): Case {
  const steps = steps_of(path)
  const result = structuredClone(of)
  let at: Record<string | number, unknown> = result
  steps.forEach((step, i) => {
    if (i === steps.length - 1) return void (at[step] = value)
    at[step] ??= typeof steps[i + 1] === 'number' ? [] : {}
    at = at[step] as Record<string | number, unknown>
  })
  return result
}

/** What stands at a path; nothing: it is not known. */
export function value_at(of: Case, path: string): unknown {
  return steps_of(path).reduce<unknown>((at, step) => (at as Record<string | number, unknown> | undefined)?.[step], of)
}

/** The case without what stands at a path; an entry of a list keeps its place. */
export function without(of: Case, path: string): Case {
  const steps = steps_of(path)
  const result = structuredClone(of)
  let at: unknown = result
  for (const step of steps.slice(0, -1)) at = (at as Record<string | number, unknown> | undefined)?.[step]
  const last = steps.at(-1)
  if (at && last !== undefined) typeof last === 'number' ? ((at as unknown[])[last] = {}) : delete (at as Record<string, unknown>)[last]
  return result
}

/** What was answered comes into the case in the form that its question names: some answers make several entries. */
export function answered(of: Case, question: Question, value: unknown): Case {
  if (question.several && Array.isArray(value)) {
    const [list, , member] = steps_of(question.id)
    const before = ((of[list as string] as Case[]) ?? [])[0] ?? {}
    return { ...of, [list as string]: value.map((one, i) => ({ ...(i === 0 ? before : {}), [member as string]: one })) }
  }
  if (question.kind === 'count') return with_value(of, question.id, Array.from({ length: Number(value) }, (_, i) => (((of[question.id] as Case[]) ?? [])[i] ?? {})))
  return with_value(of, question.id, value)
}

/** Where low and high of what is covered lie between nothing and all that was claimed, in hundredths. */
export function span_of(so_far: SoFar): { from: number; to: number } | undefined {
  const cents = (of: Amount | null) => (of ? Number(of.amount.replace(/\D/g, '')) : undefined)
  const all = cents(so_far.claimed ?? so_far.paid)
  const low = cents(so_far.covered.low)
  if (!all || low === undefined) return undefined
  const high = cents(so_far.covered.high) ?? all
  const part = (of: number) => Math.max(0, Math.min(100, Math.round((of / all) * 100)))
  return { from: part(low), to: part(high) }
}
