import { expect, it } from 'vitest'
import { day_in } from './day-in'

it('gives the day of a moment in the zone where days are counted', () => {
  expect(day_in('2027-07-24T16:00:00.05Z', 'Asia/Shanghai')).toBe('2027-07-25')
  expect(day_in('2027-07-24T15:59:59Z', 'Asia/Shanghai')).toBe('2027-07-24')
  expect(day_in('2027-01-01T02:00:00Z', 'America/New_York')).toBe('2026-12-31')
})
