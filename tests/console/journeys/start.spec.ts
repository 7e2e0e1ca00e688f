import { resolve } from 'node:path'
import { expect, is_well, said, test } from '../console'
import { answer, until_enough } from '../interview'

test('somebody without an account gets an answer in a few questions', async ({ stranger }) => {
  await stranger.goto('/start')
  await is_well(stranger)
  const asked = await until_enough(stranger)
  expect(asked, 'questions before a first answer').toBeLessThan(16)
  await is_well(stranger)
  await stranger.getByRole('link', { name: said(stranger, 'See the whole answer', '查看完整结论') }).click()
  await expect(stranger).toHaveURL(/\/start\/answer$/)
  await expect(stranger.getByText(said(stranger, 'The ways to the money', '追款途径')).first()).toBeVisible({ timeout: 15_000 })
  await is_well(stranger)
})

test('what was said is kept, can be taken back and changed', async ({ stranger }) => {
  await stranger.goto('/start')
  const question = stranger.locator('section.question h2')
  await question.waitFor()
  const first = await question.textContent()
  await answer(stranger)
  const second = await question.textContent()
  await stranger.reload()
  await expect(question).toHaveText(second!)
  await stranger.getByRole('button', { name: said(stranger, '‹ Back', '‹ 上一题') }).click()
  await expect(question).toHaveText(first!)
})

test('a mail answers for itself, each fact with the words it stands on', async ({ stranger }) => {
  await stranger.goto('/start')
  await stranger.locator('section.question h2').waitFor()
  const folder = resolve(import.meta.dirname, '../../../examples/intake')
  const name = 'shortage.eml'
  await stranger.locator('#story-file').setInputFiles(resolve(folder, name))
  const dialog = stranger.getByRole('dialog')
  await expect(dialog.locator('q').first()).toBeVisible({ timeout: 20_000 })
  await dialog.getByRole('button', { name: said(stranger, 'Take what is ticked', '采用所选') }).click()
  await expect(stranger.getByText(said(stranger, 'What you have said', '您已说明'))).toBeVisible()
})
