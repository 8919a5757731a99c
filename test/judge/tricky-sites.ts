/** Tricky cases of visits and columns. */
import type { ColumnState, Visit } from '../../electron/domain/facts/site-facts.ts'
import { column, failedVisit, item, runSite, visitsOf, week } from './facts-builders.ts'
import type { TrickyCase } from './tricky-case.ts'

const visits =
  (list: Visit[], observedAt = '2023-08-23T10:20:00+08:00') =>
  () =>
    runSite('site-reachable', { visits: list }, { observedAt })
const whole = week.flatMap((day) => visitsOf(day, 20))
const with_ = (count: number, change: Partial<Visit>) =>
  whole.map((visit, index) => (index < count ? { ...visit, ...change } : visit))
const columns =
  (...list: ColumnState[]) =>
  () =>
    runSite('column-stale', { columns: list })
const blank =
  (...list: ColumnState[]) =>
  () =>
    runSite('blank-column', { columns: list })
const news = (day: string) => item('市政府召开会议', day)

export const siteCases: readonly TrickyCase[] = [
  [
    'home page open after 14.9 s, every time',
    '不足 15 秒就是打开了',
    visits(with_(140, { outcome: 'slow', milliseconds: 14_900 })),
    'pass'
  ],
  [
    'home page open after exactly 15 s, 7 of 140',
    '15 秒仍打不开，含本数',
    visits(with_(7, { outcome: 'slow', milliseconds: 15_000 })),
    'fail'
  ],
  ['exactly 5 %', '超过(含) 5% 即达到', visits(with_(7, failedVisit)), 'fail'],
  ['4.29 %', '一次之差，没有达到', visits(with_(6, failedVisit)), 'pass'],
  [
    '6 failed and 1 while the own network was out',
    '本机断网的不算对方打不开；当天只剩 19 次',
    visits(whole.map((v, i) => (i < 6 ? { ...v, ...failedVisit } : i === 6 ? { ...v, ...failedVisit, control: 'lost' } : v))),
    'needs-human'
  ],
  [
    'own outage for half a day, 20 visits left',
    '断网以外仍满 20 次',
    visits(week.flatMap((day) => visitsOf(day, 23, (i) => (i < 3 ? { ...failedVisit, control: 'lost' } : {})))),
    'pass'
  ],
  [
    'the laptop slept for a day',
    '缺一天不能认定，也不能用别的天补',
    visits(whole.filter(({ at }) => !at.startsWith('2023-08-18T') && !at.startsWith('2023-08-17T2'))),
    'needs-human'
  ],
  [
    'everything failed, six days only',
    '不满一周不能认定，哪怕全打不开',
    visits(week.slice(1).flatMap((day) => visitsOf(day, 20, () => failedVisit))),
    'needs-human'
  ],
  [
    '20 visits a day, all within one minute',
    '间隔访问不是连点',
    visits(
      week.flatMap((day) =>
        Array.from(
          { length: 20 },
          (_, i) => ({ ...visitsOf(day, 1)[0], at: new Date(Date.parse(`${day}T01:00:00Z`) + i * 3_000).toISOString() }) as Visit
        )
      )
    ),
    'needs-human'
  ],
  [
    'a 412 wall on every visit',
    '412 是防护拦住机器，人能打开：不算打不开，也不算一次访问，当天就不足 20 次',
    visits(with_(140, { ...failedVisit, status: 412 })),
    'needs-human'
  ],
  ['a 503 on 7 visits', '503 是真打不开', visits(with_(7, { ...failedVisit, status: 503 })), 'fail'],
  [
    'visits near midnight belong to China’s day',
    '23:30 UTC 是次日 7:30',
    visits(
      week.flatMap((day) =>
        visitsOf(day, 20).map((visit, i) =>
          i === 19 ? { ...visit, at: new Date(Date.parse(`${day}T23:40:00+08:00`)).toISOString() } : visit
        )
      )
    ),
    'pass'
  ],
  [
    'failures after the observation',
    '监测时间点以后的访问不算',
    visits([...whole, ...visitsOf('2023-08-23', 23, () => failedVisit)], '2023-08-23T00:05:00+08:00'),
    'pass'
  ],

  ['a news column updated 14 days ago', '正好 2 周算已更新', columns(column('首页》要闻', 'news', [news('2023-08-09')])), 'pass'],
  ['a news column updated 15 days ago', '超过 2 周', columns(column('首页》要闻', 'news', [news('2023-08-08')])), 'fail'],
  [
    'notices updated the same day six months ago',
    '正好 6 个月算已更新',
    columns(column('首页》通知公告', 'notices', [item('公告一则', '2023-02-23')])),
    'pass'
  ],
  [
    'six months before 31 August is 28 February',
    '月份没有这一天取月末',
    () =>
      runSite(
        'column-stale',
        { columns: [column('首页》通知公告', 'notices', [item('公告一则', '2023-02-28')])] },
        { observedAt: '2023-08-31T10:00:00+08:00' }
      ),
    'pass'
  ],
  [
    'notices below the first level',
    '只有一级栏目按 6 个月计',
    columns(column('首页》民政局》通知公告', 'notices', [item('公告一则', '2022-01-01')])),
    'pass'
  ],
  [
    'an old entry pinned on top',
    '置顶不改变最新日期',
    columns(column('首页》要闻', 'news', [item('置顶旧闻', '2020-01-01', { isPinned: true }), news('2023-08-22')])),
    'pass'
  ],
  [
    'a pinned entry of 2020 alone',
    '只有置顶旧稿就是没有更新',
    columns(column('首页》要闻', 'news', [item('置顶旧闻', '2020-01-01', { isPinned: true })])),
    'fail'
  ],
  [
    'newest entry dated in the future, the next stale',
    '未到的日期不算更新',
    columns(column('首页》要闻', 'news', [news('2023-12-31'), item('旧闻一条', '2023-07-01')])),
    'fail'
  ],
  [
    'only dates in the future',
    '日期是否属实由人核对',
    columns(column('首页》要闻', 'news', [news('2023-12-31')])),
    'needs-human'
  ],
  [
    'days without a year, read as of this year',
    '按最近一年推定仍在期限内',
    columns(column('首页》要闻', 'news', [item('要闻一条', '2023-08-20', { written: '08-20', year: 'inferred' })])),
    'pass'
  ],
  [
    'a personnel column without changes for two years',
    '有没有人事变动只有人知道',
    columns(column('首页》人事信息', 'other', [item('任免通知', '2021-08-01')])),
    'needs-human'
  ],
  [
    'list entries without dates',
    '没有日期的按未更新对待',
    columns(column('首页》要闻', 'news', [], { undatedItems: 20 })),
    'fail'
  ],
  [
    'a column that answers 412',
    '拦住的页面不说明有没有更新',
    columns(column('首页》要闻', 'news', [], { status: 412 })),
    'needs-human'
  ],
  [
    'a column with one entry of 2019, other kind',
    '旧而不空，由人认定应不应更新',
    columns(column('首页》规划计划', 'other', [item('五年规划', '2019-01-01')])),
    'needs-human'
  ],

  [
    'a column with one entry',
    '有一条就不是空白',
    blank(column('首页》规划计划', 'other', [item('五年规划', '2019-01-01')])),
    'pass'
  ],
  [
    'a column with one entry without date',
    '没有日期不等于空白',
    blank(column('首页》规划计划', 'other', [], { undatedItems: 1 })),
    'pass'
  ],
  [
    '暂无内容 beside a list with entries',
    '提示属于别处，列表有内容',
    blank(column('首页》规划计划', 'other', [item('五年规划', '2023-01-01')], { emptyMessage: '暂无内容' })),
    'pass'
  ],
  ['a list that only a script fills', '没读到不等于没有', blank(column('首页》规划计划', 'other', [])), 'needs-human'],
  [
    '暂无内容 on an error page',
    '页面没有正常打开',
    blank(column('首页》规划计划', 'other', [], { emptyMessage: '暂无内容', status: 500 })),
    'needs-human'
  ]
]
