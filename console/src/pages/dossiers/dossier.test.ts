import { describe, expect, it } from 'vitest'
import { by_day, gaps, kind_of, lines_of, marked, numbers_to_come, pages_of, sha256, title_from, type Exhibit, type Told } from './dossier'

const exhibit = (id: string, compartment: string, number = 0) => ({ mark: '', entry: { id, compartment, number } }) as unknown as Exhibit
const fact = (id: string, earliest: string | null, latest = earliest) => ({ fact: id, when: { earliest, latest, as_known: '' } }) as Told

describe('a dossier', () => {
  it('says which numbers will be given, after those of the same compartment', () => {
    const all = [exhibit('VX-1', 'shared', 3), exhibit('VX-2', 'shared'), exhibit('VX-3', 'buyer-and-counsel', 9)]
    expect(numbers_to_come(all, 'shared', ['VX-2', 'VX-7'])).toEqual([{ id: 'VX-2', mark: 'E4' }, { id: 'VX-7', mark: 'E5' }])
    expect(numbers_to_come([], 'officer', ['VX-1'])).toEqual([{ id: 'VX-1', mark: 'G1' }])
  })
  it.each([
    ['a.eml', '', 'email'], ['x.jpg', 'image/jpeg', 'photo'], ['wechat-chat.txt', 'text/plain', 'other-chat'], ['alibaba-chat.csv', 'text/csv', 'platform-chat'],
    ['deposit.mt103', '', 'payment-record'], ['汇款水单.pdf', 'application/pdf', 'payment-record'], ['Sales Contract.pdf', 'application/pdf', 'contract'], ['inspection.csv', 'text/csv', 'inspection-report'], ['notes.docx', '', 'other'],
  ])('takes %s for what it probably is', (name, type, kind) => expect(kind_of(name, type)).toBe(kind))
  it('makes a title of a file name', () => expect([title_from('Leaking_seal.jpg'), title_from('.eml')]).toEqual(['Leaking seal', '.eml']))
  it('finds long silences between dated facts', () => {
    expect([...gaps([fact('VF-1', '2026-01-01', '2026-01-05'), fact('VF-2', '2026-03-01'), fact('VF-3', '2026-03-10'), fact('VF-4', null)])]).toEqual([['VF-1', 55]])
  })
  it('knows the page of a passage', () => expect([pages_of('page 12'), pages_of('part 1.1')]).toEqual(['12', '']))
  it('reads the lines of a record', () => expect(lines_of('exhibit: VX-4\nseen')).toEqual([{ name: 'exhibit', value: 'VX-4' }, { name: '', value: 'seen' }]))
  it('puts messages under their days', () => {
    const message = (local: string) => ({ local, time_as_written: local })
    expect(by_day([message('2026-03-20 10:00'), message('2026-03-20 11:00'), message('2026-03-21 09:00'), message('')]).map((one) => [one.day, one.messages.length])).toEqual([['2026-03-20', 2], ['2026-03-21', 1], ['', 1]])
  })
  it('marks what was found, where letters are several bytes, too', () => {
    expect(marked('[图片: seal.jpg]', [[9, 13]])).toEqual([{ text: '[图片: ', mark: false }, { text: 'seal', mark: true }, { text: '.jpg]', mark: false }])
    expect(marked('seal', [[0, 4]])).toEqual([{ text: 'seal', mark: true }])
    expect(marked('none', [])).toEqual([{ text: 'none', mark: false }])
  })
  it('works out a digest', async () => expect(await sha256(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'))
})
