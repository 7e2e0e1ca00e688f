import { describe, expect, it } from 'vitest'
import { find, parts_of } from './match'

const patterns = ['/src/pages/Page.svelte', '/src/pages/orders/Page.svelte', '/src/pages/orders/[order]/Page.svelte', '/src/pages/orders/new/Page.svelte'].map((file) => ({ parts: parts_of(file), page: file }))

describe('an address', () => {
  it.each([
    ['/', '/src/pages/Page.svelte', {}],
    ['/orders', '/src/pages/orders/Page.svelte', {}],
    ['/orders/', '/src/pages/orders/Page.svelte', {}],
    ['/orders/O-17', '/src/pages/orders/[order]/Page.svelte', { order: 'O-17' }],
    ['/orders/a%20b', '/src/pages/orders/[order]/Page.svelte', { order: 'a b' }],
    ['/orders/%E0', '/src/pages/orders/[order]/Page.svelte', { order: '%E0' }],
    ['/orders/new', '/src/pages/orders/new/Page.svelte', {}],
  ])('%s is a page', (path, page, params) => expect(find(patterns, path)).toEqual({ page, params }))

  it.each(['/order', '/orders/O-17/x'])('%s is none', (path) => expect(find(patterns, path)).toBeUndefined())
})
