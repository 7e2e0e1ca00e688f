import { describe, expect, it } from 'vitest'
import { axis } from './axis'
import { cut_to, lay_out, near, outside, width_of } from './layout'
import { counted_from, in_time, type Mark } from './marks'

const today = '2027-07-29'
const mark = (id: string, on: string, of: Partial<Mark> = {}): Mark => ({ id, lane: 'assurance', kind: 'past', on, text: id, ...of })
const label = (one: Mark) => one.text

describe('the axis', () => {
  it('gives days near today more room than those far away', () => {
    const { x, bent } = axis('all', ['2026-12-01', '2030-07-29'], today, 1000)
    expect(bent).toBe(true)
    expect([x('2026-12-01'), x('2030-07-29')]).toEqual([0, 1000])
    expect(x('2027-08-05') - x(today)).toBeGreaterThan(x('2029-08-05') - x('2029-07-29'))
  })
  it('is even where nothing is to come, and in a month', () => {
    const over = axis('all', ['2026-12-01', '2027-06-05'], today, 1000)
    expect(over.bent).toBe(false)
    expect(over.x('2027-02-01') - over.x('2027-01-01')).toBeCloseTo(over.x('2027-04-01') - over.x('2027-03-01'))
    const month = axis('month', [], today, 360)
    expect(month.x('2027-08-08') - month.x(today)).toBeCloseTo(100)
    expect(axis('month', [], today, 360, 1).first).toBe('2027-08-16')
  })
  it('writes no two days over each other', () => {
    const { ticks } = axis('all', ['2020-01-01', '2035-01-01'], today, 700)
    ticks.slice(1).forEach((tick, i) => expect(tick.x - ticks[i]!.x).toBeGreaterThan(60))
  })
})

describe('the lanes', () => {
  const scale = axis('month', [], today, 720)
  it('put what happened close together into one mark', () => {
    const [band] = lay_out([mark('a', '2027-07-25'), mark('b', '2027-07-25'), mark('c', '2027-07-26'), mark('d', today)], scale, 720, label)
    expect(band!.placed.map((one) => one.marks.map((two) => two.id))).toEqual([['a', 'b', 'c'], ['d']])
  })
  it('lay no label over another and nothing outside', () => {
    const many = Array.from({ length: 12 }, (_, i) => mark(`the clock number ${i}`, `2027-08-${String(10 + i).padStart(2, '0')}`, { kind: 'clock', from: '2027-08-01' }))
    const [band] = lay_out(many, scale, 720, label)
    expect(band!.placed.length + band!.hidden).toBe(12)
    for (const row of new Set(band!.placed.map((one) => one.row))) {
      const spans = band!.placed.filter((one) => one.row === row).map((one) => [Math.min(one.from!, one.at), Math.max(one.x, one.at + width_of(one.label))] as const).sort((a, b) => a[0] - b[0])
      spans.slice(1).forEach((span, i) => expect(span[0]).toBeGreaterThanOrEqual(spans[i]![1]))
    }
    for (const one of band!.placed) expect(one.at).toBeGreaterThanOrEqual(0)
  })
  it('cut a clock that runs on outside, and count what lies there', () => {
    const marks = [mark('a', '2027-01-01'), mark('b', '2029-01-01', { kind: 'clock', from: '2027-07-01' }), mark('c', '2029-01-01', { kind: 'step' })]
    const [band] = lay_out(marks, scale, 720, label)
    expect(band!.placed).toHaveLength(1)
    expect(band!.placed[0]!.cut).toEqual({ left: true, right: true })
    expect(outside(marks, scale)).toEqual({ before: 1, after: 1 })
    expect(near).toBeGreaterThanOrEqual(24)
  })
  it('cut words whole where they can', () => {
    expect(cut_to('Notice of defects to the supplier', 90)).toBe('Notice of…')
    expect(width_of(cut_to('质量异议期于二〇二八年届满', 80))).toBeLessThanOrEqual(92)
  })
})

describe('marks', () => {
  it('stand by day, what has happened before what runs out', () => {
    expect(in_time([mark('z', today, { kind: 'clock' }), mark('b', today), mark('a', '2027-08-01')]).map((one) => one.id)).toEqual(['b', 'z', 'a'])
  })
  it('know from which day a clock is counted', () => {
    expect(counted_from('2027-07-29 (Thursday) is the day of the event, day 0: ... ends on 2027-08-05')).toBe('2027-07-29')
    expect(counted_from('the last day that the offer names')).toBeUndefined()
  })
})
