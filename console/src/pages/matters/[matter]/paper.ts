// A draft as it comes as text, as something to read: headings, what stands at the right, and the places that are still open.

export interface PaperLine {
  as: 'title' | 'heading' | 'right' | 'text' | 'gap'
  parts: { text: string; open: boolean }[]
}

/** "[● day to pay]" is a place that nobody has filled in yet. */
function parts_of(text: string): PaperLine['parts'] {
  return text
    .split(/(\[●[^\]]*\])/)
    .filter(Boolean)
    .map((part) => ({ text: part.startsWith('[●') ? part.slice(2, -1).trim() : part, open: part.startsWith('[●') }))
}

export function lines_of(text: string): PaperLine[] {
  return text.split('\n').map((line) => {
    const [, mark = '', rest = ''] = /^(#{1,6} |>> |)(.*)$/.exec(line.trimEnd()) ?? []
    const as = !rest ? 'gap' : mark === '# ' ? 'title' : mark.startsWith('#') ? 'heading' : mark === '>> ' ? 'right' : 'text'
    return { as, parts: parts_of(rest) }
  })
}
