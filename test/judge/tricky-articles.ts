/** Tricky cases of what is written in a page: days, messages, words, links, and of accounts. */
import type { Fact, FactName } from '../../electron/domain/facts/facts.ts'
import {
  at,
  dates,
  document,
  guide,
  head,
  homePage,
  homeUrl,
  item,
  link,
  mailbox,
  message,
  noTerms,
  page,
  portal,
  reach,
  runPage,
  term,
  texts,
  tls,
  wechat
} from './facts-builders.ts'
import type { TrickyCase } from './tricky-case.ts'

const gambling = { ...noTerms, gambling: [term('赌博'), term('葡京'), term('彩票', null, ['体育彩票', '福利彩票'])] }
const wording = {
  ...noTerms,
  misspelt: [term('帐号', '账号'), term('按装', '安装', ['按装配式']), term('身分', '身份', ['成分']), term('蓝球', '篮球')],
  sensitive: [term('国民政府', null, ['中华民国国民政府旧址'])]
}
const mail =
  (...entries: ReturnType<typeof message>[]) =>
  () =>
    runPage('mailbox-reply', page({ head: head({ title: '县长信箱' }), mailbox: mailbox(...entries) }))
const day = (changes: Partial<Fact<'dates'>>) => () => runPage('date-mismatch', page({ dates: dates([], changes) }))
const hijack = (changes: { [K in FactName]?: Fact<K> }) => () => runPage('hijacked', homePage(changes), { terms: gambling })
const misspelt =
  (...blocks: Parameters<typeof texts>[0]) =>
  () =>
    runPage('misspelt', page({ texts: texts(blocks) }), { terms: wording })

export const articleCases: readonly TrickyCase[] = [
  [
    'publish date and tag one day apart',
    '先写后发是常事，请人核对',
    day({
      publishDateContradicted: [
        { from: 'text', date: '2023-08-20' },
        { from: 'meta', date: '2023-08-19' }
      ]
    }),
    'needs-human'
  ],
  [
    'publish date half a year after the tag',
    '旧稿换了新日期',
    day({
      publishDateContradicted: [
        { from: 'text', date: '2023-08-20' },
        { from: 'meta', date: '2023-02-19' }
      ]
    }),
    'fail'
  ],
  [
    'the head of the page says what day it is',
    '今天是……不是发布日期',
    day({ visitorClock: [at('今天是 2023年8月23日 星期三')] }),
    'pass'
  ],
  [
    'the article bears the visitor’s day',
    '按访问当天显示发布日期',
    day({ visitorClock: [at('发布时间：2023-08-23 来源：本网')] }),
    'fail'
  ],
  ['published today, in the text', '今天发布是正常的', day({ publishDate: '2023-08-23', publishDateFrom: 'text' }), 'pass'],

  [
    'answered on the fifth working day across the weekend',
    '期限最后一天答复算按期',
    mail(message('路灯', '2023-08-14', '2023-08-21')),
    'pass'
  ],
  [
    'asked before Spring Festival, answered on the fifth working day',
    '30 日是第三个，2 月 1 日是第五个',
    mail(message('路灯', '2023-01-20', '2023-02-01')),
    'pass'
  ],
  ['answered on the sixth', '是不是简单常见问题由人认定', mail(message('路灯', '2023-01-20', '2023-02-02')), 'needs-human'],
  ['unanswered for exactly three months', '正好 3 个月没有超过', mail(message('路灯', '2023-05-23', null)), 'pass'],
  ['unanswered for three months and a day', '超过 3 个月', mail(message('路灯', '2023-05-22', null)), 'fail'],
  ['unanswered since 2020', '不在最近 1 年内', mail(message('路灯', '2020-05-22', null)), 'pass'],
  [
    'answered in the year after it was asked, late',
    '已经答复，不再是未回复',
    mail(message('路灯', '2022-09-01', '2023-08-01')),
    'needs-human'
  ],
  [
    '网上信访 has messages too',
    '信访渠道不按本项查',
    () =>
      runPage(
        'mailbox-reply',
        page({ head: head({ title: '网上信访' }), mailbox: mailbox(message('路灯', '2023-01-01', null)) })
      ),
    'not-applicable'
  ],

  [
    'a gambling word inside an anti-gambling notice',
    '打击赌博的通告不是博彩',
    hijack({ head: head({ documentTitles: ['关于严厉打击网络赌博犯罪的通告'] }) }),
    'pass'
  ],
  [
    'the sports lottery in the keywords',
    '体育彩票是允许的说法',
    hijack({ head: head({ metaTags: { keywords: '体育彩票,体育局' } }) }),
    'pass'
  ],
  ['a gambling title for search engines alone', '给搜索引擎另一个标题', hijack({ texts: texts(['会议'], '葡京娱乐城') }), 'fail'],
  [
    'friendly links in a folded menu',
    '下拉菜单还是暗链由人看',
    hijack({ links: [link('http://www.people.com.cn/', { shown: false, hiddenBy: 'display:none' })] }),
    'needs-human'
  ],
  [
    'government links in a folded menu',
    '政府网站之间的下拉菜单',
    hijack({ links: [link('http://www.yn.gov.cn/', { shown: false, hiddenBy: 'display:none' })] }),
    'pass'
  ],
  [
    'a link of no size',
    '没有菜单需要零字号',
    hijack({ links: [link('http://x.example.com/', { shown: false, hiddenBy: 'font-size:0' })] }),
    'fail'
  ],
  [
    'links read from bytes alone',
    '没有排版就不知道是否可见，不算隐藏',
    hijack({ links: [link('http://x.example.com/', { shown: null })] }),
    'pass'
  ],

  ['帐号 inside another word is still 帐号', '没有允许的更长说法', misspelt('微信帐号'), 'fail'],
  ['按装 inside 按装配式', '允许的更长说法', misspelt('按装配式建筑标准'), 'pass'],
  ['an allowed phrase and the word itself in one line', '允许的说法只管自己那一处', misspelt('按装配式标准按装设备'), 'fail'],
  ['a wrong word that nobody sees', '只看显示出来的文字', misspelt({ text: '帐号', shown: false }), 'pass'],
  ['a word broken over two blocks', '两段文字不拼在一起', misspelt('蓝', '球'), 'pass'],
  [
    'the name of a museum',
    '旧址名称是允许的说法',
    () => runPage('sensitive-words', page({ texts: texts(['中华民国国民政府旧址免费开放']) }), { terms: wording }),
    'pass'
  ],

  [
    'same title, another date than last quarter',
    '旧稿改期重发',
    () =>
      runPage('repeated-items', page({ dates: dates([item('关于做好防汛工作的通知', '2023-08-22')]) }), {
        earlierItems: [item('关于做好防汛工作的通知', '2022-08-22')]
      }),
    'fail'
  ],
  [
    'the yearly notice with the same title',
    '地址不同，是另一条',
    () =>
      runPage('repeated-items', page({ dates: dates([item('关于做好防汛工作的通知', '2023-08-22')]) }), {
        earlierItems: [item('关于做好防汛工作的通知', '2022-08-22', { href: `${homeUrl}2022.html` })]
      }),
    'pass'
  ],
  [
    'pinned above and again in its place',
    '同一条显示两次',
    () =>
      runPage(
        'repeated-items',
        page({ dates: dates([item('防汛工作通知', '2023-08-01', { isPinned: true }), item('防汛工作通知', '2023-08-01')]) })
      ),
    'pass'
  ],
  [
    'an event listed under its own day',
    '日期晚于监测时间点',
    () => runPage('repeated-items', page({ dates: dates([item('文化节开幕', '2023-09-10')]) })),
    'fail'
  ],

  [
    'a machine without IPv6',
    '自己没有，不能说对方没有',
    () => runPage('ipv6', page({ reach: reach({ overIpv6: null }) })),
    'needs-human'
  ],
  [
    'a name without IPv6 address',
    '查得到 IPv4，没有 IPv6 地址',
    () => runPage('ipv6', page({ reach: reach({ addressesV6: [], overIpv6: null }) })),
    'fail'
  ],
  [
    'a 国密 certificate',
    '国密网站普通浏览器打不开不算错',
    () => runPage('certificate', page({ tls: tls({ error: 'ERR_SSL_VERSION_OR_CIPHER_MISMATCH' }) })),
    'needs-human'
  ],
  [
    'a certificate that ran out this morning',
    '过期按时刻算',
    () => runPage('certificate', page({ tls: tls({ validTo: '2023-08-23T00:00:00Z' }) })),
    'fail'
  ],
  [
    'gov.cn in the middle of a name',
    '看结尾，不看中间',
    () =>
      runPage('domain-name', page({ document: document({ finalUrl: 'https://www.yl.gov.cn.host.com/' }) }), {
        object: { ...portal, url: 'https://www.yl.gov.cn.host.com/' }
      }),
    'fail'
  ],
  [
    'a guide whose headings stand empty',
    '有标题没内容也是缺',
    () =>
      runPage(
        'guide-elements',
        page({ document: document(), head: head(), guide: guide({ basis: '', materials: '', place: '', phone: '' }) })
      ),
    'needs-human'
  ],
  [
    'a map on the page',
    '国界对不对只有人能看',
    () => runPage('map-pictures', page({ images: { total: 3, notLoaded: [], maps: [at('中国地图')] } })),
    'needs-human'
  ],
  [
    'an account page that asks to sign in',
    '没读到账号名称',
    () =>
      runPage(
        'account-name',
        page({ document: document(), head: head({ title: '请登录', documentTitles: ['登录'], metaTags: {} }) }),
        { object: wechat }
      ),
    'needs-human'
  ],
  [
    'an account with a pinned post of 2020',
    '置顶不改变最近一条',
    () =>
      runPage(
        'account-updated',
        page({
          document: document(),
          head: head(),
          dates: dates([item('置顶', '2020-01-01', { isPinned: true }), item('推文', '2023-08-22')])
        }),
        { object: wechat }
      ),
    'pass'
  ],
  ['a site asked about its account', '网站不是账号', () => runPage('account-updated', homePage()), 'not-applicable']
]
