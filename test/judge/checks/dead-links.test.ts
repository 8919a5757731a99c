import { describe, expect, it } from 'vitest'
import type { CheckedLink } from '../../../electron/domain/facts/site-facts.ts'
import { checkedLink, homeUrl, messages, outcomes, runSite } from '../facts-builders.ts'

const judged = (...links: CheckedLink[]) => runSite('dead-links', { links })
const dead = (url: string, changes: Partial<CheckedLink> = {}) =>
  checkedLink(url, { outcome: 'dead', status: 404, evidence: '404 after 3 tries', ...changes })
const silent = { status: null, evidence: 'ENOTFOUND' }

describe('dead-links', () => {
  it('a dead link and a soft 404, each its own hint', () => {
    const hints = judged(
      dead(`${homeUrl}a`, { texts: ['机构职能'] }),
      checkedLink(`${homeUrl}b`, { outcome: 'soft-404', evidence: 'same text as a made-up path' }),
      checkedLink(`${homeUrl}c`)
    )
    expect(outcomes(hints)).toEqual(['fail', 'fail'])
    expect(hints[0]?.message).toBe(`首页上的链接“机构职能”（${homeUrl}a）打不开（404；404 after 3 tries）。`)
    expect(hints[1]?.message).toContain('打开的是出错提示页')
  })

  it('403, 412 and 429 need eyes and are never counted dead', () => {
    const hints = judged(
      ...[403, 412, 429].map((status) => checkedLink(`${homeUrl}${status}`, { outcome: 'needs-eyes', status, evidence: '' }))
    )
    expect(outcomes(hints)).toEqual(['needs-human'])
    expect(messages(hints)).toContain('3 个链接机器不能判断（403 1 个、412 1 个、429 1 个）')
  })

  it('all fine', () => {
    expect(outcomes(judged(checkedLink(`${homeUrl}c`)))).toEqual(['pass'])
  })

  it('where most addresses got no answer, the own network is asked after first', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => dead(`https://h${index}.cn/`, silent))
    const fine = (count: number) => Array.from({ length: count }, (_, index) => checkedLink(`${homeUrl}${index}`))
    expect(outcomes(judged(...many(10), ...fine(9)))).toEqual(['needs-human'])
    expect(outcomes(judged(...many(10), ...fine(10)))).toEqual(Array.from({ length: 10 }, () => 'fail'))
    expect(outcomes(judged(...many(9)))).toEqual(Array.from({ length: 9 }, () => 'fail'))
  })

  it('files are for attachments', () => {
    expect(outcomes(judged(dead(`${homeUrl}a.pdf`)))).toEqual(['not-applicable'])
  })

  it('a very long list is put together after 300', () => {
    const hints = judged(...Array.from({ length: 305 }, (_, index) => dead(`${homeUrl}${index}`)))
    expect(hints).toHaveLength(301)
    expect(hints[300]?.message).toBe('另有 5 个链接打不开。')
  })

  it('missing facts', () => {
    expect(outcomes(runSite('dead-links', {}))).toEqual(['needs-human'])
  })

  it('the ground is the address: another dead link changes nothing of it', () => {
    expect(judged(dead(`${homeUrl}a`), dead(`${homeUrl}b`))[0]?.ground).toBe(
      judged(dead(`${homeUrl}a`, { status: 410 }))[0]?.ground
    )
  })

  it('says why an address that answers is doubtful, not that it answered 200', () => {
    const refused = { outcome: 'needs-eyes', status: 200, evidence: '证书有问题（已过期），浏览器会拦截' } as const
    const links = [1, 2].map((n) => checkedLink(`https://www.s1.gov.cn/${n}`, refused))
    expect(messages(judged(...links))).toContain('2 个链接机器不能判断（证书有问题（已过期），浏览器会拦截 2 个）')
  })
})
