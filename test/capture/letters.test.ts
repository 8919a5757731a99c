/** Letters of a mailbox, however the page writes them, and none where there is no mailbox. */
import { describe, expect, it } from 'vitest'
import { crumb, foot, nav, page } from './fact-pages.ts'
import { factsOf } from './facts-of.ts'

const at = 'http://www.yunxi.example/a/b/'

async function entriesOf(title: string, body: string) {
  const { mailbox } = await factsOf(page(title, `${nav}${crumb('政务公开', title)}${body}${foot}`), at)
  if (!mailbox.ok) throw new Error(mailbox.error)
  return mailbox.value.entries.map((entry) => [entry.title, entry.askedOn, entry.repliedOn, entry.isReplied])
}

describe('letters of a mailbox page', () => {
  it('a list with both days of each letter is as many letters', async () => {
    const letters = [
      ['关于小区供暖问题的咨询', '2024-01-05', '2024-01-09'],
      ['关于公交线路调整的建议', '2024-01-03', '2024-01-08']
    ] as const
    const rows = letters.map(
      ([title, ask, reply], index) =>
        `<li><a href="l${index}.html">${title}</a><p>来信时间：${ask}</p><p>答复时间：${reply}</p></li>`
    )
    expect(await entriesOf('县长信箱', `<ul>${rows.join('')}</ul>`)).toEqual(letters.map((letter) => [...letter, true]))
  })
  it('one letter is one, also where its day of reception stands beside that of its arrival', async () => {
    const body =
      '<h1>关于小区供暖问题的咨询</h1><p>来信时间：2024-01-05</p><p>受理时间：2024-01-06</p><p>我家暖气不热。</p><p>答复时间：2024-01-09</p>'
    expect(await entriesOf('县长信箱', body)).toEqual([['关于小区供暖问题的咨询', '2024-01-05', '2024-01-09', true]])
  })
  it('the title says nothing of the answer, the state beside it does', async () => {
    const row = (index: number, title: string, state: string): string =>
      `<li><a href="l${index}.html">${title}</a><span>${state}</span><span>2024-01-0${index}</span></li>`
    const rows = [
      row(5, '楼上漏水物业一直未处理', ''),
      row(4, '宅基地登记已办结却拿不到证', '办理中'),
      row(3, '路灯不亮', '已回复')
    ]
    expect(await entriesOf('县长信箱', `<ul>${rows.join('')}</ul>`)).toEqual([
      ['楼上漏水物业一直未处理', null, null, null],
      ['宅基地登记已办结却拿不到证', null, null, false],
      ['路灯不亮', null, null, true]
    ])
  })
})

describe('tables on other pages', () => {
  const table = (...head: string[]): string =>
    `<table><tr>${head.map((name) => `<th>${name}</th>`).join('')}</tr><tr><td>云溪县自来水改造工程</td><td>2023-09-01</td><td>受理中</td></tr></table>`
  it('permits and projects are no unanswered messages', async () => {
    expect(await entriesOf('行政许可公示', table('项目名称', '受理日期', '状态'))).toEqual([])
  })
  it('a column that only letters have is enough', async () => {
    expect(await entriesOf('为民服务', table('标题', '来信日期', '状态'))).toEqual([
      ['云溪县自来水改造工程', '2023-09-01', null, false]
    ])
  })
})
