import { describe, expect, it } from 'vitest'
import { document, head, outcomes, page, portal, runPage, wechat } from '../facts-builders.ts'

const judged = (title: string | null, documentTitle = '') =>
  outcomes(
    runPage(
      'account-name',
      page({ document: document(), head: head({ title, documentTitles: [documentTitle], metaTags: {} }) }),
      {
        object: wechat
      }
    )
  )

describe('account-name', () => {
  it.each<[title: string | null, documentTitle: string, outcome: string]>([
    ['云岭发布', '', 'pass'],
    [null, '云岭发布的主页 - 抖音', 'pass'],
    ['云岭之声', '云岭之声', 'fail'],
    [null, '', 'needs-human'],
    ['请登录后查看', '微博', 'needs-human'],
    [null, '微信公众平台', 'needs-human']
  ])('%s / %s: %s', (title, documentTitle, outcome) => {
    expect(judged(title, documentTitle)).toEqual([outcome])
  })

  it('sites are not asked; missing facts', () => {
    expect(outcomes(runPage('account-name', page({ document: document(), head: head() }), { object: portal }))).toEqual([
      'not-applicable'
    ])
    expect(outcomes(runPage('account-name', page({}), { object: wechat }))).toEqual(['needs-human'])
  })
})
