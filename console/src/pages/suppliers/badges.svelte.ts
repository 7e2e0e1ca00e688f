import { SvelteMap } from 'svelte/reactivity'
import { get } from '$/api/client'
import type { Given } from '$/api/types'

// Badges of the suppliers in sight: a list carries none, so each is asked for when its row is drawn, a few at a time.

export type Badge = Given<'/v1/suppliers/{party}/badge'>['badge']

const known = new SvelteMap<string, Badge | null>()
const waiting: string[] = []
const asked = new Set<string>()
let running = 0

async function work(): Promise<void> {
  const id = waiting.pop() // the newest in sight first
  if (!id) return
  running++
  try {
    known.set(id, (await get<Given<'/v1/suppliers/{party}/badge'>>(`/v1/suppliers/${id}/badge`)).badge)
  } catch {
    known.set(id, null)
  }
  running--
  void work()
}

/** What is known of a supplier's badge; nothing yet, or not for this reader. Asks by itself. */
export function badge_of(id: string): Badge | undefined {
  const found = known.get(id)
  if (found === undefined && !asked.has(id)) {
    asked.add(id)
    waiting.push(id)
    setTimeout(() => running < 4 && void work(), 0)
  }
  return found ?? undefined
}

export function forget_badge(id: string): void {
  asked.delete(id)
  known.delete(id)
}
