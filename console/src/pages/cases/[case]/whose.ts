import { term } from '$/i18n/terms'
import { words } from '$/i18n/words'
import type { Role } from '$/state/session.svelte'
import { turn } from '../../orders/turn'
import { is_mine } from './ahead'
import type { Case, Claim } from './types'

// Whose turn it is on each track, for whoever reads.

const say = words({
  both: ['It is your turn on both tracks', '两条途径均待您处理'],
  programme: ['It is your turn with the programme', '平台途径待您处理'],
  legal: ['It is your turn at law', '法律途径待您处理'],
  order: ['It is your turn', '现在待您处理'],
  over: ['The case is over', '本案已结束'],
  calm: ['Nobody has to act now', '目前无人需要处理'],
  waits: [(who: string) => `It waits for ${who}`, (who: string) => `等待${who}处理`],
  and: [' and ', '和'],
  held: [(claim: string) => `Claim ${claim} is open: the money stays where it is`, (claim: string) => `争议 ${claim} 处理中，款项暂不流转`],
  yours: ['It is your turn.', '现在待您处理。'],
  second: ['It waits for a second officer', '等待另一位专员复核'],
  stop: [(sentence: string) => `${sentence}.`, (sentence: string) => `${sentence}。`],
  the: [(who: string) => `the ${who.toLowerCase()}`, (who: string) => who],
})

/** The claim that counts: the one that is open, else the last. */
export function main_claim(claims: readonly Claim[]): Claim | undefined {
  return claims.findLast((one) => one.phase !== 'closed') ?? claims.at(-1)
}

export interface Whose {
  mine: { assurance: boolean; legal: boolean }
  headline: string
  programme: string // how it stands with the programme alone, as a sentence
}

export function whose_turn(of: Case, reader: Role | null): Whose {
  const claim = main_claim(of.claims)
  const open = claim && claim.phase !== 'closed'
  const here = of.order && turn(of.order.order) // while a claim holds it, the claim says whose turn it is
  const waits: string[] = claim && claim.turn.length ? [...claim.turn] : open || !here || here === 'claim' || here === 'nobody' ? [] : [here]
  const steps = (of.plan?.steps ?? []).filter((one) => one.track !== 'programme' && ['now', 'blocked', 'late'].includes(one.standing))
  // Who drafted a determination does not confirm it.
  const second = !!claim?.draft && reader === 'officer' && !claim.allowed.some((one) => one.action === 'confirm-determination')
  const mine = { assurance: !second && waits.some((one) => is_mine(one, reader)), legal: steps.some((one) => is_mine(one.owner, reader)) }
  // A claim in review waits for the officer; that a side may still send evidence is second to it.
  const decider = (['officer', 'inspector'] as const).filter((one) => waits.includes(one))
  const named = [...new Set((decider.length ? decider : waits).map((one) => say.the(term('role', one))))]
  const held = !claim && of.order?.order.frozen_by
  const done = (!of.order || ['completed', 'closed', 'none'].includes(of.order.order.phase)) && !open && (!of.matter || of.matter.matter.phase === 'closed')
  const theirs = second ? say.second : named.length ? say.waits(named.join(say.and)) : held ? say.held(held) : done ? say.over : say.calm
  return {
    mine,
    headline: mine.assurance && mine.legal ? say.both : mine.assurance ? (claim ? say.programme : say.order) : mine.legal ? say.legal : theirs,
    programme: mine.assurance ? say.yours : say.stop(theirs),
  }
}
