import { expect, it } from 'vitest'
import { by_file, different, examples_of, name_in_book } from './books'

it('faults stand at their file, by line', () =>
  expect(by_file([{ file: 'b.toml', line: 9, column: 1, detail: 'b.toml:9:1: no says' }, { file: 'a.toml', line: 2, column: 3, detail: 'x', remedy: 'y' }, { file: 'b.toml', line: 3, column: 1, detail: 'z' }])).toEqual([
    { file: 'a.toml', faults: [{ file: 'a.toml', line: 2, column: 3, detail: 'x', remedy: 'y' }] },
    { file: 'b.toml', faults: [{ file: 'b.toml', line: 3, column: 1, detail: 'z' }, { file: 'b.toml', line: 9, column: 1, detail: 'no says' }] },
  ]))

it.each([
  ['mine/programmes/acme/2027-01-01/cases.toml', '', 'programmes/acme/2027-01-01/cases.toml'],
  ['cases.toml', 'programmes/acme/2027-01-01/', 'programmes/acme/2027-01-01/cases.toml'],
  ['2027-01-01/cases.toml', 'programmes/acme/2027-01-01', 'programmes/acme/2027-01-01/cases.toml'],
])('%s in %s is %s', (path, folder, name) => expect(name_in_book(path, folder)).toBe(name))

it('the examples of a book are read', () =>
  expect(examples_of([{ name: 'cases.toml', text: '# all\n[[case]]\nname = "The trap: \\"better price\\""\nreading = "practitioner"\nthen = { verdict = "not_covered" }\n\n[[case]]\nname = "Two"\nthen = { verdict = "covered" }\n' }])).toEqual([
    { name: 'The trap: "better price"', reading: 'practitioner', then: 'verdict = "not_covered"' },
    { name: 'Two', reading: '', then: 'verdict = "covered"' },
  ]))

it('only what comes out differently is told', () => {
  const side = (verdict: string, low: string) => ({ verdict, low: { amount: low, currency: 'USD' }, high: { amount: '9.00', currency: 'USD' } })
  const claim = (before: unknown, after: unknown) => ({ before, after }) as never
  expect(different([claim(side('covered', '1.00'), side('covered', '1.00')), claim(side('covered', '1.00'), side('partly', '1.00')), claim(side('covered', '1.00'), side('covered', '0.00'))])).toHaveLength(2)
})
