import type { Axis } from './axis'
import { in_time, lanes, type Lane, type Mark } from './marks'

// Where the marks of each lane lie: what has happened on its first line, clocks and plans below, none over another.

export interface Placed {
  id: string // of the first mark
  marks: Mark[] // several that are too near each other to be told apart
  row: number
  x: number // of the mark; of a clock its last day
  from?: number // where a clock's bar begins
  label: string
  at: number // where the label begins
  cut: { left: boolean; right: boolean } // it goes on outside
}

export interface Band {
  lane: Lane
  rows: number
  placed: Placed[]
  hidden: number // that did not find room; the list has them
}

export const near = 26 // pixels: a mark that is touched is that wide
const gap = 8

/** About how wide a text is drawn at 13 pixels. */
export function width_of(text: string): number {
  let wide = 0
  for (const sign of text) wide += sign.codePointAt(0)! > 0x2e7f ? 13 : /[A-Z0-9MWmw]/.test(sign) ? 7.6 : /[ .,:;'iljtfr]/.test(sign) ? 3.9 : 6.6
  return Math.ceil(wide)
}

/** As much of a text as fits, whole words where there are. */
export function cut_to(text: string, wide: number): string {
  if (width_of(text) <= wide) return text
  let short = ''
  for (const sign of text) {
    if (width_of(short + sign) > wide - 10) break
    short += sign
  }
  const word = short.replace(/\s+\S*$/, '')
  return `${(word.length > short.length * 0.6 ? word : short).trimEnd()}…`.replace(/\s*→?\s*…$/, '…')
}

export function lay_out(marks: readonly Mark[], axis: Axis, width: number, label_of: (mark: Mark) => string, most_rows = 9): Band[] {
  return lanes.flatMap((lane) => {
    const own = in_time(marks.filter((one) => one.lane === lane))
    if (!own.length) return []
    const placed: Placed[] = []
    const inside = (mark: Mark) => axis.x(mark.on) >= -1 && axis.x(mark.on) <= width + 1

    // What has happened: on one line, those that touch each other together.
    const dots: { x: number; marks: Mark[] }[] = []
    for (const mark of own.filter((one) => one.kind === 'past' || one.kind === 'fact').filter(inside)) {
      const x = axis.x(mark.on)
      const last = dots.at(-1)
      if (last && x - last.x < near) last.marks.push(mark)
      else dots.push({ x, marks: [mark] })
    }
    let taken = 0 // to where the line is written on
    dots.forEach((dot, i) => {
      const text = dot.marks.length === 1 ? label_of(dot.marks[0]!) : ''
      const right = (dots[i + 1]?.x ?? width) - dot.x - near / 2 - (dots[i + 1] ? near / 2 + gap : 0)
      const left = dot.x - near / 2 - taken - gap
      const before = right < Math.min(width_of(text), 120) && left > right
      const room = Math.min(before ? left : right, 260)
      const label = text && room > 48 ? cut_to(text, room) : ''
      const at = before ? dot.x - near / 2 - width_of(label) : dot.x + near / 2
      placed.push({ id: dot.marks[0]!.id, marks: dot.marks, row: 0, x: dot.x, label, at, cut: { left: false, right: false } })
      taken = Math.max(dot.x + near / 2, label && !before ? at + width_of(label) : 0)
    })

    // What runs and what is planned: each on the first line that has room.
    const ends: [number, number][][] = []
    let hidden = 0
    const first_row = dots.length ? 1 : 0
    const runs = own.filter((one) => one.kind === 'clock' || one.kind === 'step').sort((a, b) => (a.from ?? a.on).localeCompare(b.from ?? b.on) || a.on.localeCompare(b.on))
    for (const mark of runs) {
      const end = axis.x(mark.on)
      const start = mark.from ? axis.x(mark.from) : end
      if (end < -1 || start > width + 1) continue
      const x = Math.min(end, width - 6)
      const from = Math.max(0, Math.min(start, x))
      const full = label_of(mark)
      const right = width - x - near / 2
      const left = from - near / 2
      const inner = mark.kind === 'clock' ? x - from - 20 : 0
      // After its end or inside where all of it fits, else where there is most room; before its beginning where there is none.
      const wants = width_of(full)
      const [room, side] = right >= wants ? [right, 'after'] : inner >= wants ? [inner, 'inside'] : Math.max(right, inner) >= 150 ? (right >= inner ? [right, 'after'] : [inner, 'inside']) : left >= right ? [left, 'before'] : [right, 'after']
      const label = cut_to(full, Math.min(room, 460))
      const wide = width_of(label)
      const at = side === 'after' ? x + near / 2 : side === 'inside' ? from + 8 : Math.max(0, from - near / 2 - wide)
      const span: [number, number] = [Math.min(from, at) - near / 2, Math.max(x + near / 2, at + wide) + gap]
      let row = ends.findIndex((taken) => taken.every(([a, b]) => span[1] <= a || span[0] >= b))
      if (row < 0) row = ends.length
      if (first_row + row >= most_rows) {
        ++hidden
        continue
      }
      ;(ends[row] ??= []).push(span)
      placed.push({ id: mark.id, marks: [mark], row: first_row + row, x, from: mark.kind === 'clock' ? from : undefined, label, at, cut: { left: start < 0, right: end > width + 1 } })
    }
    return [{ lane, rows: Math.max(1, first_row + ends.length), placed, hidden }]
  })
}

/** How many marks lie before and after what is drawn. */
export function outside(marks: readonly Mark[], axis: Axis): { before: number; after: number } {
  return { before: marks.filter((one) => one.on < axis.first).length, after: marks.filter((one) => (one.from && one.from < one.on ? one.from : one.on) > axis.last).length }
}
