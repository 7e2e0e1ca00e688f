import { get } from '$/api/client'
import { Problem } from '$/api/problem'
import type { Role } from '$/state/session.svelte'
import type { Case, Claim, Dossier, Happening, Matter, Order, Person } from './types'

// A case by any of its numbers: O-17, C-20, L-17, V-17. What a part is never shown is not asked for.

const reads = {
  order: ['buyer', 'supplier', 'counsel', 'supplier-counsel', 'officer', 'auditor', 'carrier', 'provider'],
  claim: ['buyer', 'supplier', 'counsel', 'supplier-counsel', 'officer', 'auditor', 'inspector'],
  statement: ['buyer', 'supplier', 'counsel', 'supplier-counsel', 'officer', 'auditor'],
  dossier: ['buyer', 'supplier', 'counsel', 'supplier-counsel', 'officer', 'auditor'],
  matter: ['buyer', 'counsel', 'auditor'],
  people: ['buyer', 'supplier', 'counsel', 'supplier-counsel', 'officer'],
} satisfies Record<string, Role[]>

export function may_read(what: keyof typeof reads, role: Role | null): boolean {
  return role !== null && (reads[what] as Role[]).includes(role)
}

/** Which kind of record a number names; nothing: none of a case. */
export function kind_of(id: string): 'order' | 'claim' | 'matter' | 'dossier' | undefined {
  const letter = /^([OCLV])-\d+$/.exec(id)?.[1]
  return letter === 'O' ? 'order' : letter === 'C' ? 'claim' : letter === 'L' ? 'matter' : letter === 'V' ? 'dossier' : undefined
}

/** What cannot be had does not keep the rest from being shown. */
async function if_there<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Problem && [403, 404, 409].includes(error.status)) return undefined
    throw error
  }
}

interface Lines {
  items: { id: string; order: string | null; against?: string }[]
  next: string | null
}

/** Looks through a list of records that say of which order they are; a case has one of each at most. */
async function find(path: string, fits: (line: Lines['items'][number]) => boolean, signal: AbortSignal): Promise<string[]> {
  const found: string[] = []
  let cursor: string | null = null
  for (let pages = 0; pages < 5 && !found.length; ++pages) {
    const page: Lines = await get<Lines>(cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path, signal)
    found.push(...page.items.filter(fits).map((line) => line.id))
    if (!(cursor = page.next)) break
  }
  return found
}

export async function load_case(id: string, role: Role | null, signal: AbortSignal): Promise<Case> {
  const kind = kind_of(id)
  if (!kind || !may_read(kind, role)) throw new Problem(404, 'console.no_case', '')
  const read = <T>(path: string) => get<T>(path, signal)

  let matter = kind === 'matter' ? await read<Matter>(`/v1/matters/${id}`) : undefined
  let dossier = kind === 'dossier' ? await read<Dossier>(`/v1/dossiers/${id}`) : undefined
  const asked = kind === 'claim' ? await read<Claim>(`/v1/claims/${id}`) : undefined
  const number = kind === 'order' ? id : (asked?.order ?? matter?.matter.order ?? dossier?.order ?? null)

  const order = number && may_read('order', role) ? await read<Order>(`/v1/orders/${number}`) : undefined
  const claims = await Promise.all(may_read('claim', role) ? (order?.order.claims ?? []).filter((one): one is string => !!one && one !== asked?.id).map((one) => if_there(read<Claim>(`/v1/claims/${one}`))) : [])
  const all_claims = [...claims, asked].filter((one): one is Claim => !!one).sort((a, b) => number_of(a.id) - number_of(b.id))

  const the_matter = async () => {
    if (matter || !may_read('matter', role)) return matter
    const found = await find('/v1/matters?limit=200&fields=order,against', (line) => (number ? line.order === number : !!dossier && line.order === null && line.against === dossier.against), signal)
    const read_ones = await Promise.all(found.slice(0, 8).map((one) => if_there(read<Matter>(`/v1/matters/${one}`))))
    return read_ones.find((one) => one && (number ? one.matter.order === number : one.matter.dossier === dossier?.id))
  }
  const the_dossier = async () => {
    if (dossier || !may_read('dossier', role)) return dossier
    const party = order?.order.terms.supplier
    const found = number && party ? (await find(`/v1/dossiers?limit=200&fields=order&party=${party}`, (line) => line.order === number, signal))[0] : matter?.matter.dossier
    return found ? if_there(read<Dossier>(`/v1/dossiers/${found}`)) : undefined
  }
  ;[matter, dossier] = await Promise.all([the_matter(), the_dossier()])

  const parties = role === 'officer' ? [order?.order.terms.buyer, order?.order.terms.supplier].filter((one): one is string => !!one) : ['']
  const [plan, deadlines, chronology, statement, people, history] = await Promise.all([
    matter && if_there(read<NonNullable<Case['plan']>>(`/v1/matters/${matter.id}/plan`)),
    matter && if_there(read<{ deadlines: Case['deadlines'] }>(`/v1/matters/${matter.id}/deadlines`)),
    dossier && if_there(read<{ facts: Case['facts'] }>(`/v1/dossiers/${dossier.id}/chronology`)),
    number && may_read('statement', role) ? if_there(read<NonNullable<Case['statement']>>(`/v1/statements/orders/${number}`)) : undefined,
    may_read('people', role) ? Promise.all(parties.map((party) => if_there(read<{ items: Person[] }>(`/v1/people?limit=100${party && `&party=${party}`}`)))) : [],
    Promise.all([...(order ? [['orders', number!] as const] : []), ...all_claims.map((one) => ['claims', one.id!] as const)].map(async ([of, one]) => ({ of, id: one, events: (await if_there(read<{ events: Happening[] }>(`/v1/history/${of}/${one}`)))?.events ?? [] }))),
  ])

  const people_of_case = people.flatMap((page) => page?.items ?? []).filter((person) => !person.disabled)
  const ids = new Set([number, ...all_claims.map((one) => one.id), matter?.id, dossier?.id])
  return {
    id: number ?? id,
    order, claims: all_claims, matter, plan, dossier, statement, history,
    deadlines: deadlines?.deadlines ?? [],
    facts: chronology?.facts ?? [],
    people: people_of_case.filter((person) => person.memberships.some((one) => !one.only_case || ids.has(one.only_case))),
  }
}

function number_of(id: string | null): number {
  return Number(id?.slice(2) ?? 0)
}
