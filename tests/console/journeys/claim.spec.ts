import { claim, everybody, order, usd } from '../deal'
import { expect, is_well, said, test } from '../console'

test('a buyer opens a claim, defect by defect, and is told what to do next', async ({ as }) => {
  const id = await order('delivered')
  const page = await as('buyer', `/claims/new?order=${id}`)
  await is_well(page)
  await page.getByLabel(said(page, 'What is wrong?', '问题种类')).selectOption('quality')
  await page.getByLabel(said(page, 'Describe it', '说明')).fill('Half of the lights do not come on; the driver flickers.')
  await page.getByLabel(said(page, 'How much of the goods', '涉及多少货物')).fill('50')
  await page.getByLabel(said(page, 'How much?', '索赔金额')).fill('6,000')
  await page.getByRole('button', { name: said(page, 'Open the claim', '发起争议') }).click()
  await expect(page).toHaveURL(/\/claims\/C-\d+$/)
  await expect(page.getByText('the driver flickers')).toBeVisible()
  await is_well(page)
})

test('what is wrong with a claim stands at its field, and a left page keeps what was typed', async ({ as }) => {
  const id = await order('delivered')
  const page = await as('buyer', `/claims/new?order=${id}`)
  const words = page.getByLabel(said(page, 'Describe it', '说明'))
  await words.fill('The boxes are wet.')
  await page.getByLabel(said(page, 'How much of the goods', '涉及多少货物')).fill('250')
  await page.getByRole('button', { name: said(page, 'Open the claim', '发起争议') }).click()
  await expect(page.getByLabel(said(page, 'How much of the goods', '涉及多少货物'))).toHaveAttribute('aria-invalid', 'true')
  await page.goto('/orders')
  await page.goto(`/claims/new?order=${id}`)
  await expect(words).toHaveValue('The boxes are wet.')
})

test('an offer is accepted only with what it gives up before the eyes', async ({ as }) => {
  const made = await claim()
  const { supplier, officer } = await everybody()
  const today = (await officer.get<{ today: string }>('/v1/clock')).today
  const later = new Date(Date.parse(today) + 10 * 86_400_000).toISOString().slice(0, 10)
  await supplier.post(`/v1/claims/${made.claim}/make-offer`, { offer: { amount: usd('2000.00'), remedy: 'partial-refund', full_and_final: true, return_required: false, valid_until: later } })
  const page = await as('buyer', `/claims/${made.claim}`)
  await expect(page.getByText('2,000.00').first()).toBeVisible()
  await is_well(page)
  await page.getByRole('button', { name: said(page, /^Accept …/, /^接受 …/) }).click()
  const dialog = page.getByRole('dialog')
  const accept = dialog.getByRole('button', { name: said(page, 'Accept the offer', '接受和解方案') })
  await expect(accept).toBeDisabled()
  for (const box of await dialog.getByRole('checkbox').all()) await box.check()
  await accept.click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.locator('main')).toContainText(said(page, 'accepted', '已接受'))
})

test('two people on one claim: what one does shows at the other without a reload', async ({ as }) => {
  const made = await claim()
  const page = await as('supplier', `/claims/${made.claim}`)
  await expect(page.locator('main h1')).toBeVisible()
  const { supplier } = await everybody()
  await supplier.post(`/v1/claims/${made.claim}/answer`, { stance: 'contests', text: 'tested before shipment, all of them' })
  await expect(page.getByText('tested before shipment, all of them')).toBeVisible()
})

test('an officer writes reasons beside what the rules compute, and nothing of them is lost', async ({ as }) => {
  const page = await as('officer', '/claims?phase=review')
  await is_well(page)
  let id = ''
  for (const { id: one } of ((await (await page.request.get('/v1/claims?phase=review')).json()) as { items: { id: string }[] }).items) {
    const { allowed } = (await (await page.request.get(`/v1/claims/${one}`)).json()) as { allowed: { action: string }[] }
    if (!id && allowed.some((act) => act.action === 'determine')) id = one
  }
  expect(id, 'a claim of the example that an officer has to decide').not.toBe('')
  await page.goto(`/claims/${id}/determine`)
  await is_well(page)
  const reasons = page.getByLabel(said(page, /^Reasons/, /^理由/))
  await reasons.fill('The photographs show the defect; the contract names the standard.')
  await page.reload()
  await expect(reasons).toHaveValue(/photographs/)
  await expect(page.getByText(said(page, 'What the rules compute', '规则计算结果')).first()).toBeVisible()
})
