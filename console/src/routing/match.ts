// Pages are found by their folder: pages/orders/[order]/Page.svelte is shown at /orders/O-17, with { order: 'O-17' }.

export type Params = Record<string, string>

export interface Pattern<T> {
  parts: string[]
  page: T
}

/** "./pages/orders/[order]/Page.svelte" as the parts of its address. */
export function parts_of(file: string): string[] {
  return file.replace(/^.*\/pages/, '').replace(/\/Page\.svelte$/, '').split('/').filter(Boolean)
}

/** The page at an address: fixed words go before members, so that /orders/new is not the order "new". */
export function find<T>(patterns: readonly Pattern<T>[], path: string): { page: T; params: Params } | undefined {
  const asked = path.split('/').filter(Boolean)
  let best: { page: T; params: Params; fixed: string } | undefined
  for (const { parts, page } of patterns) {
    if (parts.length !== asked.length) continue
    const params: Params = {}
    let fixed = ''
    const fits = parts.every((part, i) => {
      const member = /^\[(\w+)\]$/.exec(part)?.[1]
      fixed += member ? '0' : '1'
      if (member) params[member] = decode(asked[i]!)
      return member !== undefined || part === asked[i]
    })
    if (fits && (!best || fixed > best.fixed)) best = { page, params, fixed }
  }
  return best && { page: best.page, params: best.params }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
