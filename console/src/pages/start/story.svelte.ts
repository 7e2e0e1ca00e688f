import { get, post } from '$/api/client'
import { Problem } from '$/api/problem'
import { language } from '$/i18n/language.svelte'
import { draft } from '$/state/draft.svelte'
import { answered, with_value, without, type Case, type Interview, type Question } from './interview'

interface Kept {
  case: Case
  unknown: string[]
  trail: { case: Case; unknown: string[] }[] // to go back by, the latest last
}

export interface Start {
  without_account: boolean
  file_bytes_max: number
  today: string
}

/** The interview as it goes on: what is known, what is asked, and the way back. Kept in this browser until it is begun anew. */
export function story() {
  const kept = draft<Kept>('story', { case: {}, unknown: [], trail: [] })
  let now = $state.raw<Interview>()
  let problem = $state.raw<Problem>()
  let busy = $state(true)
  let turn = 0

  async function look(): Promise<void> {
    const mine = ++turn
    busy = true
    try {
      const next = await post<Interview>('/v1/interviews', { case: $state.snapshot(kept.value.case), unknown: $state.snapshot(kept.value.unknown), language: language.now })
      if (mine !== turn) return
      now = next
      problem = undefined
    } catch (error) {
      if (mine !== turn) return
      problem = error as Problem
      // What cannot be right is taken back: the question stands again, with the sentence that says why.
      if (problem.status === 422 && kept.value.trail.length) {
        const before = kept.value.trail.at(-1)!
        kept.value.case = before.case
        kept.value.unknown = before.unknown
        kept.value.trail = kept.value.trail.slice(0, -1)
      }
    }
    busy = false
  }
  function step(next: Case, unknown: string[]): Promise<void> {
    kept.value.trail = [...kept.value.trail.slice(-60), { case: $state.snapshot(kept.value.case) as Case, unknown: $state.snapshot(kept.value.unknown) }]
    kept.value.case = next
    kept.value.unknown = unknown
    return look()
  }

  $effect(() => {
    void language.now
    void look()
  })

  return {
    get now() { return now },
    get busy() { return busy },
    get problem() { return problem },
    get case(): Case { return kept.value.case },
    get can_go_back() { return kept.value.trail.length > 0 },
    get empty() { return Object.keys(kept.value.case).length === 0 && kept.value.unknown.length === 0 },
    look,
    answer(question: Question, value: unknown) {
      return step(answered($state.snapshot(kept.value.case) as Case, question, value), kept.value.unknown.filter((id) => id !== question.id))
    },
    decline(question: Question) {
      return step($state.snapshot(kept.value.case) as Case, [...kept.value.unknown, question.id])
    },
    /** Several facts at once, as a file gave them. */
    take(facts: { fact: string; value: unknown }[]) {
      return step(facts.reduce((so_far, one) => with_value(so_far, one.fact, one.value), $state.snapshot(kept.value.case) as Case), $state.snapshot(kept.value.unknown))
    },
    /** Asks again what was answered. */
    change(id: string) {
      return step(without($state.snapshot(kept.value.case) as Case, id), kept.value.unknown.filter((one) => one !== id))
    },
    back() {
      const before = kept.value.trail.at(-1)
      if (!before) return
      kept.value.case = before.case
      kept.value.unknown = before.unknown
      kept.value.trail = kept.value.trail.slice(0, -1)
      return look()
    },
    anew() {
      kept.clear()
      return look()
    },
  }
}

export const may_start = (signal: AbortSignal) => get<Start>('/v1/start', signal)
