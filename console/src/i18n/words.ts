import { language } from './language.svelte'

type Said = string | ((...values: never[]) => string)
type Both = readonly [en: Said, zh: Said]

/**
 * The words of a page or component, each in English and Chinese beside each other:
 *
 *     const say = words({ title: ['Orders', '订单'], due: [(day: string) => `by ${day}`, (day: string) => `${day} 前`] })
 *
 * `say.title` is the word in the present language, and follows it. A word without its other language does not compile.
 */
export function words<const T extends Record<string, Both>>(table: T): { readonly [K in keyof T]: T[K][0] extends string ? string : T[K][0] } {
  const result = {} as Record<string, unknown>
  for (const [name, pair] of Object.entries(table))
    Object.defineProperty(result, name, { get: () => pair[language.now === 'zh' ? 1 : 0], enumerable: true })
  return result as never
}
