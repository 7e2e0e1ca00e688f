import { SvelteMap } from 'svelte/reactivity'
import { get } from '$/api/client'

// Names of parties beside their numbers: asked for in one request for all that a page shows, and kept.

interface Party {
  id: string
  name: string
  name_zh: string
  country: string
}

const known = new SvelteMap<string, Party | null>() // null: not for this reader
let wanted = new Set<string>()
let waiting: ReturnType<typeof setTimeout> | undefined

async function ask(): Promise<void> {
  waiting = undefined
  const ids = [...wanted].slice(0, 200)
  wanted = new Set([...wanted].slice(200))
  if (wanted.size) waiting = setTimeout(() => void ask(), 0)
  try {
    const { parties } = await get<{ parties: Party[] }>(`/v1/party-names?ids=${ids.join(',')}`)
    for (const id of ids) known.set(id, parties.find((one) => one.id === id) ?? null)
  } catch {
    // The number alone is shown; the next page asks again.
  }
}

/** What is known of a party; nothing yet, or not for this reader. Asks by itself. */
export function party_of(id: string | null | undefined): Party | undefined {
  if (!id) return undefined
  const found = known.get(id)
  if (found === undefined && !wanted.has(id)) {
    wanted.add(id)
    waiting ??= setTimeout(() => void ask(), 10)
  }
  return found ?? undefined
}

/** The names of another part are not this one's to see. */
export function forget_names(): void {
  known.clear()
}
