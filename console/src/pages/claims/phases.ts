/** The colour of how a claim stands. */
export function tone_of(phase: string, ending: string): 'plain' | 'good' | 'warn' | 'bad' | 'note' {
  if (phase === 'closed') return ending === 'granted' || ending === 'settled' ? 'good' : ending === 'partly' ? 'warn' : ending === 'rejected' ? 'bad' : 'plain'
  return phase === 'review' || phase === 'reopened' ? 'warn' : 'note'
}
