import { get } from '$/api/client'

/** The day and the zone of the desk: a sandbox may be far from today. */
let today = $state(new Date().toISOString().slice(0, 10))
let zone = $state('UTC')
let sandbox = $state(false)

export const clock = {
  get today() {
    return today
  },
  get zone() {
    return zone
  },
  get sandbox() {
    return sandbox
  },
  /** What the desk says; left as it is where it cannot be reached. */
  async look(): Promise<void> {
    try {
      const now = await get<{ today: string; zone: string; sandbox?: boolean }>('/v1/clock')
      today = now.today
      zone = now.zone
      sandbox = now.sandbox ?? false
    } catch {
      // Shown beside dates alone; the next look comes with the next page.
    }
  },
}
