import { describe, expect, it } from 'vitest'
import type { DatedItem } from '../../../electron/domain/facts/facts.ts'
import { dates, item, messages, outcomes, page, runPage } from '../facts-builders.ts'

const judged = (items: DatedItem[], earlierItems: DatedItem[] | null = null, isHome = false) =>
  runPage('repeated-items', page({ dates: dates(items) }), { earlierItems, isHome })
const other = { href: 'https://www.s1.gov.cn/t/other.html' }

describe('repeated-items', () => {
  it('different entries', () => {
    expect(outcomes(judged([item('市政府召开会议', '2023-08-22'), item('防汛工作部署', '2023-08-22')]))).toEqual(['pass'])
  })

  it('the same text twice, by the address another', () => {
    const hints = judged([item('市政府召开会议', '2023-08-22'), item('市政府 召开会议', '2023-05-22', other)])
    expect(outcomes(hints)).toEqual(['needs-human'])
    expect(messages(hints)).toContain('出现 2 次（2023-05-22、2023-08-22）')
  })

  it('a pinned entry comes again in its place', () => {
    const pinned = item('市政府召开会议', '2023-08-01', { isPinned: true })
    expect(outcomes(judged([pinned, item('防汛工作部署', '2023-08-22'), item('市政府召开会议', '2023-08-01')]))).toEqual(['pass'])
    expect(outcomes(judged([pinned, item('市政府召开会议', '2023-08-02')]))).toEqual(['needs-human'])
  })

  it('a home page shows one entry in several lists', () => {
    const twice = [item('市政府召开会议', '2023-08-22'), item('市政府召开会议', '2023-08-22', other)]
    expect(outcomes(judged(twice, null, true))).toEqual(['pass'])
    expect(outcomes(judged(twice))).toEqual(['needs-human'])
    expect(outcomes(judged([...twice, item('市政府召开会议', '2023-05-22')], null, true))).toEqual(['needs-human'])
  })

  it('titles that were cut may go on differently', () => {
    const dotted = [
      item('关于组织申报重点领域研发计...', '2023-08-07'),
      item('关于组织申报重点领域研发计...', '2023-08-05', other)
    ]
    expect(outcomes(judged(dotted))).toEqual(['pass'])
    const long = ['关于甲的十二个字的通知', '关于乙的十二个字的通知', '关于丙的十二个字的通知']
    const cut = [...long.map((text) => item(text, '2023-08-07')), item('关于甲的十二个字的通知', '2023-08-05', other)]
    expect(outcomes(judged(cut))).toEqual(['pass'])
    expect(outcomes(judged(cut.slice(1)))).toEqual(['pass'])
    expect(outcomes(judged([cut[0], cut[1], cut[3]].filter((each) => each !== undefined)))).toEqual(['needs-human'])
  })

  it('words too short to name anything', () => {
    expect(outcomes(judged([item('公告', '2023-08-22'), item('公告', '2023-08-21', other)]))).toEqual(['pass'])
  })

  it('another date than before', () => {
    const hints = judged([item('市政府召开会议', '2023-08-22')], [item('市政府召开会议', '2023-03-01')])
    expect(outcomes(hints)).toEqual(['fail'])
    expect(messages(hints)).toBe('“市政府召开会议”的日期由 2023-03-01 变成了 2023-08-22，疑似旧稿改期重发。')
    expect(outcomes(judged([item('市政府召开会议', '2023-08-22')], [item('市政府召开会议', '2023-08-22')]))).toEqual(['pass'])
  })

  it('another guess at the year is no other date', () => {
    const guess = { year: 'inferred' } as const
    expect(outcomes(judged([item('会议召开', '2023-02-24', guess)], [item('会议召开', '2022-02-24', guess)]))).toEqual(['pass'])
    expect(outcomes(judged([item('会议召开', '2023-02-25', guess)], [item('会议召开', '2022-02-24', guess)]))).toEqual(['fail'])
  })

  it('the same title at another address is another entry', () => {
    expect(outcomes(judged([item('会议召开', '2023-08-22')], [item('会议召开', '2023-03-01', other)]))).toEqual(['pass'])
  })

  it('a day that has not come; today has', () => {
    expect(outcomes(judged([item('会议召开', '2023-08-24')]))).toEqual(['fail'])
    expect(outcomes(judged([item('会议召开', '2023-08-23')]))).toEqual(['pass'])
  })

  it('no entries, no facts', () => {
    expect(outcomes(judged([]))).toEqual(['not-applicable'])
    expect(outcomes(runPage('repeated-items', page({})))).toEqual(['needs-human'])
  })
})
