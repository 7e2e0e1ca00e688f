import { language } from '$/i18n/language.svelte'
import { get } from './client'
import { listen, type Happened } from './live.svelte'
import { Problem } from './problem'

interface Page<T> {
  items: T[]
  next: string | null
}

/** A list of the desk, page by page; it starts anew when its address changes, and its first page is looked at again when something happens. */
export function list<T extends { id: string }>(path: () => string | undefined, concerns: (happened: Happened) => boolean = () => false) {
  let items = $state.raw<T[]>([])
  let next = $state<string | null>(null)
  let problem = $state.raw<Problem>()
  let busy = $state(true)
  let running: AbortController | undefined
  let pages = 0
  let changed = new Set<string>() // since the first page was looked at: what is not there any more left the list

  async function load(cursor: string | null, fresh: boolean, anew = false): Promise<void> {
    const at = path()
    if (!at) return
    running?.abort()
    const mine = (running = new AbortController())
    busy = true
    try {
      const page = await get<Page<T>>(cursor ? `${at}${at.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}` : at, mine.signal)
      if (mine.signal.aborted) return
      const had = new Set((fresh ? page.items : items).map((one) => one.id))
      if (!fresh) items = [...items, ...page.items.filter((one) => !had.has(one.id))]
      else if (anew || pages <= 1) items = page.items
      else items = [...page.items, ...items.filter((one) => !had.has(one.id) && !changed.has(one.id))] // whoever has scrolled far stays there
      if (fresh) changed = new Set()
      if (!fresh || anew || pages <= 1) next = page.next
      pages = fresh ? (anew ? 1 : Math.max(1, pages)) : pages + 1
      problem = undefined
    } catch (error) {
      if (mine.signal.aborted) return
      problem = error instanceof Problem ? error : new Problem(0, 'console.bug', String((error as Error).message))
    }
    busy = false
  }

  $effect(() => {
    void language.now
    items = []
    next = null
    void load(null, true, true)
    return () => running?.abort()
  })
  $effect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const stop = listen((happened) => {
      if (!concerns(happened)) return
      if (!path()?.includes('sort=')) changed.add(happened.id)
      clearTimeout(waiting)
      waiting = setTimeout(() => void load(null, true), 150)
    })
    return () => {
      stop()
      clearTimeout(waiting)
    }
  })

  return {
    get items() { return items },
    get problem() { return problem },
    get busy() { return busy },
    get complete() { return next === null && !busy },
    /** Loads the next page, where there is one. */
    more(): void {
      if (next && !busy) void load(next, false)
    },
    refresh: () => load(null, true, true),
  }
}
