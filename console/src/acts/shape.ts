// The body of a command as the desk describes it, in the few shapes that a form knows.

/** JSON Schema, as far as the desk's description uses it. */
export interface Schema {
  type?: string | string[]
  properties?: Record<string, Schema>
  items?: Schema
  enum?: string[]
  anyOf?: Schema[]
  pattern?: string
  minimum?: number
  maximum?: number
  $ref?: string
}

export type Shape =
  | { kind: 'text'; optional: boolean }
  | { kind: 'id'; letters: string; optional: boolean } // "O-17": letters is "O"
  | { kind: 'digest'; optional: boolean }
  | { kind: 'whole'; least?: number; optional: boolean }
  | { kind: 'decimal'; optional: boolean }
  | { kind: 'yes'; optional: boolean }
  | { kind: 'day'; optional: boolean }
  | { kind: 'moment'; optional: boolean }
  | { kind: 'money'; optional: boolean }
  | { kind: 'word'; words: string[]; optional: boolean }
  | { kind: 'list'; of: Shape; optional: boolean }
  | { kind: 'group'; members: Record<string, Shape>; optional: boolean }

export function shape_of(schema: Schema, optional = false): Shape {
  if (schema.$ref?.endsWith('/money')) return { kind: 'money', optional }
  if (schema.anyOf) {
    const real = schema.anyOf.filter((one) => one.type !== 'null')
    return shape_of(real[0] ?? {}, optional || real.length < schema.anyOf.length)
  }
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  const open = optional || types.includes('null')
  if (schema.enum) return { kind: 'word', words: schema.enum.filter((word) => word !== null), optional: open }
  if (types.includes('array')) return { kind: 'list', of: shape_of(schema.items ?? {}), optional: open }
  if (types.includes('object')) return { kind: 'group', members: Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, shape_of(of)])), optional: open }
  if (types.includes('boolean')) return { kind: 'yes', optional: open }
  if (types.includes('integer')) return { kind: 'whole', least: schema.minimum, optional: open }
  const pattern = schema.pattern ?? ''
  const letters = /^\^([A-Z]+)-\[0-9\]\+\$$/.exec(pattern)?.[1]
  if (letters) return { kind: 'id', letters, optional: open }
  if (pattern.startsWith('^[0-9]{4}-[0-9]{2}-[0-9]{2}T')) return { kind: 'moment', optional: open }
  if (pattern.startsWith('^[0-9]{4}-[0-9]{2}-[0-9]{2}$')) return { kind: 'day', optional: open }
  if (pattern.startsWith('^[0-9a-f]{64}')) return { kind: 'digest', optional: open }
  if (pattern.startsWith('^[0-9]+([.]')) return { kind: 'decimal', optional: open }
  return { kind: 'text', optional: open }
}

/** What a form begins with. Words that say nothing yet are chosen; others wait for a choice. */
export function blank(shape: Shape, currency: string): unknown {
  switch (shape.kind) {
    case 'money':
      return { amount: '', currency }
    case 'yes':
      return false
    case 'list':
      return []
    case 'group':
      return shape.optional ? null : Object.fromEntries(Object.entries(shape.members).map(([name, of]) => [name, blank(of, currency)]))
    case 'word':
      return shape.words.includes('unknown') ? 'unknown' : shape.words.includes('none') ? 'none' : shape.words.length === 1 ? shape.words[0] : ''
    default:
      return ''
  }
}

/** The first member that takes a whole number: what `allowed` numbers. */
export function number_member(shape: Shape): string | undefined {
  return shape.kind === 'group' ? Object.entries(shape.members).find(([, of]) => of.kind === 'whole')?.[0] : undefined
}

/** The first member that takes a number with these letters, such as "VX-20". */
export function id_member(shape: Shape, id: string): string | undefined {
  const letters = /^[A-Z]+/.exec(id)?.[0]
  return shape.kind === 'group' ? Object.entries(shape.members).find(([, of]) => of.kind === 'id' && of.letters === letters)?.[0] : undefined
}

/** Where the name that `allowed` gives belongs: the member whose words hold it, else one called "slot". */
export function name_member(shape: Shape, name: string, at: string[] = []): string[] | undefined {
  if (shape.kind !== 'group') return undefined
  for (const [member, of] of Object.entries(shape.members)) {
    if (of.kind === 'word' && of.words.includes(name)) return [...at, member]
    const inside = name_member(of, name, [...at, member])
    if (inside) return inside
  }
  return 'slot' in shape.members ? [...at, 'slot'] : undefined
}
