import type { Matter, Step } from '../types'

/** The tab of the matter in which a command of it is given. */
const tabs: Record<string, string> = {
  'accept-offer': 'offers', 'make-offer': 'offers', 'end-offer': 'offers', 'declare-broken': 'offers',
  file: 'forum', 'choose-forum': 'forum', 'record-clause': 'forum', 'note-progress': 'forum', 'set-hearing': 'forum', 'end-filing': 'forum',
  'apply-preservation': 'freezes', 'record-ruling': 'freezes', 'execute-measure': 'freezes', 'apply-renewal': 'freezes', 'grant-renewal': 'freezes', 'lift-measure': 'freezes',
  'make-paper': 'papers', 'approve-paper': 'papers', 'send-paper': 'papers', 'prove-arrival': 'papers',
  'add-pursued': 'pursued', 'check-conflict': 'pursued', 'add-head': 'claim', engage: 'money', 'book-cost': 'money', 'record-title': 'money', 'apply-enforcement': 'money', 'record-receipt': 'money', 'propose-distribution': 'money', 'answer-distribution': 'money',
  'state-footing': 'deadlines', 'record-act': 'deadlines', 'prove-act': 'deadlines', 'give-notice': 'deadlines', close: 'record',
}

/** Where a step of the plan is done; nothing where it cannot be done here, or not now. */
export function way_to(step: Pick<Step, 'action' | 'standing'>, now: Pick<Matter, 'matter' | 'interlocks' | 'allowed'>): string | undefined {
  if (!step.action || step.standing === 'done' || step.standing === 'not-needed') return undefined
  const { of, action } = step.action
  if (of === 'claim') {
    const claim = now.interlocks.claims.at(-1)?.id
    return claim ? `/claims/${claim}` : now.matter.order ? `/orders/${now.matter.order}` : undefined
  }
  if (of === 'order') return now.matter.order ? `/orders/${now.matter.order}` : undefined
  if (of === 'dossier') return now.matter.dossier ? `/dossiers/${now.matter.dossier}` : '/dossiers'
  return tabs[action] && `?tab=${tabs[action]}`
}
