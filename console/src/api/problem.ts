/** What the desk answered instead of what was asked (RFC 9457), or that it could not be reached. */
export interface Fault {
  pointer: string // of the body, "/lines/0/share"
  detail: string
}

export class Problem extends Error {
  constructor(
    readonly status: number, // 0: the desk was not reached
    readonly code: string,
    readonly title: string,
    readonly detail = '',
    readonly errors: readonly Fault[] = [],
    readonly rule?: string,
    readonly retry_after?: number, // seconds
  ) {
    super(detail || title)
    this.name = 'Problem'
  }

  get offline(): boolean {
    return this.status === 0
  }
  /** Somebody else changed it meanwhile. */
  get conflict(): boolean {
    return this.status === 412 || this.code.endsWith('.version') || this.code === 'command.version'
  }
}

export function problem_of(status: number, body: unknown, headers?: Headers): Problem {
  const of = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (name: string) => (typeof of[name] === 'string' ? (of[name] as string) : '')
  const errors = Array.isArray(of.errors) ? (of.errors as Fault[]) : []
  const wait = Number(headers?.get('Retry-After'))
  return new Problem(status, text('code') || `http.${status}`, text('title') || `${status}`, text('detail'), errors, text('rule') || undefined, wait > 0 ? wait : undefined)
}
