import type { CheckedLink } from '../domain/facts/site-facts.ts'
import { grouped } from '../domain/grouped.ts'
import { pageKey } from '../domain/page-key.ts'
import type { CheckContext, CheckResult } from './check.ts'
import { fail, needsHuman, notApplicable, pagePlace, pass, quoted, short, shownUrl } from './result.ts'

/** Hints of one target; more of them are put together in one. */
const mostHints = 300

interface Words {
  what: string
  broken: string
}

/**
 * Each broken address is a hint of its own, so that the dismissal of one neither hides nor brings back another. Where most
 * addresses got no answer at all, the inspector's own network is the likelier reason.
 */
export function linkResults(links: readonly CheckedLink[], context: CheckContext, { what, broken }: Words): CheckResult[] {
  if (links.length === 0) return [notApplicable(`没有${what}可查。`)]
  const dead = links.filter(({ outcome }) => outcome === 'dead' || outcome === 'soft-404')
  const silent = dead.filter(({ status }) => status === null)
  if (silent.length >= 10 && silent.length * 2 > links.length) {
    const message = `${links.length} 个${what}里 ${silent.length} 个没有任何回应，多半是本机网络或对方防护的原因，请检查网络后重查。`
    return [needsHuman(message, silent.map(placeOf), ['没有回应', ...silent.map(({ url }) => url)])]
  }
  const results = dead.slice(0, mostHints).map((link) => brokenResult(link, context, { what, broken }))
  const rest = dead.slice(mostHints)
  if (rest.length > 0) {
    results.push(
      fail(
        `另有 ${rest.length} 个${what}${broken}。`,
        rest.map(placeOf),
        rest.map(({ url }) => url)
      )
    )
  }
  const doubtful = links.filter(({ outcome }) => outcome === 'needs-eyes')
  if (doubtful.length > 0) {
    const counts = [...grouped(doubtful, whyDoubtful)].map(([why, same]) => `${why} ${same.length} 个`)
    const message = `${doubtful.length} 个${what}机器不能判断（${counts.slice(0, 6).join('、')}），请逐个打开看，不算${broken}。`
    results.push(
      needsHuman(
        message,
        doubtful.map(placeOf),
        doubtful.map(({ url }) => url)
      )
    )
  }
  return results.length > 0 ? results : [pass(`${links.length} 个${what}都能打开。`)]
}

function brokenResult(link: CheckedLink, context: CheckContext, { what, broken }: Words): CheckResult {
  const home = pageKey(context.object?.url ?? context.url)
  const where = link.from.some((page) => pageKey(page) === home) ? '首页上的' : ''
  const named = link.texts?.find((text) => text.trim() !== '')?.slice(0, 300)
  const name = named === undefined ? shownUrl(link.url) : `${quoted(named)}（${shownUrl(link.url)}）`
  const kind = link.outcome === 'soft-404' ? '打开的是出错提示页' : broken
  const pages = link.from.length > 1 ? `，见于 ${link.from.length} 个页面` : ''
  const places = link.from.map((page) => pagePlace(page, named ?? link.url))
  const message = `${where}${what}${name}${kind}（${link.status ?? '没有回应'}；${short(link.evidence, 60)}）${pages}。`
  return fail(message, places.length > 0 ? places : [placeOf(link)], [link.url, link.outcome])
}

/** An address that answers well is doubtful for another reason than its status: its certificate, an empty page. */
const whyDoubtful = ({ status, evidence }: CheckedLink): string =>
  status === null ? '没有回应' : status < 400 ? short(evidence, 40) : String(status)

const placeOf = ({ from, texts, url }: CheckedLink) => pagePlace(from[0] ?? url, texts?.[0] ?? url)
