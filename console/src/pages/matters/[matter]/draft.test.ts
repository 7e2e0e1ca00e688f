import { expect, it } from 'vitest'
import { digest_of, kind_of, toml_of } from './draft'

it('what is filled in is TOML, what is empty stays open', () =>
  expect(toml_of({ 'buyer.name_zh': '北欧花园', 'demand.due': ' 2027-01-05 ', 'paper.copies': '', 'buyer.address': 'Storgata 1\n0155 "Oslo" \\ NO' })).toBe(
    'buyer.name_zh = "北欧花园"\ndemand.due = "2027-01-05"\nbuyer.address = "Storgata 1\\n0155 \\"Oslo\\" \\\\ NO"\n',
  ))

it('yes and no are said without quotes', () => expect(toml_of({ 'law.cisg': 'true' })).toBe('law.cisg = true\n'))

it('a document is a kind of paper', () => {
  expect(kind_of('demand-letter')).toBe('demand-letter')
  expect(kind_of('cietac-request')).toBe('arbitration-request')
  expect(kind_of('something new')).toBe('other')
})

it('a file has its digest', async () => expect(await digest_of(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'))
