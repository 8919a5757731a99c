import type { StoredSweepPage } from '../../db/store-types.ts'
import type { FetchAnswer, FetchErrorKind } from '../crawl/polite-client.ts'
import { mayBeGmOnly } from '../domain/gm-only.ts'
import type { Hint } from '../domain/hint.ts'
import { weighHints, type SeenHint, type Weighed } from '../domain/hint-memory.ts'
import type { Target } from '../domain/inspection.ts'
import { mostPlaces, type SweptPage } from '../domain/stored-hint.ts'
import { sha256 } from './sha256.ts'
import type { SweepTools } from './sweep-target.ts'

/** A step that fetched no page. */
export const emptyPage: Omit<SweptPage, 'part' | 'url' | 'location' | 'observedAt'> = {
  from: null,
  finalUrl: null,
  status: null,
  by: null,
  sha256: null,
  milliseconds: 0,
  error: null,
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
  more: []
}

export function log({ ctx, sweep }: SweepTools, { batchId, objectKey }: Target, page: SweptPage, weighed: Weighed): void {
  ctx.store.append([{ type: 'hints.found', payload: { sweepId: sweep.sweepId, batchId, objectKey, page, ...weighed } }])
}

/** Logs one step with the hints that it gave, weighed against those that stand. */
export function write(
  tools: SweepTools,
  target: Target,
  page: SweptPage,
  results: readonly Hint[],
  at: { url: string; location: string },
  visited: readonly StoredSweepPage[] = []
): void {
  const { ctx } = tools
  const { batchId, objectKey } = target
  const { store } = ctx
  // A hint of the whole site that speaks of one column is found in that column.
  const locations = new Map(visited.map(({ url, location }) => [url, location]))
  const hints = results.flatMap(({ check, outcome, message, places, ground, items }): SeenHint[] =>
    outcome === 'fail' || outcome === 'needs-human'
      ? [
          {
            check,
            outcome,
            message,
            places: places.slice(0, mostPlaces),
            items: items ?? [],
            groundHash: sha256(ground),
            url: at.url,
            location: locations.get(places.length === 1 ? (places[0]?.url ?? '') : '') ?? at.location,
            observedAt: page.observedAt
          }
        ]
      : []
  )
  const failing = new Set(page.errors.map(({ check }) => check))
  const judged = [...new Set(results.map(({ check }) => check))].filter((check) => !failing.has(check))
  const weighed = weighHints(
    { hints, url: at.url, judged },
    store.standingHints(batchId, objectKey),
    store.dismissedGrounds(objectKey),
    () => ctx.ids.next()
  )
  log(tools, target, page, weighed)
}

export function counted(results: readonly Hint[]): Pick<SweptPage, 'counts' | 'errors'> {
  const counts: SweptPage['counts'] = {}
  const errors: SweptPage['errors'] = []
  for (const { check, outcome, message } of results) {
    const own = (counts[check] ??= { pass: 0, notApplicable: 0, error: 0 })
    if (outcome === 'pass') own.pass += 1
    if (outcome === 'not-applicable') own.notApplicable += 1
    if (outcome !== 'error') continue
    own.error += 1
    if (errors.length < 20) errors.push({ check, message })
  }
  return { counts, errors }
}

/** Nothing that asking again could change. */
export const settledErrors: ReadonlySet<FetchErrorKind> = new Set([
  'bad-url',
  'blocked',
  'redirect-loop',
  'too-many-redirects',
  'bad-redirect'
])

/** Host with port. */
export function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null
}

const failures: Partial<Record<FetchErrorKind, string>> = {
  'bad-url': '网址无法识别',
  blocked: '网址指向本机或内网，没有访问',
  'name-not-resolved': '域名无法解析',
  'resolver-failed': '域名服务器没有应答',
  refused: '服务器拒绝连接',
  unreachable: '服务器不可达',
  'connect-timeout': '连接超时',
  'answer-timeout': '等待应答超时',
  'body-timeout': '内容没有传完',
  reset: '连接被中断',
  tls: '无法建立加密连接',
  'redirect-loop': '网址循环跳转',
  'too-many-redirects': '跳转次数过多',
  'bad-redirect': '跳转地址不对',
  'bad-answer': '应答不是网页'
}
/** Why nothing came, in words. */
export const failureText = ({ error }: FetchAnswer): string =>
  error === null ? '没有应答' : `${failures[error.kind] ?? '没有应答'}${isMaybeGmOnly(error) ? '，可能只支持国密' : ''}`

/** Did the handshake fail as it does at a server that speaks only 国密? */
export const isMaybeGmOnly = (error: FetchAnswer['error']): boolean => error?.kind === 'tls' && mayBeGmOnly(error.detail)
