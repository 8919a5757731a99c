/** Tricky cases of single pages. */
import type { Fact, FactName } from '../../electron/domain/facts/facts.ts'
import { columns, dates, document, footer, head, homePage, homeUrl, item, page, runPage } from './facts-builders.ts'
import type { TrickyCase } from './tricky-case.ts'

const home = (changes: { [K in FactName]?: Fact<K> }) => () => runPage('home-page-updated', homePage(changes))
const foot = (changes: Partial<Fact<'footerMarks'>>) => () => runPage('footer-marks', homePage({ footerMarks: footer(changes) }))
const unread: Partial<Fact<'footerMarks'>> = {
  siteIdCode: null,
  siteIdCodeFrom: null,
  icp: [],
  policeRecord: null,
  organiser: null,
  contact: null,
  partyGovBadge: false,
  findErrorLink: false,
  findErrorSiteCode: null
}

export const pageCases: readonly TrickyCase[] = [
  ['home page updated 14 days ago', '正好 2 周算已更新', home({ dates: dates([item('要闻', '2023-08-09')]) }), 'pass'],
  [
    'observed at 00:30 in China, still yesterday in UTC',
    '以北京时间的日期计',
    () =>
      runPage('home-page-updated', homePage({ dates: dates([item('要闻', '2023-08-08')]) }), {
        observedAt: '2023-08-22T16:30:00Z'
      }),
    'fail'
  ],
  [
    'old entries pinned on top of the home page',
    '看最新的一条，不看第一条',
    home({ dates: dates([item('置顶', '2019-10-01', { isPinned: true }), item('要闻', '2023-08-21')]) }),
    'pass'
  ],
  [
    'home page with a date in the future',
    '未到的日期不算更新',
    home({ dates: dates([item('会议预告', '2023-10-01'), item('旧闻', '2023-06-01')]) }),
    'fail'
  ],
  ['home page without dates', '点开正文才知道', home({ dates: dates([], { undatedItems: 40 }) }), 'needs-human'],
  [
    'navigation-only home page, second level not opened',
    '要看全部二级页面',
    home({ dates: dates(), columns: columns({ isNavigationOnly: true }) }),
    'needs-human'
  ],
  [
    'navigation-only home page, one second-level page fresh',
    '有一个更新就不算',
    () =>
      runPage('home-page-updated', homePage({ dates: dates(), columns: columns({ isNavigationOnly: true }) }), {
        secondLevel: [
          { path: '要闻', url: homeUrl, latestDate: '2023-08-20', status: 200 },
          { path: '公开', url: homeUrl, latestDate: null, status: 200 }
        ]
      }),
    'pass'
  ],
  [
    'navigation-only home page, all second level stale',
    '全部没有更新',
    () =>
      runPage('home-page-updated', homePage({ dates: dates(), columns: columns({ isNavigationOnly: true }) }), {
        secondLevel: [{ path: '要闻', url: homeUrl, latestDate: '2023-08-01', status: 200 }]
      }),
    'fail'
  ],
  [
    'a page in maintenance with status 200',
    '标题说正在维护',
    home({ document: document(), head: head({ documentTitles: ['网站维护中'] }), dates: dates() }),
    'needs-human'
  ],
  [
    'an article about maintenance',
    '标题讲的是通知，不是维护页',
    () => runPage('footer-marks', homePage({ head: head({ documentTitles: ['关于政务系统停机维护的通知'] }) })),
    'pass'
  ],
  ['a 412 wall', '拦住的页面不说明首页没更新', home({ document: document({ status: 412 }), dates: dates() }), 'needs-human'],
  ['a 202 answer of a guard', '202 是防护的挑战页', home({ document: document({ status: 202 }), dates: dates() }), 'needs-human'],
  ['an empty answer with status 200', '什么也没收到', home({ document: document({ bytes: 0 }), dates: dates() }), 'needs-human'],
  [
    'the dates could not be gathered',
    '缺事实不下结论',
    () =>
      runPage(
        'home-page-updated',
        page({ document: document(), head: head(), columns: columns() }, { dates: '脚本列表没有加载' })
      ),
    'needs-human'
  ],

  ['footer in a frame that could not be read', '一项也没读到，多半在框架里', foot(unread), 'needs-human'],
  ['site code in the tags only', '页脚没有显示', foot({ siteIdCodeFrom: 'meta' }), 'fail'],
  ['two ICP numbers', '哪个是本站的由人核对', foot({ icp: ['云ICP备05000001号-1', '云ICP备11000002号-3'] }), 'needs-human'],
  ['one ICP record with two sites', '同一个备案主体', foot({ icp: ['云ICP备05000001号-1', '云ICP备05000001号-5'] }), 'pass'],
  ['the code of another site', '与名录不一致', foot({ siteIdCode: '3400000077', findErrorSiteCode: null }), 'fail'],
  ['找错 entry of another site', '入口指向别的网站', foot({ findErrorSiteCode: '3400000077' }), 'fail'],
  ['a code in full-width digits', '全角半角是同一个码', foot({ siteIdCode: '３４００００００01' }), 'pass']
]
