import type { Given } from '$/api/types'

export type Order = Given<'/v1/orders/{order}'>
export type Claim = Given<'/v1/claims/{claim}'>
export type Matter = Given<'/v1/matters/{matter}'>
export type Plan = Given<'/v1/matters/{matter}/plan'>
export type Step = Plan['steps'][number]
export type Deadline = Given<'/v1/matters/{matter}/deadlines'>['deadlines'][number]
export type Dossier = Given<'/v1/dossiers/{dossier}'>
export type Fact = Given<'/v1/dossiers/{dossier}/chronology'>['facts'][number]
export type Statement = Given<'/v1/statements/orders/{order}'>
export type Person = Given<'/v1/people'>['items'][number]

/** One line of a history. */
export interface Happening {
  sequence: number
  event: string
  at: string
  by: string
  party: string | null
}

/** All that one reader is shown of a case. What is not there, is not for this reader or does not exist. */
export interface Case {
  id: string // the number by which all of it is called: of the order, else of what was asked for
  order?: Order
  claims: Claim[] // in the order in which they were opened
  matter?: Matter
  plan?: Plan
  deadlines: Deadline[]
  dossier?: Dossier
  facts: Fact[]
  statement?: Statement
  people: Person[]
  history: { of: 'orders' | 'claims'; id: string; events: Happening[] }[]
}
