export type Theme = 'system' | 'light' | 'dark'

const key = 'recourse.theme'
const kept = localStorage.getItem(key)
let now = $state<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system')

function show(): void {
  if (now === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = now
}
show()

export const theme = {
  get now() {
    return now
  },
  set(next: Theme) {
    now = next
    localStorage.setItem(key, next)
    show()
  },
}
