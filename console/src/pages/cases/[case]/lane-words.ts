import { words } from '$/i18n/words'

// What the lanes and their marks are called; the picture and the list say the same.

export const lane_words = words({
  order: ['The purchase', '交易'],
  assurance: ['With the programme', '平台途径'],
  legal: ['At law', '法律途径'],
})

export const kind_words = words({
  past: ['has happened', '已发生'],
  fact: ['fact in the evidence', '证据中的事实'],
  clock: ['last day', '最后一日'],
  happens: ['happens on that day', '当日发生'],
  step: ['planned', '计划'],
  stopped: ['stands still', '停止计算'],
  missed: ['missed', '已错过'],
})
