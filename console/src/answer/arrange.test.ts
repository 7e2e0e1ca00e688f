import { describe, expect, it } from 'vitest'
import { by_status, main_coverage, marks_of, place_of } from './arrange'
import type { Answer, Coverage, Deadline, Route, Step } from './types'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const coverage = (programme: string, verdict: Coverage['verdict'], high: string) => ({ programme, verdict, high: usd(high) }) as Coverage
const route = (id: string, status: Route['status'], mean: string, track: Route['track'] = 'legal') => ({ id, status, track, net: { mean: usd(mean) } }) as Route

describe('how an answer is told', () => {
  it('begins with the programme that may pay most', () => {
    expect(main_coverage({ coverage: [coverage('a', 'not_covered', '0.00'), coverage('b', 'partly', '10.00'), coverage('c', 'partly', '900.00')] } as Answer)?.programme).toBe('c')
    expect(main_coverage({ coverage: [] as Coverage[] } as Answer)).toBeUndefined()
  })
  it('puts open routes first and the best of them first', () => {
    const told = by_status([route('x', 'closed', '0'), route('y', 'open', '5'), route('z', 'unknown', '9'), route('w', 'open', '50')])
    expect([told.open, told.may, told.closed].map((all) => all.map((one) => one.id))).toEqual([['w', 'y'], ['z'], ['x']])
  })
  it('lays last days and steps of both tracks on one line, without what has passed', () => {
    const deadlines = [{ id: 'claim-window', due: '2026-12-20', status: 'later', route: null, what: 'Claim', if_missed: '' }, { id: 'limitation', due: '2029-01-01', status: 'later', route: 'prc-court', what: 'Sue', if_missed: '' }, { id: 'old', due: '2020-01-01', status: 'passed', route: null, what: '', if_missed: '' }] as unknown as Deadline[]
    const plan = [{ id: 'demand', by: '2026-12-08', track: 'legal', do: 'Demand', why: '' }] as unknown as Step[]
    expect(marks_of(deadlines, plan, [route('prc-court', 'open', '1')]).map((one) => [one.id, one.track])).toEqual([['s-demand', 'legal'], ['d-claim-window', 'assurance'], ['d-limitation', 'legal']])
  })
  it('gives the first weeks more room than years', () => {
    expect(place_of(0, 1400)).toBe(0)
    expect(place_of(1400, 1400)).toBe(1)
    expect(place_of(30, 1400)).toBeGreaterThan(0.3)
  })
})
