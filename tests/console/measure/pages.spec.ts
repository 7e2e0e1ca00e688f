import { expect, test } from '../console'

const rounds = 5
const median = (all: number[]) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!

test('paint and answer', async ({ as, page }) => {
  test.setTimeout(300_000)
  await as('officer')
  for (const path of ['/', '/orders', '/claims', '/suppliers', '/overview']) {
    const paints: number[] = []
    const useful: number[] = []
    for (let i = 0; i < rounds; i++) {
      await page.goto('about:blank')
      await page.goto(path)
      await expect(page.locator('main h1').first()).toBeVisible()
      await expect(page.locator('main .busy')).toHaveCount(0)
      // Useful: the page's own content stands there, its first data with it.
      useful.push(await page.evaluate(() => performance.now()))
      paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN))
    }
    console.log(`${path.padEnd(12)} first paint ${median(paints).toFixed(0)} ms, with its data at most ${median(useful).toFixed(0)} ms (median of ${rounds})`)
  }
  await page.goto('/orders')
  await expect(page.locator('tbody tr[data-row]').first()).toBeVisible()
  const took: number[] = []
  for (const phase of ['completed', 'draft', 'awaiting-payment', 'completed', 'draft']) {
    // What the reader does, to the next picture that the browser shows.
    took.push(
      await page.evaluate(async (to) => {
        const begin = performance.now()
        const link = document.createElement('a')
        link.href = `/orders?phase=${to}`
        document.body.append(link)
        link.click()
        link.remove()
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
        return performance.now() - begin
      }, phase),
    )
    await expect(page.locator('main .busy')).toHaveCount(0)
  }
  console.log(`a filter of /orders answers in ${median(took).toFixed(0)} ms (median of ${took.length})`)
  const frames = await page.evaluate(async () => {
    const gaps: number[] = []
    let last = performance.now()
    for (let i = 0; i < 120; i++) {
      scrollBy(0, 400)
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      gaps.push(now - last)
      last = now
    }
    return gaps.sort((a, b) => a - b)
  })
  console.log(`scrolling /orders: frame ${frames[60]!.toFixed(0)} ms in the middle, ${frames[114]!.toFixed(0)} ms at 95 of 100; ${await page.locator('tbody tr[data-row]').count()} rows drawn`)
})
