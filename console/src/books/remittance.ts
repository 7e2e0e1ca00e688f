import type { Given } from '$/api/types'
import { words } from '$/i18n/words'
import type { Membership } from '$/state/session.svelte'

export type Remittance = Given<'/v1/remittances/{remittance}'>
type Said = Remittance['remittance']
type Purpose = Said['detail']['purpose']

const out: readonly Purpose[] = ['supplier-payout', 'buyer-refund', 'bond-return', 'unmatched-return']
export function goes_out(purpose: Purpose): boolean {
  return out.includes(purpose)
}

const say = words({
  yourself: ['You proposed this, so another officer has to approve it.', '本笔由您提出，须由另一位专员批准。'],
  your_key: ['A key of yours proposed this, so another officer has to approve it.', '本笔由您的密钥提出，须由另一位专员批准。'],
  second: ['Money goes out only with two people: somebody proposes, another approves.', '出款须经两人：一人提出，另一人批准。'],
  in_file: [(file: string) => `It lies in the file ${file} for the bank: it is sent with that, or taken out of it first.`, (file: string) => `已列入付款文件 ${file}：随文件汇出，或先从中移出。`],
})

interface Reader {
  membership: Membership | null
  person: string | null
}

/** Why whoever reads does not approve it: the second pair of eyes would be the first. */
export function not_by_you(of: Said, reader: Reader): string | undefined {
  if (of.phase !== 'proposed' || reader.membership?.role !== 'officer') return undefined
  if (of.proposed_by.person && of.proposed_by.person === reader.person) return say.yourself
  if (of.proposed_maker && of.proposed_maker === reader.person) return say.your_key
  return undefined
}

/** What is to be known before it goes on. */
export function remark(of: Said, reader: Reader): string | undefined {
  if (of.phase === 'approved' && of.payout) return say.in_file(of.payout)
  return of.phase === 'proposed' && goes_out(of.detail.purpose) ? (not_by_you(of, reader) ?? say.second) : undefined
}

/**
 * What may be done, by its phase and by who reads: the desk does not list it for remittances yet. What else stands against an
 * act (what is owed by now, a review) the desk says when it is asked.
 */
export function acts_of(of: Said, reader: Reader): string[] {
  const role = reader.membership?.role
  const names: string[] = []
  if (!goes_out(of.detail.purpose)) return []
  if (role === 'officer') {
    if (of.phase === 'proposed' && !not_by_you(of, reader)) names.push('approve')
    if (of.phase === 'approved' && !of.payout) names.push('send')
    if ((of.phase === 'proposed' || of.phase === 'approved') && !of.payout) names.push('reject')
  }
  if (role === 'supplier' && of.detail.purpose === 'supplier-payout' && of.detail.party === reader.membership?.party && (of.phase === 'proposed' || of.phase === 'approved') && !of.payout) names.push('reject')
  if (role === 'provider' && !reader.membership?.only_case) {
    if (of.phase === 'approved' && !of.payout) names.push('send')
    if (of.phase === 'sent') names.push('settle', 'return')
    if (of.phase === 'sent' || of.phase === 'settled') names.push('reopen')
  }
  return names
}

export function tone_of_remittance(phase: Said['phase'] | undefined): 'plain' | 'good' | 'warn' | 'bad' | 'note' {
  return phase === 'proposed' ? 'warn' : phase === 'approved' || phase === 'sent' ? 'note' : phase === 'settled' ? 'good' : phase === 'returned' ? 'bad' : 'plain'
}
