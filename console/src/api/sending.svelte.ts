import { new_key } from './client'
import { Problem } from './problem'

/**
 * One form on its way: busy while it is, with the problem that came back. What may have arrived although no answer did is
 * sent again under the same key, so that it is carried out once; what was refused gets a new one.
 */
export function sending<T = unknown>(act: (key: string) => Promise<T>) {
  let busy = $state(false)
  let problem = $state.raw<Problem>()
  let key = new_key()

  return {
    get busy() {
      return busy
    },
    /** What stands against it; not what stands at a field. */
    get problem() {
      return problem
    },
    /** What is wrong at a place of the body ("/amount"), for its field. */
    at(pointer: string): string | undefined {
      return problem?.errors.find((one) => one.pointer === pointer || one.pointer?.startsWith(`${pointer}/`))?.detail
    },
    /** True when it was done. */
    async send(event?: Event): Promise<boolean> {
      event?.preventDefault()
      if (busy) return false
      busy = true
      problem = undefined
      try {
        await act(key)
        key = new_key()
        return true
      } catch (error) {
        problem = error instanceof Problem ? error : new Problem(0, 'console.bug', String((error as Error).message))
        if (!(error instanceof Problem)) console.error(error)
        if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) key = new_key()
        return false
      } finally {
        busy = false
      }
    },
    clear() {
      problem = undefined
    },
  }
}
