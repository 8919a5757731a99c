import { describe, expect, it } from 'vitest'
import { linkTarget } from '../../electron/crawl/link-address.ts'
import { holdsTitle, searchAddress, titleToSearch, wasFound, whyUntried } from '../../electron/domain/search-plan.ts'
import type { KeptSearchForm } from '../../electron/domain/stored-hint.ts'
import { column, dates, document, homeUrl, item, link, page, texts } from '../judge/facts-builders.ts'

const today = '2023-08-23'
const hosts = new Set(['www.s1.gov.cn'])
const form: KeptSearchForm = { action: `${homeUrl}so?old=1`, method: 'get', field: 'q', hidden: {}, charset: 'utf-8' }
const title = '关于促进就业的若干措施的通知'
const sought = { title, url: `${homeUrl}t/1.html` }
const searchUrl = `${homeUrl}so?q=x`

describe('titleToSearch', () => {
  const chosen = (...items: Parameters<typeof column>[2]): string | null =>
    titleToSearch([column('首页》通知公告', 'notices', items)], hosts, today)?.title ?? null

  it('takes the newest title that is seven days old, and the oldest where none is', () => {
    const young = item('云岭市召开防汛工作调度会议', '2023-08-17')
    const ripe = item('云岭市开展安全生产检查工作', '2023-08-16')
    expect(chosen(young, ripe, item('云岭市组织志愿服务活动', '2023-08-01'))).toBe('云岭市开展安全生产检查工作')
    expect(chosen(item('云岭市部署秋收工作有关事项', '2023-08-22'), young)).toBe('云岭市召开防汛工作调度会议')
  })

  it('takes no title that is cut, stands on another site, is a file or is too short, and leaves marks out', () => {
    expect(chosen(item('云岭市开展安全生产检查…', '2023-08-01'))).toBeNull()
    expect(chosen(item('云岭市开展安全生产检查', '2023-08-01', { href: 'https://www.gov.cn/1.html' }))).toBeNull()
    expect(chosen(item('云岭市开展安全生产检查', '2023-08-01', { href: `${homeUrl}1.pdf` }))).toBeNull()
    expect(chosen(item('公示', '2023-08-01'))).toBeNull()
    expect(chosen(item('·[图文]云岭市开展安全生产检查', '2023-08-01'))).toBe('云岭市开展安全生产检查')
  })
})

describe('searchAddress', () => {
  it('gives what a browser would send: hidden fields, the query of the action left out, in the encoding of the page', () => {
    const address = searchAddress({ ...form, hidden: { site: 'a&b c' } }, '中文 A=1')
    const url = (charset: string) => linkTarget(address, homeUrl, charset)
    expect(url('utf-8')).toMatchObject({ url: `${homeUrl}so?site=a%26b+c&q=%E4%B8%AD%E6%96%87+A%3D1` })
    expect(url('gbk')).toMatchObject({ url: `${homeUrl}so?site=a%26b+c&q=%D6%D0%CE%C4+A%3D1` })
  })
})

describe('whyUntried', () => {
  it.each<[string, KeptSearchForm | null, string | null]>([
    ['a form by GET', form, null],
    ['no form', null, 'no-form'],
    ['by POST', { ...form, method: 'post' }, 'post'],
    ['to its own page', { ...form, action: `${homeUrl}index.html?x=1` }, 'no-form'],
    ['to a public engine', { ...form, action: 'https://www.baidu.com/s' }, 'elsewhere'],
    ['to another office’s search', { ...form, action: 'https://so.yn.gov.cn/s' }, null]
  ])('%s', (_, given, why) => {
    expect(whyUntried(given, [homeUrl])).toBe(why)
  })
})

describe('holdsTitle', () => {
  const holds = (...links: ReturnType<typeof link>[]): boolean => holdsTitle(page({ links }), sought, searchUrl)
  it.each<[string, ReturnType<typeof link>, boolean]>([
    ['its words', link('https://jump.s1.gov.cn/?id=1', { text: `【公告】关于促进就业的 若干措施的通知 2023-08-01` }), true],
    ['its address', link('http://www.s1.gov.cn/t/1.html', { text: '详情' }), true],
    ['its beginning, cut', link(`${homeUrl}x`, { text: '关于促进就业的若干措施…' }), true],
    ['a beginning that is not cut', link(`${homeUrl}x`, { text: '关于促进就业的若干措施' }), false],
    ['the search itself again', link(`${homeUrl}so?q=x&page=2`, { text: title }), false],
    ['one that nobody sees', link(sought.url, { text: title, shown: false }), false]
  ])('%s', (_, given, expected) => {
    expect(holds(given)).toBe(expected)
  })
})

describe('wasFound', () => {
  const said = (text: string, by: 'http' | 'browser', isEchoed: boolean, isScripted = false): boolean | null => {
    const facts = page({ document: document({ finalUrl: searchUrl }), links: [], texts: texts([text]), dates: dates() })
    return wasFound({ facts, by, isEchoed, form: { isScripted } }, sought, searchUrl, [homeUrl])
  }
  it.each(['没有找到相关结果', '找到相关结果约0条', '共搜索到 0 条信息', '抱歉，没有相关内容', '暂无数据'])('%s', (text) => {
    expect(said(text, 'http', true)).toBe(false)
    expect(said(text, 'browser', false)).toBe(false)
    expect(said(text, 'http', false)).toBeNull()
    expect(said(text, 'browser', true, true)).toBeNull()
  })
  it.each(['共搜索到 10 条信息', '约20条', '热门搜索'])('nobody knows: %s', (text) => {
    expect(said(text, 'browser', true)).toBeNull()
  })
})
