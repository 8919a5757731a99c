import { describe, expect, it } from 'vitest'
import { columnOfPage, kindOfColumn } from '../../electron/judge/columns.ts'
import { columns, dates, document, head, homeUrl, item, page } from './facts-builders.ts'

const at = { isHome: false, url: `${homeUrl}zc/` }

describe('kindOfColumn', () => {
  it.each([
    ['首页》云岭要闻', 'news'],
    ['首页》部门动态', 'news'],
    ['首页》政务公开》通知公告', 'notices'],
    ['首页》政策文件', 'policy'],
    ['首页》政策》政策解读', 'interpretation'],
    ['首页 > 政策 > 回应关切', 'policy'],
    ['首页》招商引资', 'other'],
    ['', 'other']
  ])('%s: %s', (path, kind) => {
    expect(kindOfColumn(path)).toBe(kind)
  })
})

describe('columnOfPage', () => {
  const list = {
    document: document(),
    head: head({ title: '政策文件' }),
    columns: columns({ breadcrumb: ['首页', '政务公开', '政策文件'] })
  }

  it('a list stands where its trail says', () => {
    const found = columnOfPage(page({ ...list, dates: dates([item('甲', '2023-08-01'), item('乙', '2023-07-01')]) }), at)
    expect(found).toMatchObject({
      path: '首页》政务公开》政策文件',
      kind: 'policy',
      latestDate: '2023-08-01',
      status: 200,
      url: at.url
    })
  })

  it('what the trail runs into is no part of it', () => {
    const messy = { ...list, columns: columns({ breadcrumb: ['首页', '人事信息 关于任免职的通知2023', '08', '01 下一页'] }) }
    const known = dates([item('甲', '2023-08-01'), item('乙', '2023-07-01')])
    expect(columnOfPage(page({ ...messy, dates: known }), at)).toMatchObject({ path: '首页》人事信息', kind: 'other' })
  })

  it('the registry’s own 位置 goes first', () => {
    expect(columnOfPage(page({ ...list, dates: dates([], { emptyMessage: '暂无内容' }) }), at, '首页》通知公告')).toMatchObject({
      path: '首页》通知公告',
      kind: 'notices'
    })
  })

  it('an article, a home page and an unread page are none', () => {
    const article = dates([item('相关', '2023-08-01')], { publishDate: '2023-08-01', publishDateFrom: 'text' })
    expect(columnOfPage(page({ ...list, dates: article }), at)).toBeNull()
    expect(columnOfPage(page({ ...list, dates: dates() }), at)).toBeNull()
    expect(columnOfPage(page({ ...list, dates: dates([item('甲', '2023-08-01')]) }), { ...at, isHome: true })).toBeNull()
    expect(columnOfPage(page({ head: head() }), at)).toBeNull()
  })
})
