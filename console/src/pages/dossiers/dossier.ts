import type { Given, Line, Taken } from '$/api/types'
import { days_between } from '$/i18n/format'
import { language } from '$/i18n/language.svelte'

export type DossierLine = Line<'/v1/dossiers'>
export type Dossier = Given<'/v1/dossiers/{dossier}'>
export type Exhibit = Dossier['exhibits'][number]
export type Chronology = Given<'/v1/dossiers/{dossier}/chronology'>
export type Told = Chronology['facts'][number]
export type Readiness = Given<'/v1/dossiers/{dossier}/readiness'>
export type EvidenceList = Given<'/v1/dossiers/{dossier}/list'>
export type Custody = Given<'/v1/dossiers/{dossier}/exhibits/{exhibit}/custody'>
export type Read = Given<'/v1/dossiers/{dossier}/exhibits/{exhibit}/reading'>
export type Reading = NonNullable<Read['reading']>
export type Found = Given<'/v1/dossiers/{dossier}/search'>
export type Receivers = Given<'/v1/receivers'>
export type Checked = Given<'/v1/dossiers/{dossier}/packet-check', 'post'>
export type NewExhibit = Taken<'/v1/dossiers/{dossier}/add-exhibit'>
export type Compartment = Exhibit['entry']['compartment']
export type Kind = Exhibit['entry']['exhibit']['kind']

/** What a part of the page is given: the dossier, and how to have it looked at again. */
export interface PartProps {
  now: Dossier
  refresh: () => Promise<void>
}

/** In the language of the page where it is there, else in the other. */
export function either(en: string, zh: string): string {
  return language.now === 'zh' ? zh || en : en || zh
}

export function title_of(one: Exhibit): string {
  const { description, file_name } = one.entry.exhibit
  return either(description.title, description.title_zh) || file_name || one.entry.id!
}

/** The letter of a compartment's numbers: a gap tells nobody of what he does not see. */
export const letters: Record<Compartment, string> = { shared: 'E', 'buyer-and-counsel': 'B', 'supplier-and-counsel': 'S', officer: 'G' }
export const compartments = Object.keys(letters) as Compartment[]

/** May still be numbered, linked and handed out. */
export function stands(one: Exhibit): boolean {
  return !one.entry.withdrawn && !one.entry.erased
}

/** Which number each of the chosen exhibits will have, in this order, as far as this reader can see. */
export function numbers_to_come(all: readonly Exhibit[], compartment: Compartment, chosen: readonly string[]): { id: string; mark: string }[] {
  const last = Math.max(0, ...all.filter((one) => one.entry.compartment === compartment).map((one) => one.entry.number))
  return chosen.map((id, i) => ({ id, mark: `${letters[compartment]}${last + i + 1}` }))
}

/** What a file probably is; whoever adds it has the last word. */
export function kind_of(name: string, type: string): Kind {
  const lower = name.toLowerCase()
  if (type === 'message/rfc822' || /\.(eml|msg)$/.test(lower)) return 'email'
  if (/\.(mt103|mt\d+|camt|sta)$|camt|swift|payment|wire|receipt|付款|汇款|水单/.test(lower)) return 'payment-record'
  if (type.startsWith('image/')) return 'photo'
  if (type.startsWith('video/')) return 'video'
  if (/wechat|whatsapp|微信|chat.*\.txt$/.test(lower)) return 'other-chat'
  if (/alibaba|tradeproxy|chat|聊天/.test(lower)) return 'platform-chat'
  if (/inspect|sgs|检验|验货/.test(lower)) return 'inspection-report'
  if (/\b(lab|test)[-_ ]?report|检测/.test(lower)) return 'lab-report'
  if (/bill.?of.?lading|\bb.?l\b|awb|packing|提单|装箱/.test(lower)) return 'shipping-document'
  if (/customs|报关/.test(lower)) return 'customs-record'
  if (/\.(warc|wacz|mhtml?|html?)$/.test(lower)) return 'web-capture'
  if (/contract|agreement|合同|proforma|\bpi\b/.test(lower)) return 'contract'
  if (/order|订单/.test(lower)) return 'order-record'
  return 'other'
}

/** "Leaking seal.jpg" as a title: the name without its ending. */
export function title_from(name: string): string {
  return name.replace(/\.[a-z0-9]{1,6}$/i, '').replace(/[_]+/g, ' ').trim() || name
}

/** The page numbers in a place of a reading ("page 3"), as a link takes them. */
export function pages_of(place: string): string {
  return /^page (\d+)$/.exec(place)?.[1] ?? ''
}

/** Days without a fact between two that have their day, from thirty on: by the fact before each. */
export function gaps(facts: readonly Told[], least = 30): Map<string, number> {
  const found = new Map<string, number>()
  const dated = facts.filter((one) => one.when.earliest)
  dated.forEach((one, i) => {
    const next = dated[i + 1]
    const days = next ? days_between(one.when.latest ?? one.when.earliest!, next.when.earliest!) : 0
    if (days >= least) found.set(one.fact!, days)
  })
  return found
}

/** "exhibit: VX-4\nfrom: Li" as its lines. */
export function lines_of(note: string): { name: string; value: string }[] {
  return note.split('\n').filter(Boolean).map((line) => {
    const at = line.indexOf(': ')
    return at < 0 ? { name: '', value: line } : { name: line.slice(0, at), value: line.slice(at + 2) }
  })
}

/** Messages under the day that they were sent, as their device has it. */
export function by_day<T extends { local: string; time_as_written: string }>(messages: readonly T[]): { day: string; messages: T[] }[] {
  const days: { day: string; messages: T[] }[] = []
  for (const one of messages) {
    const day = /^\d{4}-\d\d-\d\d/.exec(one.local)?.[0] ?? ''
    if (days.at(-1)?.day === day) days.at(-1)!.messages.push(one)
    else days.push({ day, messages: [one] })
  }
  return days
}

/** Text in pieces, of which some are to be marked; positions count bytes of UTF-8, as the desk does. */
export function marked(text: string, marks: readonly (readonly number[])[]): { text: string; mark: boolean }[] {
  const bytes = new TextEncoder().encode(text)
  const read = new TextDecoder()
  const pieces: { text: string; mark: boolean }[] = []
  const piece = (from: number, to: number, mark: boolean) => to > from && pieces.push({ text: read.decode(bytes.slice(from, to)), mark })
  let at = 0
  for (const [from = 0, to = 0] of marks) {
    if (from < at) continue
    piece(at, from, false)
    piece(from, to, true)
    at = to
  }
  piece(at, bytes.length, false)
  return pieces
}

/** What may be done now with one exhibit, hold or other entry: as the forms of commands take it. */
export function allowed_for(now: Dossier, id: string): Dossier['allowed'] {
  return now.allowed.filter((one) => one.id === id)
}
export function may(now: Dossier, action: string, id = ''): boolean {
  return now.allowed.some((one) => one.action === action && (!id || one.id === id))
}
/** In which compartments the reader may do something. */
export function where(now: Dossier, action: string): Compartment[] {
  return compartments.filter((one) => now.allowed.some((found) => found.action === action && found.name === one))
}

/** Saves what the desk gave as a file. */
export function save(name: string, of: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(of)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** The SHA-256 of bytes as this browser works it out; nothing where it cannot (a page that is not served securely). */
export async function sha256(of: Blob): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) return undefined
  const digest = await crypto.subtle.digest('SHA-256', await of.arrayBuffer())
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
