import { untrack } from 'svelte'

export interface Act {
  name: string
  do: () => void
}

let pages = $state.raw<{ of: symbol; acts: () => Act[] }[]>([])

/** What can be done on the open page: the palette lists it. */
export const acts = {
  get all(): Act[] {
    return pages.flatMap((page) => page.acts())
  },
  /** Call it while a component is set up; its acts go when it goes. */
  offer(list: () => Act[]): void {
    const of = Symbol()
    $effect(() => {
      untrack(() => (pages = [...pages, { of, acts: list }]))
      return () => (pages = pages.filter((page) => page.of !== of))
    })
  },
}
