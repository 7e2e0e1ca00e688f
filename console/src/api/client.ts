import createClient from 'openapi-fetch'
import { language } from '$/i18n/language.svelte'
import { Problem, problem_of } from './problem'
import type { components, paths } from './schema'

// The one place that talks to the desk. Pages call `get`, `post` and `command`; what fails is thrown as a Problem.

export type Schemas = components['schemas']

let csrf = ''
let signed_out: () => void = () => {}

/** What goes back with everything that changes something, of the session that runs. */
export function use_csrf(token: string): void {
  csrf = token
}
/** Told when the desk no longer knows the session. */
export function on_signed_out(tell: () => void): void {
  signed_out = tell
}

/** A key under which the same command is carried out once, however often it is sent. */
export function new_key(): string {
  const random = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A request with what the desk wants to know of every one. Throws a Problem. */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('Accept-Language', language.now)
  if (csrf && init.method && init.method !== 'GET' && init.method !== 'HEAD') headers.set('X-CSRF-Token', csrf)
  let answer: Response
  try {
    answer = await fetch(path, { ...init, headers, credentials: 'same-origin', redirect: 'error' })
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error
    throw new Problem(0, 'offline', language.now === 'zh' ? '无法连接服务器。' : 'The desk could not be reached.')
  }
  if (answer.ok || answer.status === 304) return answer
  const body = answer.headers.get('Content-Type')?.includes('json') ? await answer.json().catch(() => undefined) : undefined
  const problem = problem_of(answer.status, body, answer.headers)
  if (problem.status === 401 && csrf) signed_out()
  throw problem
}

/** Typed by the description of the desk: `(await desk.GET('/v1/orders/{order}', ...)).data`. Errors are thrown already. */
export const desk = createClient<paths>({ baseUrl: '', fetch: async (request: Request) => ask(request.url, { method: request.method, headers: request.headers, body: request.body ? await request.arrayBuffer() : undefined, signal: request.signal }) })

/** What is at a path, with its version where it has one (`ETag`, for If-Match). */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T & { readonly etag?: string }> {
  const answer = await ask(path, { signal, headers: { Accept: 'application/json' } })
  const value = (await answer.json()) as T
  const etag = answer.headers.get('ETag')
  if (etag && typeof value === 'object' && value !== null) Object.defineProperty(value, 'etag', { value: etag, enumerable: false })
  return value as T & { readonly etag?: string }
}

export interface Sending {
  key?: string // Idempotency-Key: keep it while the same input is tried again
  version?: string | number // If-Match: carried out only on this version
  signal?: AbortSignal
}

/** Posts a body and gives what is answered; nothing where nothing is. */
export async function post<T = unknown>(path: string, body: unknown = {}, { key = new_key(), version, signal }: Sending = {}): Promise<T> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json', 'Idempotency-Key': key, Accept: 'application/json' }
  if (version !== undefined) headers['If-Match'] = typeof version === 'number' ? `"v${version}"` : version
  const answer = await ask(path, { method: 'POST', headers, body: JSON.stringify(body), signal })
  const text = await answer.text()
  return (text ? JSON.parse(text) : undefined) as T
}

export async function remove(path: string): Promise<void> {
  await ask(path, { method: 'DELETE', headers: { 'Idempotency-Key': new_key() } })
}
