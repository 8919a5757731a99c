/** Tricky cases of links, interpretations and searches. */
import type { CheckedLink, InterpretationPair } from '../../electron/domain/facts/site-facts.ts'
import { checkedLink, homeUrl, noTerms, pair, portal, runSite, term, wechat } from './facts-builders.ts'
import type { TrickyCase } from './tricky-case.ts'

const dead =
  (...links: CheckedLink[]) =>
  () =>
    runSite('dead-links', { links })
const outside = (link: CheckedLink) => () =>
  runSite(
    'external-links',
    { links: [link] },
    { terms: { ...noTerms, gambling: [term('彩票', null, ['福利彩票']), term('葡京')] } }
  )
const policy = (one: InterpretationPair) => () => runSite('policy-interpreted', { interpretations: [one] })
const external = { isExternal: true } as const
const linkless = pair('2023-08-14', '2023-08-15')

export const linkCases: readonly TrickyCase[] = [
  [
    'a soft 404',
    '状态 200，内容是出错提示',
    dead(checkedLink(`${homeUrl}a`, { outcome: 'soft-404', evidence: 'same text as a made-up path' })),
    'fail'
  ],
  ['a 403 wall', '防护拦住，要人看', dead(checkedLink(`${homeUrl}a`, { outcome: 'needs-eyes', status: 403 })), 'needs-human'],
  [
    '429 on everything',
    '访问太快，不是死链',
    dead(...[1, 2, 3].map((n) => checkedLink(`${homeUrl}${n}`, { outcome: 'needs-eyes', status: 429 }))),
    'needs-human'
  ],
  ['410 gone', '明确已删除', dead(checkedLink(`${homeUrl}a`, { outcome: 'dead', status: 410, evidence: '410' })), 'fail'],
  [
    'no answer from twelve hosts of twelve',
    '多半是自己的网络',
    dead(
      ...Array.from({ length: 12 }, (_, n) =>
        checkedLink(`https://h${n}.cn/`, { outcome: 'dead', status: null, evidence: 'ETIMEDOUT' })
      )
    ),
    'needs-human'
  ],
  [
    'one host without answer among many',
    '只有它打不开',
    dead(checkedLink('https://gone.cn/', { outcome: 'dead', status: null, evidence: 'ENOTFOUND' }), checkedLink(homeUrl)),
    'fail'
  ],
  [
    'an account among sites',
    '账号不查链接',
    () => runSite('dead-links', { links: [checkedLink(homeUrl, { outcome: 'dead', status: 404 })] }, { object: wechat }),
    'not-applicable'
  ],

  [
    'a friendly link whose name is for sale',
    '失效域名待售',
    outside(checkedLink('http://old.cn/', { ...external, title: '该域名出售中' })),
    'fail'
  ],
  [
    'an article about selling domain names',
    '标题讲域名管理，不是停放页',
    outside(checkedLink('http://cnnic.cn/', { ...external, title: '国家顶级域名注册实施细则' })),
    'pass'
  ],
  [
    'the welfare lottery',
    '福利彩票是允许的说法',
    outside(checkedLink('http://www.cwl.gov.cn/', { ...external, title: '中国福利彩票' })),
    'pass'
  ],
  [
    'a friendly link that is a casino now',
    '博彩词出现在标题',
    outside(checkedLink('http://old.cn/', { ...external, title: '葡京娱乐' })),
    'fail'
  ],
  [
    'a dead foreign link',
    '打不开的归死链，不是换主',
    outside(checkedLink('http://old.cn/', { ...external, outcome: 'dead', status: null })),
    'pass'
  ],
  [
    'a government name that leads to a company',
    '政府域名转到商业网站，要人看',
    outside(checkedLink('http://old.gov.cn/', { ...external, title: '首页', finalUrl: 'http://shop.com/' })),
    'needs-human'
  ],

  ['interpretation on the same day', '当天解读没有用掉工作日', policy(pair('2023-08-14', '2023-08-14')), 'pass'],
  [
    'interpretation on the third working day across Spring Festival',
    '21 至 27 日放假，28、29 日上班',
    policy(pair('2023-01-20', '2023-01-30')),
    'pass'
  ],
  ['one working day more across Spring Festival', '第四个工作日', policy(pair('2023-01-20', '2023-01-31')), 'fail'],
  [
    'interpretation across National Day',
    '9 月 29 日至 10 月 6 日放假，7、8 日上班，9 日是第三个',
    policy(pair('2023-09-28', '2023-10-09')),
    'pass'
  ],
  ['interpretation one day before its document', '解读不会早于文件', policy(pair('2023-08-14', '2023-08-13')), 'fail'],
  ['a year without holiday table', '不猜节假日', policy(pair('2025-01-20', '2025-01-24')), 'needs-human'],
  ['links back, not forth', '要相互链接', policy({ ...linkless, document: { ...linkless.document, linksTo: [] } }), 'fail'],
  [
    'links with another scheme and an index page',
    '同一个页面的不同写法',
    policy({
      document: { ...linkless.document, linksTo: ['http://www.s1.gov.cn/explain/1.html#a'] },
      interpretation: linkless.interpretation
    }),
    'pass'
  ],
  ['published today, not interpreted yet', '期限没到', policy(pair('2023-08-23', null, { interpretation: null })), 'pass'],

  [
    'a search page that answers 412',
    '拦住了，不说明搜不到',
    () => runSite('search-finds-nothing', { searches: [{ title: '通知', searchUrl: homeUrl, status: 412, found: false }] }),
    'needs-human'
  ],
  [
    'a file behind a page',
    '附件打开是网页，等于下载不了',
    () => runSite('attachments', { links: [checkedLink(`${homeUrl}a.docx`, { outcome: 'soft-404' })] }),
    'fail'
  ],
  ['a site whose watch never ran', '没有访问记录', () => runSite('site-reachable', {}, { object: portal }), 'needs-human']
]
