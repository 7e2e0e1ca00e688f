import type { Page } from '@playwright/test'
import { expect, is_well, said, test } from '../console'
import { everybody, order } from '../deal'

const mail = Buffer.from('From: Wei Chen <wei@pumps.example>\r\nTo: Nora <nora@garden.example>\r\nSubject: Your complaint\r\nDate: Tue, 24 Mar 2026 16:20:00 +0800\r\nMessage-ID: <1@pumps.example>\r\n\r\nWe are sorry. The seals of this batch came from another workshop.\r\n')

/** A dossier of an order of its own, so that journeys do not meet in one. */
async function dossier(): Promise<string> {
  const id = await order('agreed')
  const { buyer } = await everybody()
  return (await buyer.post<{ id: string }>(`/v1/orders/${id}/dossier`, { title: 'Leaking seals', title_zh: '密封圈渗漏' })).id
}

/** Adds files as somebody does who drops them. */
async function add(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[], seen_by?: string | RegExp): Promise<void> {
  await page.locator('main input[type=file]').first().setInputFiles(files)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(said(page, 'arrived', '已上传'))).toHaveCount(files.length)
  await dialog.getByLabel(said(page, 'Whom they come from', '来源'), { exact: true }).fill('Nordic Garden')
  if (seen_by) await dialog.getByText(seen_by).click()
  await dialog.getByRole('button', { name: said(page, /^Add \d/, /^添加 \d/) }).click()
  await expect(dialog).toBeHidden()
}

test('files are added, looked at and numbered, and the numbers are told before they are given', async ({ as }) => {
  const id = await dossier()
  const page = await as('buyer', `/dossiers/${id}`)
  await is_well(page)
  await add(page, [{ name: 'Contract.txt', mimeType: 'text/plain', buffer: Buffer.from(`The seals are of FKM. ${id}`) }, { name: 'complaint.eml', mimeType: 'message/rfc822', buffer: mail }])
  await expect(page.getByRole('link', { name: 'Contract', exact: true })).toBeVisible()
  await is_well(page)
  for (const box of await page.locator('main li input[type=checkbox]').all()) await box.check()
  await page.getByRole('button', { name: said(page, 'Give numbers', '编号'), exact: true }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('E1', { exact: true })).toBeVisible()
  await dialog.getByRole('button', { name: said(page, 'Give E1 to E2', '编为 E1 至 E2') }).click()
  await expect(dialog).toBeHidden()
  await expect(page.locator('main strong', { hasText: /^E2$/ })).toBeVisible()
})

test('a passage of a mail is linked to a new fact, and stands in the story', async ({ as }) => {
  const id = await dossier()
  const page = await as('buyer', `/dossiers/${id}`)
  await add(page, [{ name: 'admission.eml', mimeType: 'message/rfc822', buffer: mail }])
  await page.getByRole('link', { name: 'admission', exact: true }).click()
  const passage = page.getByText('came from another workshop')
  await expect(passage).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(said(page, 'No domain signed this mail', '该邮件没有域名签名'))).toBeVisible()
  await is_well(page)
  await passage.selectText()
  await page.getByRole('button', { name: said(page, 'Link this passage', '关联此段') }).click()
  await page.getByRole('dialog').getByLabel(said(page, 'It proves', '证明对象'), { exact: true }).selectOption('new')
  await page.getByLabel(said(page, 'What happened', '发生了什么'), { exact: true }).fill('The supplier admits another workshop.')
  await page.getByLabel(said(page, 'Day', '日期'), { exact: true }).fill('2026-03-24')
  await page.getByRole('button', { name: said(page, 'Save', '保存'), exact: true }).click()
  const link = page.getByRole('dialog').getByRole('button', { name: said(page, 'Link', '关联'), exact: true })
  await expect(link).toBeEnabled()
  await link.click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.locator('aside')).toContainText('The supplier admits another workshop.')
  await page.goto(`/dossiers/${id}?tab=story`)
  await expect(page.locator('.story')).toContainText('came from another workshop')
  await is_well(page)
})

test('what one side keeps to itself is nowhere for the other', async ({ as }) => {
  const id = await dossier()
  const buyer = await as('buyer', `/dossiers/${id}`)
  await add(buyer, [{ name: 'own-note.txt', mimeType: 'text/plain', buffer: Buffer.from(`Our own view of the seals. ${id}`) }], said(buyer, 'The buyer and its counsel alone', '仅买方及其律师'))
  await expect(buyer.getByRole('link', { name: 'own-note' })).toBeVisible()
  // A page that asks for nothing: what happens meanwhile is not asked for without a session while the other signs in.
  await buyer.goto('/specimen')
  await expect(buyer.getByRole('button', { name: said(buyer, 'Go to or search', '跳转或搜索') })).toBeVisible()
  const supplier = await as('supplier', `/dossiers/${id}`)
  await expect(supplier.locator('main h1')).toBeVisible()
  await expect(supplier.getByText('own-note')).toHaveCount(0)
  await is_well(supplier)
})

test('a packet is read as its receiver would read it, and refused with what mends it', async ({ as }) => {
  const id = await dossier()
  const page = await as('buyer', `/dossiers/${id}`)
  await add(page, [{ name: 'Contract.txt', mimeType: 'text/plain', buffer: Buffer.from(`Another contract. ${id}`) }])
  const { buyer } = await everybody()
  await buyer.post(`/v1/dossiers/${id}/number`, { compartment: 'shared' })
  for (const tab of ['ready', 'keeping', 'out']) {
    await page.goto(`/dossiers/${id}?tab=${tab}`)
    await is_well(page)
  }
  await page.getByRole('button', { name: said(page, 'Check', '检查'), exact: true }).click()
  await expect(page.getByText(said(page, /^It would be refused for this/, /^可能因此被拒收/))).toBeVisible()
  await is_well(page)
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: said(page, 'Make it in spite of that', '仍然制作') }).click()])
  expect(file.suggestedFilename()).toMatch(/\.zip$/)
  await expect(page.locator('main')).toContainText('SHA-256')
})
