import type { FoundHint, SweptPage } from '../../../electron/domain/stored-hint.ts'
import type { NewEvent } from '../../../electron/events/types.ts'

interface Said {
  check: string
  outcome: FoundHint['outcome']
  message: string
  location: string
  text: string
}

const said: readonly Said[] = [
  {
    check: 'column-stale',
    outcome: 'fail',
    message:
      '“首页》政务公开》法定主动公开内容》政策解读”最近更新 2022-12-30，距监测时间点 271 天，超过 6 个月。\n这样的栏目共 3 个，未达到 10 个。',
    location: '首页》政务公开》法定主动公开内容》政策解读',
    text: '《鄂尔多斯市灵活就业人员参加职工基本医疗保险实施办法》政策解读'
  },
  {
    check: 'footer-marks',
    outcome: 'fail',
    message: '网站标识缺 2 项：公安机关备案标识、联系方式。',
    location: '首页',
    text: '主办单位：内蒙古自治区鄂尔多斯市东胜区人力资源和社会保障局'
  },
  {
    check: 'meta-tags',
    outcome: 'needs-human',
    message: '网页标签 SiteName 为“政务信息公开网”，与登记的名称不一致，请核对。',
    location: '首页',
    text: ''
  },
  {
    check: 'misspelt',
    outcome: 'needs-human',
    message: '“布署”疑为“部署”的误写：“……全面布署今冬明春火灾防控工作……”。',
    location: '首页》工作动态',
    text: '全面布署今冬明春火灾防控工作'
  }
]

/** As the sweep records them: the kind and the detail of the HTTP client's failure. */
const failures = new Map([
  [4, 'connect-timeout 10000 ms'],
  [5, 'unheard-of 1']
])

/** A finished sweep of the busy workspace: open hints of four checks, one dismissed, one that came back changed. */
export function busyHints(batchId: string, targets: readonly { objectKey: string }[]): NewEvent[] {
  const sweep = { sweepId: 'sweep-busy', batchId }
  const observedAt = '2023-09-26T06:20:00.000Z'
  const events: NewEvent[] = [
    {
      type: 'sweep.started',
      payload: {
        ...sweep,
        checks: said.map(({ check }) => check),
        settings: {
          concurrency: 2,
          spacing: 500,
          navigationPages: 12,
          homeLinks: 100,
          useBrowser: true,
          retrySeconds: 60,
          controlUrls: []
        },
        targets: targets.length
      }
    }
  ]
  for (const [at, { objectKey }] of targets.entries()) {
    const url = `http://s${Math.floor(at / 5)}${at % 5}.example.com/`
    const page: SweptPage = {
      part: 'page',
      from: 'home',
      url,
      location: '首页',
      finalUrl: url,
      status: failures.has(at) ? null : 200,
      by: failures.has(at) ? null : 'http',
      sha256: 'a'.repeat(64),
      milliseconds: 230,
      error: failures.get(at) ?? null,
      counts: {},
      errors: [],
      column: null,
      homeFacts: null,
      links: null,
      checkedLinks: null,
      searchForm: null,
      searched: null,
      article: null,
      robots: null,
      more: [],
      observedAt
    }
    const hints = said
      .filter((_, index) => (at + index) % 3 !== 0)
      .map(({ text, ...each }, index): FoundHint => ({
        ...each,
        id: `hint-${String(at).padStart(2, '0')}-${index}`,
        places: text === '' ? [] : [{ url, path: 'html>body>div', text }],
        items: [],
        groundHash: `${objectKey} ${each.check}`,
        url,
        observedAt,
        state: 'open',
        earlier:
          at === 1 && index === 0
            ? {
                hintId: 'former',
                reason: '栏目已并入上级栏目',
                inspector: '王检查',
                // Already the 21st in China.
                time: '2023-06-20T17:30:00.000Z',
                isChanged: true
              }
            : null
      }))
    events.push(
      { type: 'hints.found', payload: { ...sweep, objectKey, page, hints, again: [], gone: [] } },
      {
        type: 'hints.found',
        payload: {
          ...sweep,
          objectKey,
          page: { ...page, part: 'site', from: null, url: '', location: '', by: null, status: null, error: null },
          hints: [],
          again: [],
          gone: []
        }
      }
    )
  }
  events.push({ type: 'sweep.finished', payload: { ...sweep, outcome: 'done' } })
  return events
}
