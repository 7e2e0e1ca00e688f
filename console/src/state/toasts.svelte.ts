export interface Toast {
  id: number
  text: string
  tone: 'good' | 'bad' | 'note'
  undo?: () => void
}

let all = $state<Toast[]>([])
let last = 0

export const toasts = {
  get all() {
    return all
  },
  /** Says that something is done, for some seconds; with `undo` longer, where the domain lets it be undone. */
  say(text: string, { tone = 'good' as Toast['tone'], undo }: { tone?: Toast['tone']; undo?: () => void } = {}) {
    const id = ++last
    all = [...all, { id, text, tone, undo }]
    if (tone !== 'bad') setTimeout(() => this.drop(id), undo ? 12_000 : 5_000)
  },
  drop(id: number) {
    all = all.filter((one) => one.id !== id)
  },
}
