import type { Deadline } from '../types'

/** Those to come by day; those that do not run; what is over, the latest first. */
export function in_order(all: readonly Deadline[]): { come: Deadline[]; open: Deadline[]; past: Deadline[] } {
  const running = new Set(['today', 'soon', 'later'])
  const past = new Set(['met', 'passed', 'stopped'])
  const by_day = (a: Deadline, b: Deadline) => (a.due ?? '9999').localeCompare(b.due ?? '9999')
  return {
    come: all.filter((one) => running.has(one.status)).sort(by_day),
    open: all.filter((one) => !running.has(one.status) && !past.has(one.status)),
    past: all.filter((one) => past.has(one.status)).sort((a, b) => by_day(b, a)),
  }
}
