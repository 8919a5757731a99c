import { describe, expect, it } from 'vitest'
import { compareWithPage, differenceText, latestDay, type PageTexts } from '../../electron/domain/page-facts.ts'
import type { RegistryObject } from '../../electron/domain/registry.ts'

const site: RegistryObject = {
  key: 'site:3400000001',
  kind: 'site',
  name: '云岭县民政局网站',
  stratum: '云岭县',
  unit: '云岭县民政局',
  siteCode: '3400000001',
  url: 'http://www.mzj.example.gov.cn/',
  platform: null,
  accountId: null,
  accountType: null,
  unitClass: null,
  isPortal: false,
  hasService: true,
  status: '在运行',
  notes: {},
  raw: {}
}
const texts = (overrides: Partial<PageTexts> = {}): PageTexts => ({
  url: 'http://mzj.example.gov.cn/zwgk/',
  title: '政务公开_云岭县民政局',
  metas: [],
  lines: [],
  accounts: [],
  days: [],
  ...overrides
})
const stateOf = (object: RegistryObject, page: PageTexts): Record<string, string> =>
  Object.fromEntries(compareWithPage(object, page).map(({ field, state, seen }) => [field, `${state} ${seen ?? ''}`.trim()]))

describe('compareWithPage', () => {
  it('finds everything the same on a page that says what it should', () => {
    const page = texts({
      metas: [
        { name: 'sitename', content: '云岭县民政局' },
        { name: 'siteidcode', content: '3400000001' }
      ],
      lines: ['主办单位：云岭县民政局 承办：信息中心', '网站标识码：3400000001']
    })
    expect(stateOf(site, page)).toEqual({
      name: 'same 云岭县民政局',
      siteCode: 'same 3400000001',
      unit: 'same 云岭县民政局',
      host: 'same mzj.example.gov.cn'
    })
  })

  it.each<[string, Partial<PageTexts>, Record<string, string>]>([
    ['another code', { lines: ['网站标识码：３４００００００99'] }, { siteCode: 'different 3400000099' }],
    [
      'a code in the label only',
      { metas: [{ name: 'siteidcode', content: '3400000002' }] },
      { siteCode: 'different 3400000002' }
    ],
    ['no code', { lines: ['版权所有'] }, { siteCode: 'not-said' }],
    ['another organiser', { lines: ['主办：云岭县水利局'] }, { unit: 'different 云岭县水利局' }],
    ['an organiser with its office', { lines: ['主办单位 云岭县民政局办公室'] }, { unit: 'same 云岭县民政局办公室' }],
    ['another host', { url: 'https://bank.example.com:8443/x' }, { host: 'different bank.example.com:8443' }],
    ['the usual port', { url: 'http://mzj.example.gov.cn:80/x' }, { host: 'same mzj.example.gov.cn' }],
    [
      'another name',
      { title: '首页 - 云岭县水利局', metas: [{ name: 'sitename', content: '云岭县水利局' }] },
      { name: 'different 云岭县水利局' }
    ],
    ['no name', { title: '' }, { name: 'not-said' }]
  ])('tells %s', (_, page, expected) => {
    expect(stateOf(site, texts(page))).toMatchObject(expected)
  })

  it('compares the name of an account, and leaves out what the registry does not know', () => {
    const account: RegistryObject = { ...site, kind: 'account', name: '云岭民政', siteCode: null, url: null }
    expect(stateOf(account, texts({ accounts: ['云岭发布'], title: '通知' }))).toEqual({
      account: 'different 云岭发布',
      unit: 'not-said'
    })
    expect(stateOf(account, texts({ accounts: ['云岭民政'] }))).toMatchObject({ account: 'same 云岭民政' })
  })

  it('words a difference as a finding', () => {
    const [, code] = compareWithPage(site, texts({ lines: ['网站标识码 3400000099'] }))
    if (code === undefined) throw new Error('no code')
    expect(differenceText(code)).toBe('页面标明的网站标识码为“3400000099”，与登记的“3400000001”不一致')
    expect(differenceText({ ...code, seen: null, state: 'not-said' })).toBe('页面没有标明网站标识码（登记为“3400000001”）')
  })
})

describe('latestDay', () => {
  it.each([
    [['2023-09-06', '2023年9月16日', '2021/1/1'], '2023-09-16'],
    [['2023-09-27', '2023.2.30'], null],
    [['2023-09-26'], '2023-09-26'],
    [[], null]
  ])('of %j is %s', (days, expected) => {
    expect(latestDay(texts({ days }), '2023-09-26')).toBe(expected)
  })
})
