import { get } from './client'

// Lists carry numbers of companies; what these are called is asked for a page at a time and kept while the console is open.

export interface PartyName {
  id: string
  name: string
  name_zh: string
  country: string
}

let known = $state.raw<ReadonlyMap<string, PartyName>>(new Map())
const asked = new Set<string>()

/** Asks for the names of these, those that were not asked for before. */
export async function learn_names(ids: Iterable<string | null | undefined>): Promise<void> {
  const fresh = [...new Set(ids)].filter((id): id is string => !!id && !asked.has(id))
  for (const id of fresh) asked.add(id)
  for (let at = 0; at < fresh.length; at += 400) {
    const some = fresh.slice(at, at + 400)
    try {
      const { parties } = await get<{ parties: PartyName[] }>(`/v1/party-names?ids=${some.map(encodeURIComponent).join(',')}`)
      known = new Map([...known, ...parties.map((one) => [one.id, one] as const)])
    } catch {
      for (const id of some) asked.delete(id) // the number stands for it, and it is asked for again
    }
  }
}

/** What a company is called; its number while that is not known, or is nothing for this reader. */
export function name_of(id: string | null | undefined): string {
  return id ? known.get(id)?.name || id : ''
}
