import { expect, type Page } from '@playwright/test'

/** Answers the question that stands there, as somebody would who bought lights and got broken ones: what he knows, else that he does not. */
export async function answer(page: Page): Promise<void> {
  const question = page.locator('section.question')
  const before = await question.locator('h2').textContent()
  const form = question.locator('form')
  const money = form.locator('input[inputmode=decimal]')
  if (await form.locator('input[type=checkbox]').count()) await form.locator('input[type=checkbox]').first().check()
  else if (await form.locator('input[type=radio]').count()) await form.locator('input[type=radio]').first().check()
  else if (await form.locator('input[type=date]').count()) await form.locator('input[type=date]').fill('2026-09-01')
  else if (await money.count()) await money.first().fill({ money: '4,800', count: '1' }[(await form.getAttribute('data-kind'))!] ?? '50')
  else {
    await form.getByRole('button', { name: /I don't know|我不清楚/ }).click()
    return void (await expect(question.locator('h2').or(question.locator('.notice'))).not.toHaveText(before!))
  }
  await form.locator('button[type=submit]').click()
  await expect(question.locator('h2, .notice').first()).not.toHaveText(before!, { timeout: 15_000 })
}

/** Until the desk says that enough is known. */
export async function until_enough(page: Page, most = 20): Promise<number> {
  const done = page.locator('section.question').getByRole('link', { name: /See the whole answer|查看完整结论/ })
  let count = 0
  await page.locator('section.question h2').waitFor()
  while (!(await done.isVisible()) && count < most) {
    await answer(page)
    count += 1
  }
  return count
}
