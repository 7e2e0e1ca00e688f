import { words } from '$/i18n/words'
import type { Role } from '$/state/session.svelte'

// Whose turn it is and what that means for whoever reads, in one sentence.

const say = words({
  yours: ['It is your turn.', '现在轮到您。'],
  theirs: [(who: string) => `${who} is to act.`, (who: string) => `等待${who}处理。`],
  officer: ['An officer looks at it.', '平台专员正在处理。'],
  time: ['Nobody has to act now; time or money moves it on.', '目前无需操作，将按期限或款项自动推进。'],
  closed: ['It is over.', '争议已结束。'],
  buyer: ['The buyer', '买方'],
  supplier: ['The supplier', '供应商'],
  inspector: ['The inspector', '检验机构'],
})

/** `turn` are the roles that the desk waits for. Counsel reads with the eyes of its side. */
export function turn_sentence(phase: string, turn: readonly string[], reader: Role | null): { text: string; mine: boolean } {
  if (phase === 'closed') return { text: say.closed, mine: false }
  const side = reader === 'counsel' ? 'buyer' : reader === 'supplier-counsel' ? 'supplier' : reader
  if (side && turn.includes(side)) return { text: say.yours, mine: true }
  const with_officer = (phase === 'review' || phase === 'reopened') && turn.includes('officer')
  const first = with_officer ? 'officer' : (turn.find((role) => role !== 'officer') ?? turn[0])
  if (first === 'officer') return { text: say.officer, mine: false }
  if (first === 'buyer' || first === 'supplier' || first === 'inspector') return { text: say.theirs(say[first]), mine: false }
  return { text: say.time, mine: false }
}
