import { expect, it } from 'vitest'
import { fraction_of, loss_of, reliability, stacked, type Month } from './overview'

it.each([[80, '0.8\u202f%'], [0, '0\u202f%'], [123, '1.23\u202f%'], [10000, '100\u202f%'], [-50, '−0.5\u202f%'], [5, '0.05\u202f%']])('a loss of %d is %s', (loss, said) => expect(loss_of(loss)).toBe(said))

it.each([[2500, '0.25'], [0, '0'], [10000, '1'], [1234, '0.1234'], [80, '0.008']])('a score of %d is %s', (score, said) => expect(fraction_of(score)).toBe(said))

const month = (name: string, some: Partial<Month>): Month => ({ month: name, granted: 0, partly: 0, rejected: 0, settled: 0, withdrawn: 0, no_response: 0, not_returned: 0, charged_back: 0, ...some })

it('months are stacked on one scale', () => {
  const found = stacked([month('2027-01', { granted: 2, rejected: 2 }), month('2027-02', { settled: 1 }), month('2027-03', {})])
  expect(found.map((one) => one.total)).toEqual([4, 1, 0])
  expect(found[0]!.parts).toEqual([{ ending: 'granted', count: 2, from: 0, to: 0.5 }, { ending: 'rejected', count: 2, from: 0.5, to: 1 }])
  expect(found[1]!.parts).toEqual([{ ending: 'settled', count: 1, from: 0, to: 0.25 }])
})

it('tenths in which nothing was said are no points', () =>
  expect(reliability([{ from: 0, count: 0, predicted: 0, observed: 0 }, { from: 1000, count: 4, predicted: 1500, observed: 2500 }])).toEqual([{ predicted: 1500, observed: 2500, count: 4 }]))
