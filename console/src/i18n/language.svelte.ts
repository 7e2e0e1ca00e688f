export type Language = 'en' | 'zh'

const key = 'recourse.language'

function first(): Language {
  const kept = globalThis.localStorage?.getItem(key)
  if (kept === 'en' || kept === 'zh') return kept
  return globalThis.navigator?.language?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

let now = $state<Language>(first())

/** The language in which everything is said; reading it in a template or a derived value follows it. */
export const language = {
  get now(): Language {
    return now
  },
  /** At once and for the next visits. */
  set(next: Language) {
    now = next
    globalThis.localStorage?.setItem(key, next)
    document.documentElement.lang = next
  },
}

if (globalThis.document) document.documentElement.lang = now
