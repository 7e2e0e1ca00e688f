import { untrack } from 'svelte'
import { ask } from '$/api/client'
import type { Problem } from '$/api/problem'
import { sha256 } from '../../dossier'

const shown = /^image\/(jpeg|png|gif|webp|avif|bmp)$/
const most = 64 << 20 // larger files are fetched when they are asked for

/**
 * The bytes of an exhibit as they came: checked here against the digest on record, and, of a picture, an address to show it
 * by. Nothing else is ever opened by the browser: it would be a page of the desk's own then.
 */
export function bytes_of(path: () => string, digest: () => string, size: () => number, type: () => string) {
  let blob = $state.raw<Blob>()
  let verdict = $state<'none' | 'same' | 'other' | 'cannot'>('none')
  let src = $state('')
  let problem = $state.raw<Problem>()

  async function fetch_all(): Promise<Blob | undefined> {
    if (blob) return blob
    problem = undefined
    try {
      blob = await (await ask(path())).blob()
      const found = await sha256(blob)
      verdict = found === undefined ? 'cannot' : found === digest() ? 'same' : 'other'
      if (shown.test(type())) src = URL.createObjectURL(new Blob([blob], { type: type() }))
      return blob
    } catch (error) {
      problem = error as Problem
      return undefined
    }
  }
  $effect(() => {
    void path()
    if (size() <= most) untrack(() => void fetch_all())
    return () => {
      if (src) URL.revokeObjectURL(src)
      src = ''
      blob = undefined
      verdict = 'none'
    }
  })
  return {
    get verdict() { return verdict },
    get src() { return src },
    get problem() { return problem },
    fetch: fetch_all,
  }
}
