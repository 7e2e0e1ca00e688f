import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { people_of } from './desk'

type Body = Record<string, unknown>

/** The desk as machines see it, with a key. */
class Machine {
  constructor(readonly key: string) {}
  async ask<T = Body>(method: 'GET' | 'POST', path: string, body?: Body): Promise<T> {
    const answer = await fetch(process.env.DESK_URL + path, {
      method,
      headers: { Authorization: `Bearer ${this.key}`, 'Content-Type': 'application/json', ...(method === 'POST' && { 'Idempotency-Key': crypto.randomUUID() }) },
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    return (text ? JSON.parse(text) : {}) as T
  }
  get<T = Body>(path: string) {
    return this.ask<T>('GET', path)
  }
  post<T = Body>(path: string, body?: Body) {
    return this.ask<T>('POST', path, body)
  }
}

const usd = (amount: string) => ({ amount, currency: 'USD' })
let machines: { officer: Machine; bank: Machine; buyer: Machine; supplier: Machine; buyer_id: string; supplier_id: string } | undefined

/** The machines of the companies for which Nora (buyer) and Chen (supplier) of the example desk sign in. */
export async function everybody() {
  if (machines) return machines
  const keys = JSON.parse(readFileSync(join(process.env.DESK_DATA!, 'keys.json'), 'utf8')) as Record<string, string>
  const officer = new Machine(keys.officer!)
  const party = (role: string) => people_of(process.env.DESK_DATA!).find((one) => one.role === role)!.party!
  const key_of = async (role: string, scopes: string[]) => new Machine((await officer.post<{ token: string }>('/v1/keys', { name: `journey ${role}`, role, party: party(role), scopes, days: 1 })).token)
  machines = {
    officer,
    bank: new Machine(keys.bank!),
    buyer: await key_of('buyer', ['read', 'orders', 'claims']),
    supplier: await key_of('supplier', ['read', 'orders', 'claims', 'payments']),
    buyer_id: party('buyer'),
    supplier_id: party('supplier'),
  }
  return machines
}

/** An order of 12,000 USD between them, brought as far as is said. */
export async function order(as_far_as: 'agreed' | 'paid' | 'shipped' | 'delivered'): Promise<string> {
  const { officer, bank, buyer, supplier, buyer_id, supplier_id } = await everybody()
  const today = (await officer.get<{ today: string }>('/v1/clock')).today
  const terms = {
    programme: 'alibaba-trade-assurance', buyer: buyer_id, supplier: supplier_id, goods: 'LED grow lights, 600 W', price_goods: usd('12000.00'), price_freight: usd('0.00'), price_tax: usd('0.00'),
    instalments: [{ purpose: 'full', amount: usd('12000.00') }], specification: 'data sheet GL-600', shipping_mode: 'sea',
  }
  const { id } = await buyer.post<{ id: string }>('/v1/orders', { terms })
  await buyer.post(`/v1/orders/${id}/offer`)
  await supplier.post(`/v1/orders/${id}/agree`, { terms: (await supplier.get<{ terms: unknown }>(`/v1/orders/${id}`)).terms })
  if (as_far_as === 'agreed') return id
  await bank.post(`/v1/orders/${id}/receive-payment`, { instalment: 0, amount: usd('12000.00'), provider: 0, reference: `J-${id}` })
  if (as_far_as === 'paid') return id
  await supplier.post(`/v1/orders/${id}/ship`, { statement: { on: today, by: 'supplier', reference: 'BL-1' } })
  if (as_far_as === 'shipped') return id
  await supplier.post(`/v1/orders/${id}/deliver`, { statement: { on: today, by: 'supplier', reference: 'POD' } })
  return id
}

/** A claim on such an order: half the lights do not work. */
export async function claim(amount = '6000.00'): Promise<{ claim: string; order: string }> {
  const { officer, buyer } = await everybody()
  const made = await order('delivered')
  const today = (await officer.get<{ today: string }>('/v1/clock')).today
  const line = { kind: 'quality', description: 'half of the lights do not come on', share: '0.5', verifiable: true, found_on: today }
  const { id } = await buyer.post<{ id: string }>(`/v1/orders/${made}/claims`, { lines: [line], remedy: 'partial-refund', amount: usd(amount) })
  return { claim: id, order: made }
}

export { usd }
