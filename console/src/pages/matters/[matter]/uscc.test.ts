import { expect, it } from 'vitest'
import { code_fault } from './uscc'

it.each([
  ['91350100M000100Y43', undefined],
  ['91350100M000100Y44', 'check'],
  ['91350100M000100Y4', 'length'],
  ['91350100I000100Y43', 'signs'],
  [' 91350100m000100y43 ', undefined],
])('%s', (code, fault) => expect(code_fault(code)).toBe(fault))
