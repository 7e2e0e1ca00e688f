import { language } from './language.svelte'

// What has happened, in the past, by the kind of record that it happened to: histories and statements of accounts say it.

type Said = readonly [en: string, zh: string]

const all: Record<string, Record<string, Said>> = {
  orders: {
    drafted: ['Drafted', '起草'],
    revised: ['Draft changed', '修改草稿'],
    offered: ['Sent to the other side', '发送给对方'],
    agreed: ['Agreed by both sides', '双方同意'],
    'amendment-proposed': ['Other terms proposed', '提出变更'],
    amended: ['Other terms accepted', '接受变更'],
    'amendment-rejected': ['Other terms not accepted', '拒绝变更'],
    closed: ['Ended', '终止'],
    'payment-announced': ['Payment announced', '告知已付款'],
    'payment-received': ['Payment arrived', '收到付款'],
    'payment-failed': ['Payment did not come', '付款未到'],
    'payment-reversed': ['Payment taken back by the bank', '银行撤销付款'],
    'payment-restored': ['Payment paid after all by the bank', '银行恢复付款'],
    'shipment-due': ['Paid as agreed: goods are to be shipped', '款项到齐，待发货'],
    shipped: ['Shipped', '发货'],
    delivered: ['Delivered', '送达'],
    'receipt-recorded': ['The goods have come', '确认收货'],
    completed: ['Completed', '完成'],
    released: ['Released to the supplier', '释放给供应商'],
    frozen: ['Held because of a claim', '因争议冻结'],
    unfrozen: ['No longer held because of a claim', '解除争议冻结'],
    refunded: ['Refund to the buyer decided', '决定退款给买方'],
    'refund-taken-back': ['Refund taken back', '撤回退款'],
    'carrier-named': ['Carrier named', '指定承运人'],
    'days-given': ['Days given anew', '重新计算期限'],
    'cancel-proposed': ['Proposed to end the order', '提议终止订单'],
    'cancel-rejected': ['End of the order not accepted', '不接受终止'],
  },
  remittances: {
    recorded: ['Recorded as arrived', '登记到账'],
    proposed: ['Proposed', '提出'],
    approved: ['Approved', '批准'],
    rejected: ['Rejected', '驳回'],
    sent: ['Sent', '汇出'],
    settled: ['Arrived', '到账'],
    returned: ['Came back', '退回'],
    picked: ['Put into a file for the bank', '列入付款文件'],
    dropped: ['Taken out of the file', '移出付款文件'],
    reopened: ['Due again', '重新待付'],
  },
  movements: {
    noted: ['Booked by the bank', '银行入账'],
    assigned: ['Assigned to an order', '匹配至订单'],
    'sent-back': ['Return proposed', '提出退回'],
    explained: ['Explained', '说明'],
    'taken-back': ['Return taken back', '撤销退回'],
  },
  payouts: {
    made: ['File made', '生成付款文件'],
    approved: ['File approved', '批准付款文件'],
    discarded: ['File discarded', '作废付款文件'],
    reported: ['The bank reports', '银行回报'],
  },
  statements: { taken: ['File taken in', '导入文件'] },
  claims: {
    settled: ['Settled', '和解'],
    determined: ['Determined', '裁定'],
    executed: ['Claim carried out', '执行争议结果'],
    'decided-by-silence': ['Decided by silence', '因逾期未答而裁定'],
    'taken-back': ['Taken back', '收回'],
  },
  parties: {},
}

const kinds: Record<string, string> = { O: 'orders', R: 'remittances', M: 'movements', F: 'payouts', S: 'statements', C: 'claims', P: 'parties' }

/** What an event of a record means; what is not here is said with the desk's own word. */
export function happened(kind: string, event: string): string {
  const found = all[kind]?.[event]
  const word = found?.[language.now === 'zh' ? 1 : 0] ?? event.replace(/-/g, ' ')
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The same by the number of the record: "O-17", "R-3". */
export function happened_to(id: string, event: string): string {
  return happened(kinds[/^[A-Z]+/.exec(id)?.[0] ?? ''] ?? '', event)
}
