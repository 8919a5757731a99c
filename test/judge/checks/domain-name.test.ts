import { describe, expect, it } from 'vitest'
import { department, document, messages, outcomes, page, portal, runPage } from '../facts-builders.ts'

const judged = (finalUrl: string, object: typeof portal | null) =>
  runPage('domain-name', page({ document: document({ finalUrl }) }), { url: finalUrl, object })
const filed = (object: typeof portal, url: string) => ({ ...object, url })

describe('domain-name', () => {
  it.each<[url: string, kind: 'portal' | 'department', outcome: string]>([
    ['https://www.yunling.gov.cn/', 'portal', 'pass'],
    ['https://yunling.gov.cn/', 'portal', 'fail'],
    ['https://zw.yunling.gov.cn/', 'portal', 'fail'],
    ['https://www.yunling.com.cn/', 'portal', 'fail'],
    ['http://云岭.政务/', 'portal', 'pass'],
    ['http://8.8.8.8/', 'portal', 'fail'],
    ['https://mzj.yunling.gov.cn/', 'department', 'pass'],
    ['https://www.yunling.gov.cn/mzj/', 'department', 'needs-human'],
    ['https://yunling.gov.cn/', 'department', 'needs-human'],
    ['https://www.mzj-yunling.com/', 'department', 'fail'],
    ['https://www.gov.cn.evil.com/', 'department', 'fail'],
    ['https://notgov.cn/', 'department', 'fail']
  ])('%s of a %s: %s', (url, kind, outcome) => {
    expect(outcomes(judged(url, filed(kind === 'portal' ? portal : department, url)))).toEqual([outcome])
  })

  it('another host than the registered one', () => {
    expect(outcomes(judged('https://www.yunling.gov.cn/', filed(portal, 'https://www.linyun.gov.cn/')))).toEqual(['needs-human'])
    expect(outcomes(judged('https://www.yun1ing.gov.cn/', filed(portal, 'https://www.yunling.gov.cn/')))).toEqual(['fail'])
    expect(messages(judged('https://www.yun1ing.gov.cn/', filed(portal, 'https://www.yunling.gov.cn/')))).toContain('形近而不同')
  })

  it('a port is shown', () => {
    expect(outcomes(judged('http://mzj.yunling.gov.cn:8080/', filed(department, 'http://mzj.yunling.gov.cn:8080/')))).toEqual([
      'needs-human'
    ])
  })

  it('a site served on this machine has no name to judge', () => {
    expect(outcomes(judged('http://yunling.localhost:8080/', null))).toEqual(['not-applicable'])
    expect(outcomes(judged('http://127.0.0.1/', null))).toEqual(['not-applicable'])
  })

  it('without a registry only the form is judged; without the document nothing', () => {
    expect(outcomes(judged('https://mzj.yunling.gov.cn/', null))).toEqual(['pass'])
    expect(outcomes(runPage('domain-name', page({})))).toEqual(['needs-human'])
  })
})
