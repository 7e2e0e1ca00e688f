import type { Page } from '@playwright/test'
import { claim, everybody, usd } from '../deal'
import { expect, is_well, said, test } from '../console'

/** What whoever is signed in on a page does in person. */
async function in_person(page: Page, path: string, body: object): Promise<void> {
  const status = await page.evaluate(
    async ([path, body]) => {
      const { csrf } = (await (await fetch('/v1/sessions/current')).json()) as { csrf: string }
      return (await fetch(path!, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf, 'Idempotency-Key': crypto.randomUUID() }, body })).status
    },
    [path, JSON.stringify(body)],
  )
  expect(status).toBe(200)
}

/** A matter beside a claim between Nora's and Chen's companies, with a head of claim and an offer of the other side; counsel has looked for conflicts. */
async function matter(as: (role: string, to?: string) => Promise<Page>): Promise<string> {
  const made = await claim()
  const { buyer, officer } = await everybody()
  const today = (await officer.get<{ today: string }>('/v1/clock')).today
  const later = new Date(Date.parse(today) + 14 * 86_400_000).toISOString().slice(0, 10)
  const { id } = await buyer.post<{ id: string }>(`/v1/orders/${made.order}/matter`, { currency: 'USD', language: 'bilingual', counsel: 'Li & Partners', title: 'Grow lights that do not come on' })
  await buyer.post(`/v1/matters/${id}/add-head`, { head: { kind: 'price', amount: usd('6000.00'), basis: 'Civil Code art. 566', interest_from: today } })
  await buyer.post(`/v1/matters/${id}/add-pursued`, { pursued: { role: 'supplier', name: 'Shenzhen Guangyao', country: 'CN', standing: 'operating' } })
  await in_person(await as('counsel', '/matters'), `/v1/matters/${id}/check-conflict`, { check: { names: ['Shenzhen Guangyao'], result: 'clear', checked_by: 'Li Wen', on: today } })
  await buyer.post(`/v1/matters/${id}/make-offer`, { offer: { ours: false, amount: usd('2000.00'), full_and_final: true, valid_until: later, terms: 'in four weeks' } })
  return id
}

test('counsel sees every part of a matter, each with an address of its own', async ({ as }) => {
  test.setTimeout(120_000)
  const page = await as('counsel', '/matters')
  await is_well(page)
  const { items } = await (await everybody()).buyer.get<{ items: { id: string; due: string | null }[] }>('/v1/matters?limit=50')
  const id = items.filter((one) => one.due).sort((a, b) => a.due!.localeCompare(b.due!))[0]!.id
  for (const tab of ['overview', 'plan', 'deadlines', 'claim', 'pursued', 'forum', 'freezes', 'papers', 'offers', 'forecast', 'money', 'record']) {
    await page.goto(`/matters/${id}?tab=${tab}`)
    await is_well(page)
  }
})

test('a matter off the platform is opened, and what was typed is kept until it is', async ({ as }) => {
  const page = await as('buyer', '/matters/new')
  await page.getByText(said(page, 'Elsewhere', '平台之外'), { exact: true }).click()
  const against = page.getByLabel(said(page, 'Against whom', '对方'))
  await against.fill('Cangzhou Pipe Works')
  await page.goto('/matters')
  await page.goto('/matters/new')
  await expect(against).toHaveValue('Cangzhou Pipe Works')
  await page.getByLabel(said(page, /^Title/, /^案件名称/)).fill('Steel pipe, paid by wire')
  await is_well(page)
  await page.getByRole('button', { name: said(page, 'Open the matter', '建立案件') }).click()
  await expect(page).toHaveURL(/\/matters\/L-\d+$/)
  await expect(page.locator('main h1')).toContainText('Steel pipe, paid by wire')
})

test('the claim statement is worked out to the day that is asked, with each formula', async ({ as }) => {
  const id = await matter(as)
  const page = await as('counsel', `/matters/${id}?tab=claim`)
  const total = page.locator('tr.total')
  await expect(total).toContainText('6,000.00')
  await page.getByLabel(said(page, 'Worked out to the day', '计算至')).fill('2030-01-01')
  await page.keyboard.press('Tab')
  await expect(page).toHaveURL(/on=2030-01-01/)
  await expect(total).not.toContainText('6,000.00')
  await page.locator('.lines summary').nth(1).click()
  await expect(page.locator('.how').nth(1)).toContainText('365')
})

test('counsel accepts an offer only with what it gives up before the eyes', async ({ as }) => {
  const id = await matter(as)
  const page = await as('counsel', `/matters/${id}?tab=offers`)
  await expect(page.getByText('2,000.00').first()).toBeVisible()
  await is_well(page)
  await page.getByRole('button', { name: said(page, 'Accept', '接受'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  const accept = dialog.getByRole('button', { name: said(page, 'Accept', '接受'), exact: true })
  await expect(accept).toBeDisabled()
  await dialog.getByRole('checkbox').check()
  await is_well(page)
  await accept.click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('main')).toContainText(said(page, 'Accepted', '已接受'))
})

test('a paper is drafted, put on record, and approved by counsel as exactly that file', async ({ as }) => {
  const id = await matter(as)
  const page = await as('counsel', `/matters/${id}?tab=papers&draft=demand-letter`)
  await page.getByLabel(said(page, 'Registered address of the buyer', '买方注册地址')).fill('Storgata 1, 0155 Oslo')
  await expect(page.locator('.paper')).toContainText('Storgata 1, 0155 Oslo')
  const kept = page.waitForEvent('download')
  await page.getByRole('button', { name: said(page, 'Put on record', '登记'), exact: true }).click()
  const file = await (await kept).path()
  await expect(page).toHaveURL(/tab=papers$/)
  await expect(page.locator('main')).toContainText(said(page, 'Waits for counsel', '待律师批准'))
  await page.getByRole('button', { name: said(page, /^Approve/, /^批准/) }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles({ name: 'another.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('something else') })
  await expect(dialog.getByRole('button', { name: said(page, 'Approve', '批准'), exact: true })).toBeDisabled()
  await dialog.locator('input[type=file]').setInputFiles(file)
  await dialog.getByRole('button', { name: said(page, 'Approve', '批准'), exact: true }).click()
  await expect(page.locator('main')).toContainText(said(page, 'May go out', '已批准'))
})

test('a private calendar address is shown once, works, and is revoked', async ({ as }) => {
  const id = await matter(as)
  const page = await as('counsel', `/matters/${id}?tab=deadlines`)
  await page.getByRole('button', { name: said(page, 'Make a private address', '生成私密订阅地址') }).click()
  await page.getByRole('dialog').getByLabel(said(page, 'Name', '名称')).fill('phone')
  await page.getByRole('dialog').getByRole('button', { name: said(page, 'Make a private address', '生成私密订阅地址') }).click()
  const address = new URL((await page.getByRole('dialog').locator('code').textContent())!)
  expect((await page.request.get(address.pathname)).ok()).toBe(true)
  await page.getByRole('dialog').getByRole('button', { name: said(page, 'Done', '完成') }).click()
  await page.getByRole('button', { name: said(page, 'Revoke', '撤销') }).click()
  await expect(page.getByRole('button', { name: said(page, 'Revoke', '撤销') })).toHaveCount(0)
  expect((await page.request.get(address.pathname)).status()).toBe(404)
})

test('the desk in numbers is plotted, and its numbers can be read and kept', async ({ as }) => {
  for (const role of ['officer', 'buyer']) {
    const page = await as(role, '/overview')
    await is_well(page)
    await expect(page.locator('canvas').first()).toBeVisible()
  }
  const page = await as('officer', '/overview')
  await page.getByText(said(page, 'The numbers as a table', '以表格查看数据')).first().click()
  const kept = page.waitForEvent('download')
  await page.getByRole('button', { name: said(page, 'Table (CSV)', '表格（CSV）') }).first().click()
  expect((await kept).suggestedFilename()).toBe('resolution.csv')
})

test('a supplier is seen by the officer, by itself and by a buyer, each as far as it may', async ({ as }) => {
  const { supplier_id } = await everybody()
  let page = await as('officer', '/suppliers')
  await is_well(page)
  for (const tab of ['cover', 'record', 'points', 'measures', 'links', 'deals']) {
    await page.goto(`/suppliers/${supplier_id}?tab=${tab}`)
    await is_well(page)
  }
  page = await as('supplier', '/suppliers')
  await expect(page).toHaveURL(new RegExp(`/suppliers/${supplier_id}$`))
  await expect(page.getByRole('tab', { name: said(page, /^Points/, /^记分/) })).toBeVisible()
  page = await as('buyer', `/suppliers/${supplier_id}`)
  await is_well(page)
  await expect(page.getByRole('tab', { name: said(page, /^Points/, /^记分/) })).toHaveCount(0)
})

test('a rule book with problems is refused with each of them at its line', async ({ as, faults }) => {
  const page = await as('officer', '/rule-books')
  await is_well(page)
  await page.getByRole('button', { name: said(page, 'Upload an edition', '上传版本') }).click()
  await page.getByLabel(said(page, 'Where they belong', '所属路径')).fill('programmes/acme/2027-01-01')
  await page.locator('input[type=file]').setInputFiles({ name: 'programme.toml', mimeType: 'text/plain', buffer: Buffer.from('id = "acme"\n[[exclusion]]\nid = "x"\nwhen = "order.valu > 3"\n') })
  await page.getByRole('button', { name: said(page, 'Check and keep', '检查并保存') }).click()
  await expect(page.getByText("there is no field 'valu'").or(page.getByText('valu')).first()).toBeVisible()
  await expect(page.getByText(/^4:\d+$/)).toBeVisible()
  await is_well(page)
  expect(faults.splice(0)).toEqual([expect.stringContaining('422')]) // the browser notes each refusal
})
