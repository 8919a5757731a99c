import { describe, expect, it } from 'vitest'
import { buildNotice } from '../../electron/domain/notice-build.ts'
import { checkNotice } from '../../electron/domain/notice-check.ts'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { anhuiBatch, madeBatch, profile } from './notice-fixtures.ts'

const sound = buildNotice({
  profile: profile('anhui'),
  batches: [anhuiBatch('site'), anhuiBatch('account')],
  deadline: null,
  decimals: null,
  date: '2023-09-26'
})

/** The sound notice with one fault planted. */
function spoilt(plant: (model: NoticeModel) => void): NoticeModel {
  const copy = structuredClone(sound)
  plant(copy)
  return copy
}

describe('checkNotice names what was planted', () => {
  it('nothing in a sound notice', () => expect(checkNotice(sound)).toEqual([]))

  it('a changed cell: the row, the column and both numbers, and the sum that no longer fits', () => {
    const faults = checkNotice(
      spoilt((model) => {
        const row = model.tables[1]?.rows[1]
        if (row !== undefined) row[3] = 183
      })
    )
    expect(faults).toEqual([
      '附件2“2023年第三季度全省政务新媒体抽查情况”“合计”行“检查政务新媒体数”列写的是 1658，各行之和是 1659。',
      '附件2“2023年第三季度全省政务新媒体抽查情况”“合肥市”行“检查政务新媒体数”列写的是 183，按检查对象重新统计应为 182。'
    ])
  })

  it('a changed total', () => {
    const faults = checkNotice(
      spoilt((model) => {
        const total = model.tables[0]?.total
        if (total !== undefined && total !== null) total[2] = 841
      })
    )
    expect(faults[0]).toBe('附件1“2023年第三季度全省政府网站检查情况”“合计”行“运行网站总数”列写的是 841，各行之和是 840。')
  })

  it('a rate that is truncated instead of rounded', () => {
    const faults = checkNotice(spoilt((model) => (model.figures['account.passRate'] = '99.69%')))
    expect(faults).toContain('数字“account.passRate”写的是 99.69%，重新统计应为 99.70%。')
  })

  it('a number in the prose', () => {
    const faults = checkNotice(
      spoilt((model) => {
        const paragraph = model.paragraphs.find(({ text }) => text.includes('1658'))
        if (paragraph !== undefined) paragraph.text = paragraph.text.replace('1658', '1685')
      })
    )
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatch(/写的是 1685，数字“account\.checked”是 1658。/)
  })

  it('a prose number that only begins with the right one', () => {
    const faults = checkNotice(
      spoilt((model) => {
        const paragraph = model.paragraphs.find(({ text }) => text.includes('3316'))
        if (paragraph !== undefined) paragraph.text = paragraph.text.replace('3316', '33160')
      })
    )
    expect(faults[0]).toMatch(/写的是 33160，数字“account\.running”是 3316。/)
  })

  it('a missing row', () => {
    const faults = checkNotice(spoilt((model) => model.tables[0]?.rows.pop()))
    expect(faults).toContain('附件1“2023年第三季度全省政府网站检查情况”缺少“黄山市”这一行。')
  })

  it('a problem that was taken out of the list', () => {
    const faults = checkNotice(spoilt((model) => model.problems.rows.pop()))
    expect(faults).toContain('“黄山市账号1”判为不合格，问题清单里却没有它的问题。')
    expect(faults).toContain('数字“account.withProblems”写的是 5，重新统计应为 4。')
  })

  it('an outcome that was changed', () => {
    const faults = checkNotice(
      spoilt((model) => {
        const object = model.objects.find(({ name }) => name === '合肥市账号7')
        if (object !== undefined) object.outcome = 'fail'
      })
    )
    expect(faults).toContain(
      '附件2“2023年第三季度全省政务新媒体抽查情况”“合肥市”行“存在突出问题的政务新媒体数”列写的是 0，按检查对象重新统计应为 1。'
    )
  })

  it('a figure that nobody counted', () => {
    const faults = checkNotice(spoilt((model) => (model.figures['site.extra'] = 7)))
    expect(faults).toEqual(['数字“site.extra”没有来历，无法核对。'])
  })

  it('targets that are not settled', () => {
    const model = buildNotice({
      profile: profile('default'),
      batches: [
        madeBatch(
          'site',
          [
            { name: '甲网', stratum: '市直', outcome: 'unsettled' },
            { name: '乙网', stratum: '市直' }
          ],
          [{ name: '市直', frame: 2, drawn: 2 }]
        )
      ],
      deadline: null,
      decimals: null,
      date: '2026-11-22'
    })
    expect(checkNotice(model)).toEqual(['还有 1 个对象没有检查完，或者有待裁定的项（“甲网”），检查完、裁定完才能出通报。'])
  })
})
