import { everybody, usd } from '../deal'
import { expect, is_well, said, test } from '../console'

test('an officer approves what somebody else proposed, and is told why he cannot approve his own', async ({ as }) => {
  const page = await as('officer', '/payouts')
  await is_well(page)
  await page.locator('a[data-open]').first().click()
  await expect(page).toHaveURL(/\/payouts\/R-\d+$/)
  await is_well(page)
  await expect(page.locator('main .notice').first()).toContainText(said(page, /two people|another officer/, /两人|另一位专员/))
})

test('a supplier draws on its balance', async ({ as, faults }) => {
  const page = await as('supplier', '/payouts')
  await is_well(page)
  await page.getByRole('button', { name: said(page, 'Draw money', '申请提款') }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(said(page, 'Amount', '金额')).fill('one')
  await dialog.getByRole('button', { name: said(page, 'Ask for it', '提交申请') }).click()
  await expect(dialog.getByLabel(said(page, 'Amount', '金额'))).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel(said(page, 'Amount', '金额')).fill('120')
  await dialog.getByRole('button', { name: said(page, 'Ask for it', '提交申请') }).click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('tr[data-row]').first()).toContainText('120.00')
  faults.splice(0)
})

test('a payment that nobody knows is assigned to the instalment that it pays', async ({ as }) => {
  const { officer, buyer, supplier, buyer_id, supplier_id } = await everybody()
  const terms = { programme: 'alibaba-trade-assurance', buyer: buyer_id, supplier: supplier_id, goods: 'LED strips', price_goods: usd('310.50'), price_freight: usd('0.00'), price_tax: usd('0.00'), instalments: [{ purpose: 'full', amount: usd('310.50') }], specification: 'LS-5', shipping_mode: 'sea' }
  const { id } = await buyer.post<{ id: string }>('/v1/orders', { terms })
  await buyer.post(`/v1/orders/${id}/offer`)
  await supplier.post(`/v1/orders/${id}/agree`, { terms: (await supplier.get<{ terms: string }>(`/v1/orders/${id}`)).terms })
  const { items } = await officer.get<{ items: { id: string; left: { amount: string }; credit: boolean }[] }>('/v1/bank/movements?phase=open')
  const movement = items.find((one) => one.credit)
  expect(movement, 'a credit of the example that nobody has explained').toBeTruthy()
  const page = await as('officer', '/bank')
  await is_well(page)
  await page.goto(`/bank/${movement!.id}`)
  await page.getByLabel(said(page, 'Order', '订单'), { exact: true }).fill(id)
  await expect(page.getByLabel(said(page, 'Instalment', '分期'))).toBeVisible()
  await is_well(page)
  await page.getByRole('button', { name: said(page, 'Assign', '匹配'), exact: true }).click()
  await expect(page.locator('main')).toContainText(said(page, 'What was said of it', '处理记录'))
})

test('a file that is none of the bank is refused with its places', async ({ as, faults }) => {
  const page = await as('officer', '/bank')
  await page.locator('input[type=file]').setInputFiles({ name: 'camt.xml', mimeType: 'application/xml', buffer: Buffer.from('<Document/>') })
  await expect(page.getByRole('alert')).toBeVisible()
  faults.splice(0)
})

test('the ledger balances, and leads to each account and what moved it', async ({ as }) => {
  const page = await as('auditor', '/ledger')
  await expect(page.locator('main .even')).toContainText(said(page, 'Both sides are the same', '借贷相等'))
  await is_well(page)
  await page.locator('details summary').first().click()
  await page.locator('details[open] a').first().click()
  await expect(page).toHaveURL(/\/ledger\/[a-z-]+\/[^/]+\/[A-Z]{3}$/)
  await is_well(page)
})
