import { length_of } from '$/design/drawn'
import type { Sensitivity } from '../types'

type Swing = Sensitivity['swings'][number]
const swing = (one: Swing) => Math.abs(length_of(one.p50_high) - length_of(one.p50_low))

/** The widest swing first; what moves nothing is left out. */
export function by_swing(all: readonly Swing[]): Swing[] {
  return all.filter((one) => swing(one) > 0).sort((a, b) => swing(b) - swing(a))
}

/** A scale that has the result as it is estimated in its middle, wide enough for every swing. */
export function reach(of: Pick<Sensitivity, 'p50' | 'swings'>): { least: number; most: number } {
  const middle = length_of(of.p50)
  const far = Math.max(1, ...of.swings.flatMap((one) => [length_of(one.p50_low), length_of(one.p50_high)]).map((value) => Math.abs(value - middle))) * 1.05
  return { least: middle - far, most: middle + far }
}
