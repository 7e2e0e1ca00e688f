import { session } from './session.svelte'

/**
 * What somebody is typing, kept in this browser until it is sent: a closed tab or a session that ran out loses nothing.
 * Kept by person, so that the next one at this machine does not find it.
 */
export function draft<T extends object>(name: string, empty: T): { value: T; readonly kept: boolean; clear(): void } {
  const key = `recourse.draft.${session.now?.person.id ?? 'nobody'}.${name}`
  let kept = false
  let start = structuredClone(empty)
  try {
    const found = localStorage.getItem(key)
    if (found) {
      start = { ...start, ...(JSON.parse(found) as T) }
      kept = true
    }
  } catch {
    // A draft of an earlier form is no draft.
  }
  const value = $state(start) as T
  const blank = JSON.stringify(empty)
  $effect(() => {
    const text = JSON.stringify(value)
    try {
      text === blank ? localStorage.removeItem(key) : localStorage.setItem(key, text)
    } catch {
      // A full or forbidden store: the page itself still has it.
    }
  })
  return {
    value,
    kept,
    clear() {
      Object.assign(value, structuredClone(empty))
      localStorage.removeItem(key)
    },
  }
}

/** Forgets what the person has typed and not sent, when he signs out. */
export function forget_drafts(): void {
  const prefix = `recourse.draft.${session.now?.person.id ?? 'nobody'}.`
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
}
