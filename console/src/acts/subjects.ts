/** What commands are given to, and the name of its member in the description's addresses. */
export const subjects = {
  parties: 'party',
  suppliers: 'party',
  orders: 'order',
  claims: 'claim',
  dossiers: 'dossier',
  matters: 'matter',
  remittances: 'remittance',
  editions: 'edition',
} as const

export type Subject = keyof typeof subjects

/** One thing that may be done now, as the subjects of the desk list them: a word, or a word with what it is for. */
export type Allowed = string | { action: string; number?: number; name?: string; id?: string }

export interface Act {
  action: string
  number: number // of the entry it is for; 0: none
  name: string // of the compartment, slot or kind it is for; empty: none
  id: string // of the exhibit, fact, group it is for; empty: none
}

export function act_of(allowed: Allowed): Act {
  return typeof allowed === 'string' ? { action: allowed, number: 0, name: '', id: '' } : { number: 0, name: '', id: '', ...allowed }
}
