import type { Page } from '@playwright/test'
import { expect, is_well, said, test } from '../console'

interface Line {
  id: string
  order: string | null
  phase: string
}

/** Records of a list that whoever is signed in reads. */
async function lines(page: Page, list: string): Promise<Line[]> {
  const answer = await page.request.get(`/v1/${list}?limit=200`)
  return ((await answer.json()) as { items: Line[] }).items
}

const narrow = (page: Page) => (page.viewportSize()?.width ?? 0) < 600

test('counsel sees both tracks on one axis and goes from mark to mark by the keys', async ({ as }) => {
  const page = await as('counsel')
  const matter = (await lines(page, 'matters')).find((one) => one.order && one.phase === 'open')!
  await page.goto(`/cases/${matter.id}`)
  await is_well(page)
  await expect(page.locator('h1')).toContainText(matter.order!)
  const lanes = page.locator('#lanes')
  await expect(lanes).toContainText(said(page, 'At law', '法律途径'))
  if (narrow(page)) {
    // The list stands for the picture: what was, today, what comes.
    await expect(lanes.locator('svg')).toHaveCount(0)
    await expect(lanes.getByText(said(page, /^Today,/, /^今天，/))).toBeVisible()
    return
  }
  const marks = lanes.locator('svg g[role=button]')
  expect(await marks.count()).toBeGreaterThan(4)
  await expect(lanes.locator('svg g[tabindex="0"]')).toHaveCount(1) // one stop of the tabulator
  await lanes.locator('svg g[tabindex="0"]').focus()
  await page.keyboard.press('End')
  const last = await lanes.locator('svg g:focus').getAttribute('aria-label')
  await page.keyboard.press('Home')
  expect(await lanes.locator('svg g:focus').getAttribute('aria-label')).not.toBe(last)
  await page.keyboard.press('End')
  await expect(lanes.locator('[aria-live] .note .head > strong').first()).toContainText(last!.split(', ')[1]!)
  await lanes.getByRole('button', { name: 'Month' }).click()
  await expect(page).toHaveURL(/zoom=month/)
  await lanes.getByText('The same as a list').click()
  await expect(lanes.getByText(/^Today,/)).toBeVisible()
})

test('a case is found by each of its numbers', async ({ as }) => {
  const page = await as('buyer')
  const claims = await lines(page, 'claims')
  const dossier = (await lines(page, 'dossiers')).find((one) => claims.some((claim) => claim.order === one.order))!
  const claim = claims.find((one) => one.order === dossier.order)!
  for (const number of [dossier.order!, claim.id, dossier.id]) {
    await page.goto(`/cases/${number}`)
    await expect(page.locator('h1')).toContainText(dossier.order!)
    await expect(page.locator('#evidence')).toContainText(said(page, /exhibits in the dossier/, /份证据/))
  }
})

test('the money of a case comes out even for everybody who is shown it', async ({ as }) => {
  for (const role of ['buyer', 'supplier', 'officer', 'auditor']) {
    const page = await as(role)
    const claim = (await lines(page, 'claims')).find((one) => one.phase === 'closed' && one.order) ?? (await lines(page, 'claims'))[0]!
    await page.goto(`/cases/${claim.order}`)
    const money = page.locator('#money')
    await expect(money.getByText(said(page, /Comes out even/, /金额相符/))).toHaveCount(2)
  }
})

test('a sum that does not come out even is shown as an error', async ({ as }) => {
  const page = await as('officer')
  const claim = (await lines(page, 'claims')).find((one) => one.phase === 'closed' && one.order)!
  await page.route(`**/v1/orders/${claim.order}`, async (route) => {
    const answer = await route.fetch()
    const order = (await answer.json()) as { order: { fees: { amount: string } } }
    order.order.fees.amount = '7.01'
    await route.fulfill({ response: answer, json: order })
  })
  await page.goto(`/cases/${claim.order}`)
  await expect(page.locator('#money').getByText(said(page, /does not come out even: USD.−7\.01/, /金额不平：USD.−7\.01/))).toBeVisible()
})

test('who is no party to the legal track is shown nothing of it', async ({ as }) => {
  let page = await as('counsel')
  const matter = (await lines(page, 'matters')).find((one) => one.order && one.phase === 'open')!
  page = await as('supplier')
  await page.goto(`/cases/${matter.order}`)
  await is_well(page)
  await expect(page.locator('main')).not.toContainText(matter.id)
  await expect(page.locator('main')).not.toContainText(said(page, 'At law', '法律途径'))
})

test('the inspector and the carrier read a case as far as it is theirs', async ({ as }) => {
  let page = await as('inspector')
  const claim = (await lines(page, 'claims'))[0]!
  await page.goto(`/cases/${claim.id}`)
  await is_well(page)
  page = await as('carrier')
  const order = (await lines(page, 'orders'))[0]!
  await page.goto(`/cases/${order.id}`)
  await is_well(page)
  await expect(page.locator('#money')).toHaveCount(0)
})
