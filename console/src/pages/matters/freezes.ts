import type { Amount } from '$/i18n/format'
import type { Matter } from './types'

// What a court has frozen, and which day of it comes next.

export interface Freeze {
  matter: string
  number: number // of the measure
  application: number
  what: string
  asset: string
  court: string
  amount: Amount | null
  stands: boolean
  next: { kind: 'file' | 'renew' | 'lapse'; day: string; provisional: boolean } | null
}

const kinds: Record<string, 'file' | 'renew' | 'lapse'> = { 'file-after-preservation': 'file', 'freeze-renewal': 'renew', 'freeze-expiry': 'lapse' }

/** The measures of a matter, with the next day of each: to file is counted by the application, the others by the measure. */
export function freezes_of(now: Pick<Matter, 'id' | 'matter' | 'due'>): Freeze[] {
  return now.matter.measures.map((one, i) => {
    const application = now.matter.preservations[one.measure.preservation - 1]?.application
    const target = application?.targets[one.measure.target - 1]
    const days = now.due
      .filter((day) => kinds[day.word] && day.due && (day.status === 'today' || day.status === 'soon' || day.status === 'later') && day.about === (day.word === 'file-after-preservation' ? one.measure.preservation : i + 1))
      .sort((a, b) => a.due!.localeCompare(b.due!))
    return {
      matter: now.id ?? '',
      number: i + 1,
      application: one.measure.preservation,
      what: target?.what ?? '',
      asset: target?.asset ?? '',
      court: application?.court ?? '',
      amount: one.measure.amount,
      stands: one.phase === 'stands',
      next: one.phase === 'stands' && days[0] ? { kind: kinds[days[0].word]!, day: days[0].due!, provisional: days[0].provisional } : null,
    }
  })
}

/** Those that stand, the one with the nearest day first. */
export function most_pressing(freezes: readonly Freeze[]): Freeze[] {
  return freezes.filter((one) => one.stands).sort((a, b) => (a.next?.day ?? '9999').localeCompare(b.next?.day ?? '9999'))
}
