// What is filled in for a draft, as the desk takes it, and which kind of paper a document is on record.

/** Fields that hold one value; a list has rows and columns and comes from the matter itself. */
export function is_single(field: string): boolean {
  return field.includes('.')
}

/** Fields "buyer.name_zh" with what was typed, as TOML with their tables; what is empty stays open. */
export function toml_of(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .filter(([, value]) => value.trim())
    .map(([name, value]) => `${name} = ${/^(true|false)$/.test(value.trim()) ? value.trim() : quoted(value.trim())}\n`)
    .join('')
}

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, (sign) => (sign === '\n' ? '\\n' : sign === '\t' ? '\\t' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`))}"`
}

const kinds: Record<string, string> = {
  'cietac-request': 'arbitration-request', 'pre-action-preservation': 'preservation-application', 'counter-to-partial-offer': 'counter-offer', 'prc-complaint': 'complaint', 'civil-complaint': 'complaint',
}
const own = new Set(['demand-letter', 'notice-of-non-conformity', 'notice-of-avoidance', 'platform-claim', 'counter-offer', 'reservation-of-rights', 'settlement-agreement', 'arbitration-request', 'complaint', 'preservation-application', 'evidence-preservation-application', 'enforcement-application', 'evidence-list', 'claim-statement', 'power-of-attorney', 'representative-certificate', 'police-report', 'deregistration-objection', 'handover-memo'])

export function kind_of(document: string): string {
  return kinds[document] ?? (own.has(document) ? document : 'other')
}

/** SHA-256 as the vault and a paper's record name a file. */
export async function digest_of(file: Blob): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
