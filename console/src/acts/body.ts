import { amount_of } from '$/design/money-input'
import type { Shape } from './shape'

/** What is wrong with an input, by the pointer of its place. */
export type Flaws = Record<string, 'amount' | 'whole' | 'decimal' | 'id' | 'choose'>

/**
 * The body to send for what stands in a form. What was left empty is left out, so that the desk says itself what it must
 * have; flaws are only what cannot be read at all.
 */
export function body_of(shape: Shape, value: unknown, flaws: Flaws, at = ''): unknown {
  const text = typeof value === 'string' ? value.trim() : ''
  switch (shape.kind) {
    case 'money': {
      const { amount, currency } = (value ?? { amount: '', currency: '' }) as { amount: string; currency: string }
      if (!amount.trim()) return undefined
      const read = amount_of(amount, currency)
      if (!read) flaws[at] = 'amount'
      return read
    }
    case 'yes':
      return value === true
    case 'list': {
      const all = (value as unknown[]).map((one, i) => body_of(shape.of, one, flaws, `${at}/${i}`))
      return all.filter((one) => one !== undefined)
    }
    case 'group': {
      if (value === null) return shape.optional ? null : undefined
      const result: Record<string, unknown> = {}
      for (const [name, of] of Object.entries(shape.members)) {
        const one = body_of(of, (value as Record<string, unknown>)[name], flaws, `${at}/${name}`)
        if (one !== undefined) result[name] = one
      }
      return result
    }
    case 'whole':
      if (text === '' && typeof value !== 'number') return shape.optional ? null : undefined
      if (!/^-?\d{1,15}$/.test(String(value).trim())) flaws[at] = 'whole'
      return Number(value)
    case 'decimal':
      if (!text) return shape.optional ? null : undefined
      if (!/^\d+([.]\d+)?$/.test(text)) flaws[at] = 'decimal'
      return text
    case 'id': {
      if (!text) return shape.optional ? null : undefined
      const id = text.toUpperCase().replace(/^([A-Z]+)-?(\d+)$/, '$1-$2')
      if (!new RegExp(`^${shape.letters}-\\d+$`).test(id)) flaws[at] = 'id'
      return id
    }
    case 'word':
      return text || (shape.optional ? null : undefined)
    case 'moment':
      return text ? new Date(text).toISOString().replace(/\.\d+Z$/, 'Z') : shape.optional ? null : undefined
    default:
      return text || (shape.optional && shape.kind !== 'text' ? null : text === '' ? undefined : text)
  }
}
