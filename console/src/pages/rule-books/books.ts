import type { Given } from '$/api/types'

export type Book = Given<'/v1/rule-books'>['rule_books'][number]
export type WhatIf = Given<'/v1/rule-books/{digest}/what-if', 'post'>

/** What the desk says is wrong with a book, at its place. */
export interface BookFault {
  file: string
  line: number
  column: number
  detail: string
  remedy?: string
}

/** Faults by file, in the order of their lines; those without a place come first. */
export function by_file(errors: readonly object[]): { file: string; faults: BookFault[] }[] {
  const faults = errors.map((one) => ({ file: '', line: 0, column: 0, detail: '', ...one }) as BookFault)
  const files = [...new Set(faults.map((one) => one.file))].sort()
  return files.map((file) => ({
    file,
    faults: faults
      .filter((one) => one.file === file)
      .map((one) => ({ ...one, detail: one.detail.replace(`${file}:${one.line}:${one.column}: `, '') }))
      .sort((a, b) => a.line - b.line || a.column - b.column),
  }))
}

/** The name under which a file goes into a book: all after "programmes/", or the folder's name under where it belongs. */
export function name_in_book(path: string, folder: string): string {
  const at = path.indexOf('programmes/')
  if (at >= 0) return path.slice(at)
  return `${folder.replace(/\/+$/, '')}/${path.split('/').pop()!}`
}

export interface Example {
  name: string
  reading: string
  then: string
}

/** The examples that a book carries, as its files write them: what each is called, under which reading, and what has to come out. */
export function examples_of(files: readonly { name: string; text: string }[]): Example[] {
  return files.flatMap(({ text }) =>
    text
      .split(/^\[\[case\]\]\s*$/m)
      .slice(1)
      .map((block) => {
        const of = (name: string) => new RegExp(`^${name}\\s*=\\s*(.*)$`, 'm').exec(block)?.[1]?.trim() ?? ''
        return { name: of('name').replace(/^"|"$/g, '').replace(/\\"/g, '"'), reading: of('reading').replace(/^"|"$/g, ''), then: of('then').replace(/^\{\s*|\s*\}$/g, '') }
      }),
  )
}

/** Claims for which something would come out differently than today. */
export function different(claims: WhatIf['claims']): WhatIf['claims'] {
  return claims.filter((one) => one.before.verdict !== one.after.verdict || one.before.low.amount !== one.after.low.amount || one.before.high.amount !== one.after.high.amount)
}
