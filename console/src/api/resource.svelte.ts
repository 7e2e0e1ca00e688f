import { language } from '$/i18n/language.svelte'
import { listen, type Happened } from './live.svelte'
import { Problem } from './problem'

/** Something that is loaded, shown, and loaded again when it changed. */
export interface Resource<T> {
  readonly value: T | undefined
  readonly problem: Problem | undefined // of the last try; `value` is then what was there before
  readonly busy: boolean
  readonly changed: boolean // somebody changed it since it was first shown
  refresh(): Promise<void>
}

/**
 * Loads what `load` gives, again when what it reads changes (a member of the address, the language), and when something
 * happens that `concerns` it. Call it while a component is set up.
 */
export function resource<T>(load: (signal: AbortSignal) => Promise<T>, concerns: (happened: Happened) => boolean = () => false): Resource<T> {
  let value = $state.raw<T>()
  let problem = $state.raw<Problem>()
  let busy = $state(true)
  let changed = $state(false)
  let running: AbortController | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined

  async function run(): Promise<void> {
    running?.abort()
    const mine = (running = new AbortController())
    busy = true
    try {
      const next = await load(mine.signal)
      if (mine.signal.aborted) return
      value = next
      problem = undefined
    } catch (error) {
      if (mine.signal.aborted || (error as Error).name === 'AbortError') return
      problem = error instanceof Problem ? error : new Problem(0, 'console.bug', String((error as Error).message))
      if (!(error instanceof Problem)) console.error(error)
    }
    busy = false
  }

  $effect(() => {
    void language.now // sentences of the desk come in the language of the request
    changed = false
    void run()
    return () => running?.abort()
  })
  $effect(() => {
    const stop = listen((happened) => {
      if (!concerns(happened)) return
      changed = true
      clearTimeout(waiting)
      waiting = setTimeout(run, 80) // what comes in a bunch is loaded once
    })
    const again = () => void run()
    addEventListener('online', again)
    return () => {
      stop()
      clearTimeout(waiting)
      removeEventListener('online', again)
    }
  })

  return {
    get value() { return value },
    get problem() { return problem },
    get busy() { return busy },
    get changed() { return changed },
    refresh: run,
  }
}
