import { untrack, type Component } from 'svelte'
import { find, parts_of, type Params } from './match'

/** What every page is given: the members of its address, and its query. */
export interface PageProps {
  params: Params
  query: URLSearchParams
}

type Load = () => Promise<{ default: Component<PageProps> }>

const pages = Object.entries(import.meta.glob('../pages/**/Page.svelte') as Record<string, Load>).map(([file, page]) => ({ parts: parts_of(file), page }))

let at = $state.raw(new URL(location.href))
/** Asked before a page is left; what it answers is the reason to stay, or nothing. */
const guards = new Set<() => string | undefined>()

export const route = {
  get url(): URL {
    return at
  },
  get path(): string {
    return at.pathname
  },
  get query(): URLSearchParams {
    return at.searchParams
  },
}

/** The page of the present address; nothing: there is none. */
export function page_at(path: string): { load: Load; params: Params } | undefined {
  const found = find(pages, path)
  return found && { load: found.page, params: found.params }
}

/** Goes to an address of the console. With `replace` the present one is not come back to. */
export function go(to: string, { replace = false, keep_scroll = false } = {}): void {
  const next = new URL(to, location.href)
  if (next.origin !== location.origin) return void location.assign(next)
  const before = untrack(() => at.pathname) // who goes somewhere in an effect does not want to go again because he went
  const reason = next.pathname === before ? undefined : [...guards].map((ask) => ask()).find(Boolean)
  if (reason && !confirm(reason)) return
  history[replace ? 'replaceState' : 'pushState']({}, '', next)
  at = next
  if (!keep_scroll && !next.hash) scrollTo(0, 0)
}

/** Changes members of the query where one is, without a step in the history; an empty value takes one away. */
export function ask(members: Record<string, string | undefined>): void {
  const next = new URL(untrack(() => at))
  for (const [name, value] of Object.entries(members)) value ? next.searchParams.set(name, value) : next.searchParams.delete(name)
  go(next.href, { replace: true, keep_scroll: true })
}

/** Asks before a page with unsaved input is left; call what it returns when there is nothing to lose any more. */
export function guard(ask_why: () => string | undefined): () => void {
  guards.add(ask_why)
  return () => guards.delete(ask_why)
}

addEventListener('popstate', () => (at = new URL(location.href)))
addEventListener('beforeunload', (event) => {
  if ([...guards].some((ask) => ask())) event.preventDefault()
})
// Every link inside the console is a step of the router; a new tab, a download and other sites are the browser's.
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element).closest?.('a')
  if (!link?.href || link.target || link.hasAttribute('download')) return
  const to = new URL(link.href)
  if (to.origin !== location.origin || to.pathname.startsWith('/v1/') || to.pathname.startsWith('/docs/')) return
  if (to.pathname === at.pathname && to.search === at.search && to.hash) return
  event.preventDefault()
  go(to.href)
})
