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

/** One thing that may be done now, as every subject of the desk lists them. */
export interface Allowed {
  action: string
  number: number // of the entry it is for; 0: none
  name: string // of the compartment, slot or kind it is for; empty: none
}
