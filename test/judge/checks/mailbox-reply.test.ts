import { describe, expect, it } from 'vitest'
import { head, mailbox, message, messages, outcomes, page, runPage } from '../facts-builders.ts'

const judged = (...entries: ReturnType<typeof message>[]) =>
  runPage('mailbox-reply', page({ head: head({ title: '市长信箱' }), mailbox: mailbox(...entries) }))

describe('mailbox-reply: 3 months, of the last year', () => {
  it.each<[asked: string, replied: string | null, outcome: string, why: string]>([
    ['2023-05-22', null, 'fail', 'one day more than three months'],
    ['2023-05-23', null, 'pass', 'exactly three months'],
    ['2022-08-23', null, 'fail', 'exactly a year ago is of the last year'],
    ['2022-08-22', null, 'pass', 'a day more is not'],
    ['2023-08-14', '2023-08-21', 'pass', 'answered on the fifth working day'],
    ['2023-08-14', '2023-08-22', 'needs-human', 'sixth working day: a simple question?']
  ])('asked %s, answered %s: %s (%s)', (asked, replied, outcome) => {
    expect(outcomes(judged(message('路灯不亮', asked, replied)))).toEqual([outcome])
  })

  it('names the message and the days', () => {
    expect(messages(judged(message('路灯不亮', '2023-05-22', null)))).toBe(
      '留言“路灯不亮” 2023-05-22 提出，93 天没有回复，超过 3 个月。\n请确认是有效留言。'
    )
  })

  it('answered without a day is answered', () => {
    expect(outcomes(judged(message('路灯不亮', '2023-05-01', null, { isReplied: true })))).toEqual(['pass'])
  })

  it('what the list does not say is for a person', () => {
    expect(outcomes(judged(message('路灯不亮', '2023-05-01', null, { isReplied: null })))).toEqual(['needs-human'])
    expect(outcomes(judged(message('路灯不亮', null, null)))).toEqual(['needs-human'])
    expect(outcomes(judged(message('路灯不亮', '2021-05-01', null, { isReplied: null })))).toEqual(['pass'])
  })

  it('days that cannot be', () => {
    expect(outcomes(judged(message('路灯不亮', '2023-08-20', '2023-08-19')))).toEqual(['needs-human'])
    expect(outcomes(judged(message('路灯不亮', '2023-09-20', null)))).toEqual(['needs-human'])
  })

  it('says the share answered within one working day', () => {
    const hints = judged(
      message('一', '2023-08-14', '2023-08-14'),
      message('二', '2023-08-18', '2023-08-21'),
      message('三', '2023-08-14', '2023-08-16')
    )
    expect(messages(hints)).toBe('3 条留言没有超期未回复的；1 个工作日内答复 2 条，占 67%。')
  })

  it('a year without a table', () => {
    expect(outcomes(judged(message('路灯', '2023-08-01', '2023-08-02')))).toEqual(['pass'])
    expect(outcomes(judged(message('路灯', '2021-12-31', '2021-12-31')))).toEqual(['pass'])
    expect(outcomes(judged(message('路灯', '2021-12-30', '2021-12-31')))).toEqual(['needs-human'])
  })

  it('columns of another kind, no messages, no facts', () => {
    const facts = page({ head: head({ title: '网上信访' }), mailbox: mailbox(message('甲', '2023-01-01', null)) })
    expect(outcomes(runPage('mailbox-reply', facts))).toEqual(['not-applicable'])
    expect(outcomes(judged())).toEqual(['not-applicable'])
    expect(outcomes(runPage('mailbox-reply', page({ head: head() })))).toEqual(['needs-human'])
  })
})
