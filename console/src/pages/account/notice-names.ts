import { language } from '$/i18n/language.svelte'

// What each kind of mail tells of; docs/notices.md has them all.
const names: Record<string, readonly [en: string, zh: string]> = {
  'account-confirmed': ['A bank account was confirmed', '收款账户已确认'],
  'account-proposed': ['A bank account was proposed', '收款账户待确认'],
  'answer-due': ['An answer is due', '答复期限将至'],
  'cancel-proposed': ['The other side proposes to end an order', '对方提议终止订单'],
  'claim-closed': ['A claim is closed', '争议已结束'],
  'claim-opened': ['A claim was opened', '有新的争议'],
  'deadline-missed': ['A day was missed', '已逾期'],
  determination: ['A claim is determined', '争议已裁定'],
  'evidence-asked': ['Evidence is asked for', '要求补充证据'],
  'inspection-ordered': ['An inspection is ordered', '已安排检验'],
  invitation: ['You are invited', '收到邀请'],
  'limit-set': ['The limit of cover was set', '保障额度已设定'],
  'matter-due': ['A day of a matter is near', '法律案件期限将至'],
  'matter-missed': ['A day of a matter was missed', '法律案件已逾期'],
  'measure-taken': ['A measure was taken', '已采取处罚措施'],
  'offer-received': ['An offer has come', '收到和解方案'],
  'order-offered': ['An order waits for your answer', '有待答复的订单'],
  'order-paid': ['An order is paid', '订单已付款'],
  'order-shipped': ['An order is shipped', '订单已发货'],
  'recourse-offset': ['What the pool wants back was set off', '追偿款已抵扣'],
  'recourse-paid': ['What the pool wants back was paid', '追偿款已支付'],
  'recourse-wanted': ['The pool wants money back', '保障资金池追偿'],
  'refund-sent': ['A refund was sent', '退款已汇出'],
  'sign-in-locked': ['Signing in was locked', '登录已锁定'],
  'webhook-off': ['An endpoint was switched off', '回调端点已停用'],
  'your-turn': ['It is your turn', '轮到您处理'],
}

export function notice_name(kind: string): string {
  return names[kind]?.[language.now === 'zh' ? 1 : 0] ?? kind.replace(/[-_]/g, ' ')
}
