import { expect, it } from 'vitest'
import { lines_of } from './paper'

it('a draft is read line by line', () =>
  expect(lines_of('# 律师函\n\n## I. Facts\n>> 26 December 2026\nPay by [● last day to pay], or we sue.')).toEqual([
    { as: 'title', parts: [{ text: '律师函', open: false }] },
    { as: 'gap', parts: [] },
    { as: 'heading', parts: [{ text: 'I. Facts', open: false }] },
    { as: 'right', parts: [{ text: '26 December 2026', open: false }] },
    { as: 'text', parts: [{ text: 'Pay by ', open: false }, { text: 'last day to pay', open: true }, { text: ', or we sue.', open: false }] },
  ]))
