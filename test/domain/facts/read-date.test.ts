import { describe, expect, it } from 'vitest'
import { inferYears } from '../../../electron/domain/facts/infer-years.ts'
import { findDays, isoDay, readWholeDay } from '../../../electron/domain/facts/read-date.ts'

const read = (text: string): string[] =>
  findDays(text)
    .filter(({ form }) => form !== 'split')
    .map(({ year, month, day }) => isoDay(year ?? 0, month, day))

describe('findDays', () => {
  it.each([
    ['2023-2-3', '2023-02-03'],
    ['2023/02/03', '2023-02-03'],
    ['2023.2.3', '2023-02-03'],
    ['２０２３－０２－０３', '2023-02-03'],
    ['2023年2月3日', '2023-02-03'],
    ['2023 年 2 月 3 日', '2023-02-03'],
    ['二〇二三年二月三日', '2023-02-03'],
    ['二○二三年十二月三十一日', '2023-12-31'],
    ['二零二四年十一月二十日', '2024-11-20'],
    ['二〇二四年十月十日', '2024-10-10'],
    ['二〇二四年三月廿一日', '2024-03-21'],
    ['2023-02-03 10:11', '2023-02-03'],
    ['2023-02-0310:11:12', '2023-02-03'],
    ['2024-02-29', '2024-02-29'],
    ['（发布日期：2023-02-03）', '2023-02-03'],
    ['标题2023-02-03', '2023-02-03'],
    ['02-24', '0000-02-24'],
    ['[02/24]', '0000-02-24'],
    ['(2-24)', '0000-02-24'],
    ['2月24日', '0000-02-24']
  ])('reads %s', (text, wanted) => {
    expect(read(text)).toEqual([wanted])
  })

  it.each([
    '2023-02-30', // no such day
    '2023-13-01',
    '2023-00-10',
    '2023年2月31日',
    '二〇二三年十三月一日',
    '2023-02-29', // no leap year
    '0551-62601234', // telephones
    '020-83163338',
    '400-2023-0203',
    '粤公网安备 44010402001160号',
    '皖政〔2023〕2号',
    '2023-2-3-4', // chains are no days
    '192.168.2.3',
    '2023.2.3.4',
    '1.2023-2-3-1',
    'ISBN 978-7-2023-02-0',
    'A2023-02-03', // a serial with a letter
    '第2023-2-3号',
    '京ICP备2023-2-3号',
    '20230203',
    '1823-02-03', // before there were pages
    '2023-02-031',
    '12023-02-03',
    '12:30-13:45',
    '99.9%',
    '45-60',
    '13-01'
  ])('refuses %s', (text) => {
    expect(read(text)).toEqual([])
  })

  it('reads a day that stands in two elements', () => {
    const split = (text: string) =>
      findDays(text)
        .filter(({ form }) => form === 'split')
        .map(({ year, month, day }) => isoDay(year ?? 0, month, day))
    expect(split('24\n2023-02')).toEqual(['2023-02-24'])
    expect(split('2023-02\n24')).toEqual(['2023-02-24'])
    expect(split('2023年2月 24')).toEqual(['2023-02-24'])
    expect(split('02-24\n2023')).toEqual(['2023-02-24'])
    expect(split('2023\n02/24')).toEqual(['2023-02-24'])
    expect(split('31\n2023-02')).toEqual([])
  })

  it('keeps to its place in the text, and is through with a hostile one', () => {
    const [found] = findDays('　２０２３－０２－０３ 见报')
    expect(found).toMatchObject({ from: 1, to: 11, written: '２０２３－０２－０３' })
    findDays('2023-'.repeat(200_000))
    findDays(`1${' '.repeat(500_000)}`)
    expect(findDays('1-1\n'.repeat(100_000)).length).toBeLessThanOrEqual(20_000)
  })
})

describe('readWholeDay', () => {
  it('takes a day and its time, nothing else', () => {
    expect(readWholeDay('2023-02-03 08:00')).toBe('2023-02-03')
    expect(readWholeDay('2023-02-03T08:00:00+08:00')).toBe('2023-02-03')
    expect(readWholeDay('20230203')).toBe('2023-02-03')
    expect(readWholeDay('20230203101112')).toBe('2023-02-03')
    expect(readWholeDay('20230231')).toBeNull()
    expect(readWholeDay('截至2023-02-03')).toBeNull()
    expect(readWholeDay('2023-02-03 至 2023-03-01')).toBeNull()
    expect(readWholeDay('02-03')).toBeNull()
    expect(readWholeDay('')).toBeNull()
  })
})

describe('inferYears', () => {
  const days = (...texts: string[]) =>
    texts.map((text) => {
      const parts = text.split('-').map(Number)
      return parts.length === 3
        ? { year: parts[0] ?? 0, month: parts[1] ?? 0, day: parts[2] ?? 0 }
        : { year: null, month: parts[0] ?? 0, day: parts[1] ?? 0 }
    })

  it('never takes a day after the observation', () => {
    expect(inferYears(days('03-02', '03-01'), '2023-03-01')).toEqual(['2022-03-02', '2022-03-01'])
    expect(inferYears(days('03-01'), '2023-03-01')).toEqual(['2023-03-01'])
  })
  it('goes back over the new year', () => {
    expect(inferYears(days('01-05', '01-02', '12-30', '12-20'), '2024-01-08')).toEqual([
      '2024-01-05',
      '2024-01-02',
      '2023-12-30',
      '2023-12-20'
    ])
  })
  it('leaves what follows a pinned older item in its own year', () => {
    expect(inferYears(days('07-06', '07-27', '07-26', '07-20'), '2018-07-28')).toEqual([
      '2018-07-06',
      '2018-07-27',
      '2018-07-26',
      '2018-07-20'
    ])
    expect(inferYears(days('12-20', '02-28', '02-27', '02-20'), '2024-03-01')).toEqual([
      '2023-12-20',
      '2024-02-28',
      '2024-02-27',
      '2024-02-20'
    ])
  })
  it('goes on over the new year in a list that begins with the oldest', () => {
    expect(inferYears(days('12-20', '12-30', '01-02', '01-05'), '2024-01-08')).toEqual([
      '2023-12-20',
      '2023-12-30',
      '2024-01-02',
      '2024-01-05'
    ])
  })
  it('uses the years that are written', () => {
    expect(inferYears(days('2021-03-01', '02-27', '02-20'), '2024-03-01')).toEqual(['2021-03-01', '2021-02-27', '2021-02-20'])
    expect(inferYears(days('02-27', '2021-02-20'), '2024-03-01')).toEqual(['2021-02-27', '2021-02-20'])
  })
  it('begins with this year where only the older days have theirs', () => {
    const list = days('09-10', '09-03', '08-28', '2022-12-30', '2022-12-20')
    const wanted = ['2023-09-10', '2023-09-03', '2023-08-28', '2022-12-30', '2022-12-20']
    expect(inferYears(list, '2023-09-12')).toEqual(wanted)
    expect(inferYears(days('01-05', '12-30', '2022-12-20'), '2024-01-08')).toEqual(['2024-01-05', '2023-12-30', '2022-12-20'])
    // One item of this year: what stands below tells the order.
    expect(inferYears(days('09-10', '2022-12-30', '2022-12-20'), '2023-09-12')).toEqual([
      '2023-09-10',
      '2022-12-30',
      '2022-12-20'
    ])
  })
  it('takes the year from below where the list’s order asks for it', () => {
    expect(inferYears(days('02-20', '02-27', '2021-03-05', '2021-03-09'), '2024-03-20')).toEqual([
      '2021-02-20',
      '2021-02-27',
      '2021-03-05',
      '2021-03-09'
    ])
  })
  it('takes the year of an address below: the list writes none, of whatever age it is', () => {
    const list = [...days('02-27'), ...days('2021-02-20', '2021-02-18').map((day) => ({ ...day, isYearFromAddress: true }))]
    expect(inferYears(list, '2024-03-01')).toEqual(['2021-02-27', '2021-02-20', '2021-02-18'])
  })
  it('says nothing where a sparse list leaves two years open', () => {
    expect(inferYears(days('03-15', '08-02', '01-10'), '2024-12-01')).toEqual(['2024-03-15', null, null])
  })
  it('has 29 February only in its years', () => {
    expect(inferYears(days('02-29'), '2025-03-01')).toEqual(['2024-02-29'])
  })
})
