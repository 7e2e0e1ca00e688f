// What happens on the desk, as it happens: which subject changed, never its content. One stream for all that is open.

export interface Happened {
  sequence: number
  id: string // of the subject: "C-20"
  event: string
  version: number
  at: string
}

/** What the desk's stream names its events by: whose they are. */
const subjects = ['order', 'claim', 'party', 'standing', 'remittance', 'statement', 'movement', 'payout', 'edition', 'dossier', 'matter']

type Listener = (happened: Happened) => void

const listeners = new Set<Listener>()
let source: EventSource | undefined
let state = $state<'off' | 'on' | 'broken'>('off')

export const live = {
  /** `broken`: what is shown may be old; it is tried again by itself. */
  get state() {
    return state
  },
}

export function open_live(): void {
  close_live()
  source = new EventSource('/v1/events')
  source.onopen = () => (state = 'on')
  source.onerror = () => (state = source?.readyState === EventSource.CLOSED ? 'off' : 'broken')
  for (const subject of subjects) source.addEventListener(subject, tell)
}

export function close_live(): void {
  source?.close()
  source = undefined
  state = 'off'
}

function tell(message: MessageEvent<string>): void {
  let happened: Happened
  try {
    happened = JSON.parse(message.data) as Happened
  } catch {
    return
  }
  for (const listener of listeners) listener(happened)
}

/** Calls back for each thing that happens, until what it returns is called. */
export function listen(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
