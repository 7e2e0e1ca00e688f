import { get, on_signed_out, post, remove, use_csrf } from '$/api/client'
import { close_live, open_live } from '$/api/live.svelte'
import type { Problem } from '$/api/problem'
import { language, type Language } from '$/i18n/language.svelte'
import { forget_names } from '$/parties/names.svelte'

export type Role = 'buyer' | 'supplier' | 'officer' | 'inspector' | 'counsel' | 'auditor' | 'carrier' | 'provider' | 'supplier-counsel'

export interface Membership {
  id: string
  role: Role
  party: string | null
  party_name: string | null
  only_case: string | null
}

export interface Session {
  person: { id: string; name: string; email: string; language: Language; has_factor: boolean }
  csrf: string
  acting: string | null
  memberships: Membership[]
}

// Said in this browser when somebody signs in, so that strangers are not asked for who they are at every page.
const hint = 'recourse.signed-in'

let now = $state.raw<Session | null>()
let over = $state(false)

/** Who is signed in, and as what. */
export const session = {
  /** Nothing is known yet. */
  get unknown() {
    return now === undefined
  },
  get now(): Session | null {
    return now ?? null
  },
  /** The session ran out while something was on the page: what was typed stays, and whoever sits here signs in again over it. */
  get over() {
    return over
  },
  get acting(): Membership | null {
    return now?.memberships.find((one) => one.id === now?.acting) ?? null
  },
  get role(): Role | null {
    return this.acting?.role ?? null
  },
  is(...roles: Role[]): boolean {
    return this.role !== null && roles.includes(this.role)
  },
}

on_signed_out(() => {
  if (!now) return
  over = true
  close_live()
})

/** Looks whether a session runs already. */
export async function begin(): Promise<void> {
  if (!localStorage.getItem(hint)) return void (now = null)
  try {
    take(await get<Session>('/v1/sessions/current'))
  } catch (problem) {
    // Nobody is signed in, or the desk is not there: each page says so by itself when it asks for something.
    if ((problem as Problem).status !== 401) console.warn(`session: ${(problem as Problem).message}`)
    else localStorage.removeItem(hint)
    now = null
  }
}

function take(next: Session): void {
  now = next
  over = false
  use_csrf(next.csrf)
  if (next.acting) open_live()
}

export async function sign_in(email: string, password: string, code = ''): Promise<void> {
  const before = now
  const signed = await post<{ csrf: string; memberships: { id: string }[] }>('/v1/sessions', { email, password, code })
  use_csrf(signed.csrf)
  localStorage.setItem(hint, 'yes')
  // Signed in anew over a page that was left open: in the same part as before.
  const only = signed.memberships.length === 1 ? signed.memberships[0]!.id : signed.memberships.find((one) => one.id === before?.acting)?.id
  if (only) await post('/v1/sessions/current/act-as', { membership: only })
  await begin()
  if (now) language.set(now.person.language)
}

/** From now on in another part of the same person. */
export async function act_as(membership: string): Promise<void> {
  await post('/v1/sessions/current/act-as', { membership })
  forget_names()
  await begin()
}

export async function sign_out(): Promise<void> {
  await remove('/v1/sessions/current')
  close_live()
  forget_names()
  use_csrf('')
  localStorage.removeItem(hint)
  now = null
}
