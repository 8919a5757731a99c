/** Facts and context in, hints out. A check that lacks a fact says so, one that throws stops nothing else. */
import type { FactName, PageFacts } from '../domain/facts/facts.ts'
import type { SiteFactName, SiteFacts } from '../domain/facts/site-facts.ts'
import type { Hint } from '../domain/hint.ts'
import type { Check, CheckContext, CheckResult, PageCheck, SiteCheck } from './check.ts'
import { columnOfPage } from './columns.ts'
import { checks } from './index.ts'
import { needsHuman, notApplicable, pagePlace, quoted } from './result.ts'

export interface KnownFacts {
  /** Facts of the page that the context names. */
  page?: PageFacts
  /** What the visits, the link check and the pages together say; what was not gathered is left out. */
  site?: Partial<SiteFacts>
}

/** Hints of one check; a page with more has a fault that is seen at once. */
const mostResults = 400

const factNames: Readonly<Record<FactName | SiteFactName, string>> = {
  document: '主文档',
  head: '标题和网页标签',
  footerMarks: '网站标识',
  links: '链接',
  dates: '信息日期',
  columns: '栏目',
  mailbox: '留言',
  guide: '办事指南',
  forms: '表单',
  attachments: '附件',
  images: '图片',
  console: '脚本错误',
  tls: '安全证书',
  reach: 'IPv6 和 HTTPS',
  texts: '页面文字',
  visits: '访问记录',
  interpretations: '政策文件和解读',
  searches: '站内搜索'
}

/**
 * Runs the chosen checks in the order given. Each gives at least one hint; an id that no check has gives an `error`.
 * `known` are the shipped checks unless others are handed in.
 */
export function runChecks(
  facts: KnownFacts,
  context: CheckContext,
  chosen: readonly string[],
  known: readonly Check[] = checks
): Hint[] {
  return chosen.flatMap((id) => {
    const check = known.find((each) => each.id === id)
    if (check === undefined) return [{ check: id, ...failed(`没有名为“${id}”的检查。`, id) }]
    return resultsOf(check, facts, context).map((result) => ({ check: id, ...result }))
  })
}

function resultsOf(check: Check, facts: KnownFacts, context: CheckContext): CheckResult[] {
  try {
    const reason = check.skip?.(context) ?? null
    if (reason !== null) return [notApplicable(reason)]
    const given = check.level === 'page' ? runPage(check, facts, context) : runSite(check, facts, context)
    const results = Array.isArray(given) ? given : [given]
    if (results.length === 0) return [failed(`检查“${check.title}”没有给出结论，请人工查看。`, check.id)]
    return results.slice(0, mostResults)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [failed(`检查“${check.title}”出错，没有得出结论，请人工查看（${quoted(reason, 120)}）。`, check.id)]
  }
}

function runPage(check: PageCheck, { page }: KnownFacts, context: CheckContext): CheckResult | CheckResult[] {
  const values: Record<string, unknown> = {}
  const missing: { name: FactName; error: string }[] = []
  for (const name of check.needs) {
    const fact = page?.[name] ?? { ok: false, error: 'not-asked' }
    if (fact.ok) values[name] = fact.value
    else missing.push({ name, error: fact.error })
  }
  if (missing.length > 0) return lacking(check, missing, context)
  return check.run(values as Parameters<PageCheck['run']>[0], context)
}

function runSite(check: SiteCheck, { page, site = {} }: KnownFacts, context: CheckContext): CheckResult | CheckResult[] {
  const values: Partial<SiteFacts> = { ...site }
  if (site.columns === undefined && page?.dates.ok === true) {
    // One page inspected by itself is judged as the column it is.
    const column = columnOfPage(page, context)
    values.columns = column === null ? [] : [column]
  }
  const missing = check.needs.filter((name) => values[name] === undefined)
  if (missing.length > 0)
    return lacking(
      check,
      missing.map((name) => ({ name, error: 'not-asked' })),
      context
    )
  return check.run(values as SiteFacts, context)
}

function lacking(
  { title }: Pick<Check, 'title'>,
  missing: readonly { name: FactName | SiteFactName; error: string }[],
  { url }: CheckContext
): CheckResult {
  const names = missing.map(({ error, name }) => {
    const reason = error === 'not-asked' ? '没有采集' : `采集失败：${quoted(error, 80)}`
    return `“${factNames[name]}”（${reason}）`
  })
  const message = `缺少${names.join('、')}，不能做“${title}”检查，请人工查看。`
  return needsHuman(
    message,
    [pagePlace(url)],
    missing.map(({ name }) => `缺少 ${name}`)
  )
}

const failed = (message: string, id: string): CheckResult => ({ outcome: 'error', message, places: [], ground: `${id} error` })
