import { expect, test } from '../console'
import { pages } from '../pages'

for (const shown of pages) {
  test(shown.name, async ({ as, stranger, page }, info) => {
    if (shown.role) await as(shown.role)
    const ask = async (path: string) => (await page.request.get(path)).json()
    await stranger.goto(typeof shown.path === 'string' ? shown.path : await shown.path(ask))
    if (info.project.name === 'print') await page.emulateMedia({ media: 'print' })
    await expect(page.locator('main h1').first()).toBeAttached()
    await expect(page.locator('main .busy')).toHaveCount(0)
    await shown.before?.(page)
    await page.waitForTimeout(200)
    const file = `../../build/screenshots/${shown.name}.${info.project.name}`
    await page.screenshot({ path: `${file}.png`, fullPage: true })
    if (info.project.name === 'light') await page.screenshot({ path: `${file}.view.png` }) // as the README shows some
  })
}
