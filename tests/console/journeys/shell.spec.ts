import { expect, fits, is_accessible, is_well, said, test } from '../console'

test('whoever is not signed in is asked to, and comes back to where he wanted', async ({ stranger }) => {
  await stranger.goto('/orders?phase=draft')
  await expect(stranger).toHaveURL(/\/sign-in\?to=%2Forders%3Fphase%3Ddraft/)
  await is_well(stranger)
})

test('a wrong password is said, and nothing typed is lost', async ({ stranger, faults }) => {
  await stranger.goto('/sign-in')
  await stranger.locator('input[type=email]').fill('nobody@example.org')
  await stranger.locator('input[type=password]').fill('something else')
  await stranger.locator('form button[type=submit]').click()
  await expect(stranger.getByRole('alert')).toBeVisible()
  await expect(stranger.locator('input[type=email]')).toHaveValue('nobody@example.org')
  faults.splice(0) // the browser itself notes the refusal
})

test('both languages, at once and for the next visit', async ({ as }) => {
  const page = await as('officer')
  const heading = page.locator('main h1')
  const before = await heading.textContent()
  await page.getByRole('banner').getByRole('button', { name: /中文|English/ }).click()
  await expect(heading).not.toHaveText(before!)
  await page.reload()
  await expect(heading).not.toHaveText(before!)
})

test('the palette goes to a page and to a number', async ({ as }) => {
  const page = await as('officer')
  const { items } = (await (await page.request.get('/v1/orders?limit=1')).json()) as { items: { id: string }[] }
  const id = items[0]!.id
  await expect(page.locator('main h1')).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(id)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/orders/${id}$`))
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/\/claims$/)
})

test('a page that is not there says so', async ({ as }) => {
  const page = await as('officer', '/nowhere')
  await expect(page.getByText(said(page, 'There is no such page', '没有这个页面') as string).last()).toBeVisible()
})

test('the specimen has nothing that axe finds', async ({ stranger }) => {
  await stranger.goto('/specimen')
  await expect(stranger.locator('main h1').first()).toBeVisible()
  await fits(stranger)
  await is_accessible(stranger)
})
