import type { Language } from '$/i18n/language.svelte'

// ISO 3166-1, as the browser knows it: every pair of letters that has a name of its own.

const known = new Map<Language, { code: string; name: string }[]>()

export function countries(language: Language): { code: string; name: string }[] {
  const before = known.get(language)
  if (before) return before
  const names = new Intl.DisplayNames([language === 'zh' ? 'zh-CN' : 'en'], { type: 'region', fallback: 'none' })
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const all = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !['EU', 'EZ', 'UN', 'ZZ', 'QO', 'XA', 'XB'].includes(code))
    .flatMap((code) => {
      const name = names.of(code)
      return name ? [{ code, name }] : []
    })
    .sort((a, b) => a.name.localeCompare(b.name, language))
  known.set(language, all)
  return all
}

/** The code of what somebody typed: a name of either language, or the code itself. */
export function country_of(typed: string, language: Language): string | undefined {
  const text = typed.trim().toLowerCase()
  if (!text) return undefined
  const other: Language = language === 'en' ? 'zh' : 'en'
  return [...countries(language), ...countries(other)].find((one) => one.name.toLowerCase() === text || one.code.toLowerCase() === text)?.code
}
