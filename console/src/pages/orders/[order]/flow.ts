import type { Amount } from '$/i18n/format'
import { is_zero, less, sum } from '$/i18n/sums'
import type { Order } from '../turn'

// Where the money of an order is: what arrived for each instalment, and what became of all of it.

export interface Instalment {
  number: number // as people count: from 1
  purpose: string
  due: string | null
  agreed: Amount
  announced: Amount
  arrived: Amount // less what the bank took back
  open: Amount
}

export interface Flow {
  price: Amount
  instalments: Instalment[]
  announced: Amount
  received: Amount
  reversed: Amount
  /** received − reversed: all of it is in one of `parts`. */
  arrived: Amount
  parts: { id: 'held' | 'released' | 'fees' | 'refunded' | 'advanced'; amount: Amount }[]
  /** What the buyer got beside the hold: from the supplier's other money or the programme's. */
  elsewhere: Amount
  /** Does the sum of the parts make what arrived? Always, unless the desk is wrong. */
  balances: boolean
}

const zero = (currency: string): Amount => ({ amount: '0.00', currency })

export function flow_of({ order, held, price, pay }: Pick<Order, 'held' | 'price' | 'pay'> & { order: Pick<Order['order'], 'terms' | 'payments' | 'released' | 'fees' | 'refunded' | 'clawed_back' | 'refunded_elsewhere' | 'phase'> }): Flow {
  const none = zero(price.currency)
  const total = (all: Amount[]) => sum([none, ...all], price.currency)
  const over = order.phase === 'completed' || order.phase === 'closed'
  const instalments = order.terms.instalments.map((one, i): Instalment => {
    const payments = order.payments.filter((payment) => payment.instalment === i)
    const arrived = less(total(payments.map((payment) => payment.received)), total(payments.map((payment) => payment.reversed)))
    const asked = pay.find((line) => line.instalment === i)
    return {
      number: i + 1,
      purpose: one.purpose,
      due: asked?.due ?? one.due,
      agreed: one.amount,
      announced: total(payments.filter((payment) => !payment.failed).map((payment) => payment.announced)),
      arrived,
      open: asked?.open ?? (over ? none : less(one.amount, arrived)),
    }
  })
  const received = total(order.payments.map((payment) => payment.received))
  const reversed = total(order.payments.map((payment) => payment.reversed))
  const arrived = less(received, reversed)
  const parts: Flow['parts'] = [
    { id: 'held', amount: held },
    { id: 'released', amount: less(order.released, order.clawed_back) },
    { id: 'fees', amount: order.fees },
    { id: 'refunded', amount: order.refunded },
  ]
  // Where the bank took back more than lies here, somebody else's money stands in for it: it is shown, not hidden.
  const rest = less(arrived, total(parts.map((part) => part.amount)))
  const short = rest.amount.startsWith('-') && !is_zero(rest)
  if (short) parts.push({ id: 'advanced', amount: rest })
  return {
    price, instalments, received, reversed, arrived,
    announced: total(instalments.map((one) => one.announced)),
    parts: parts.filter((part) => part.id === 'held' || !is_zero(part.amount)),
    elsewhere: order.refunded_elsewhere,
    balances: short ? !is_zero(reversed) : is_zero(rest),
  }
}
