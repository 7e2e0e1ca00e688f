import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { people_of } from './desk'

const password = 'a long phrase for the desk' // of the example desk alone

interface Fixtures {
  /** Signs in as the first person of the example desk who is that, and shows what is at the address. */
  as: (role: string, to?: string) => Promise<Page>
  /** Without an account. */
  stranger: Page
}

/** Sessions that were opened once are used by the journeys after: signing in is slow on purpose. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>()

export const test = base.extend<Fixtures & { faults: string[] }>({
  // No page may say anything in the browser's console: a journey that leaves an error there fails.
  faults: [
    async ({ page }, use) => {
      const faults: string[] = []
      page.on('console', (message) => message.type() === 'error' && faults.push(`${message.text()} (${page.url()})`))
      page.on('pageerror', (error) => faults.push(`${error.message} (${page.url()})`))
      await use(faults)
      expect(faults, 'what the browser complained of').toEqual([])
    },
    { auto: true },
  ],
  stranger: async ({ page }, use) => {
    await speak(page)
    await use(page)
  },
  as: async ({ page }, use) => {
    await speak(page)
    await use(async (role, to = '/') => {
      await page.addInitScript(() => location.origin !== 'null' && localStorage.setItem('recourse.signed-in', 'yes'))
      const person = people_of(process.env.DESK_DATA!).find((one) => one.role === role)
      if (!person) throw new Error(`the example desk has no ${role}`)
      const kept = sessions.get(person.email)
      await page.goto('about:blank') // what still asks for the one before asks no more
      await page.context().clearCookies()
      if (kept) await page.context().addCookies(kept.cookies)
      else {
        const answer = await page.request.post('/v1/sessions', { data: { email: person.email, password, code: '' }, headers: { 'Idempotency-Key': `${Math.random()}` } })
        expect(answer.ok(), `${role} signs in`).toBe(true)
        const signed = (await answer.json()) as { csrf: string; memberships: { id: string; role: string }[] }
        const part = signed.memberships.find((one) => one.role === role) ?? signed.memberships[0]!
        await page.request.post('/v1/sessions/current/act-as', { data: { membership: part.id }, headers: { 'X-CSRF-Token': signed.csrf, 'Idempotency-Key': `${Math.random()}` } })
        sessions.set(person.email, await page.context().storageState())
      }
      await page.goto(to)
      return page
    })
  },
})

/** The language of the project is the language of the console. */
async function speak(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (location.origin !== 'null' && !localStorage.getItem('recourse.language')) localStorage.setItem('recourse.language', navigator.language.startsWith('zh') ? 'zh' : 'en')
  })
}

/** WCAG 2.2 AA as far as a machine can tell; everything that it finds, at once. */
export async function is_accessible(page: Page): Promise<void> {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  expect(found.violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `    ${node.html.slice(0, 200)}\n    ${node.failureSummary?.replace(/\n\s*/g, ' ').slice(0, 300)}`).join('\n')}`)).toEqual([])
}

/** Nothing is cut off at the side: the page itself never scrolls sideways. */
export async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 'pixels beyond the side').toBeLessThanOrEqual(0)
}

/** A page that has come to rest, looked at by machine. */
export async function is_well(page: Page): Promise<void> {
  await expect(page.locator('main h1').first()).toBeVisible()
  await expect(page.locator('main .busy')).toHaveCount(0)
  await fits(page)
  await is_accessible(page)
}

/** The words of the project: English on the desktop, Chinese on the phone. */
export function said(page: Page, english: string | RegExp, chinese: string | RegExp): string | RegExp {
  return (page.viewportSize()?.width ?? 0) < 600 ? chinese : english
}

export { expect }
