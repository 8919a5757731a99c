import type { CheckedLink } from '../../domain/facts/site-facts.ts'
import { hostOf } from '../../domain/page-key.ts'
import { isGovernmentHost, registrable } from '../addresses.ts'
import { siteCheck, type CheckContext, type CheckResult } from '../check.ts'
import { fail, needsHuman, notApplicable, pagePlace, pass, quoted, shownUrl } from '../result.ts'
import { gamblingIn } from '../term-hits.ts'

/** What the seller of a lapsed name puts in its place. */
const parked =
  /域名.{0,6}(?:出售|转让|待售|停放|交易|过期|到期)|(?:出售|转让).{0,4}域名|(?:domain|website).{0,20}(?:for sale|parked|expired)|buy this domain|parked domain|sedoparking|this domain is/i

/** W1.3: links to sites that lapsed and now belong to somebody else. */
export const externalLinks = siteCheck({
  id: 'external-links',
  title: '外部链接',
  needs: ['links'],
  skip: ({ object }) => (object?.kind === 'account' ? '账号不查外部链接。' : null),
  run({ links }, context) {
    const external = links.filter(({ isExternal }) => isExternal)
    if (external.length === 0) return notApplicable('没有外部链接。')
    const results = external.flatMap((link) => judge(link, context) ?? [])
    if (results.length > 0) return results
    const noted = context.terms.gambling.length === 0 ? '（没有启用博彩词库，未按词查）' : ''
    return pass(`${external.length} 个外部链接没有发现停放、博彩或换主的网站${noted}。`)
  }
})

function judge(link: CheckedLink, { terms }: CheckContext): CheckResult | null {
  const title = (link.title ?? '').slice(0, 300).trim()
  const named = link.texts?.find((text) => text.trim() !== '')?.slice(0, 300)
  const shown = shownUrl(link.url)
  const name = named === undefined ? shown : `${quoted(named)}（${shown}）`
  const places = (link.from.length > 0 ? link.from : [link.url]).map((page) => pagePlace(page, named ?? link.url))
  const ground = [link.url, title]
  const [word] = gamblingIn(title, terms)
  if (word !== undefined) {
    return fail(`外部链接${name}打开的是博彩网站，标题为${quoted(title)}，含“${word}”。`, places, ground)
  }
  if (parked.test(title)) return fail(`外部链接${name}的域名已停放或待售，标题为${quoted(title)}。`, places, ground)
  const from = hostOf(link.url)
  const to = hostOf(link.finalUrl ?? null)
  if (from !== null && to !== null && registrable(from) !== registrable(to) && !isGovernmentHost(to)) {
    const lost = isGovernmentHost(from) ? '政府域名' : '原域名'
    const message = `外部链接${name}从${lost}转到了 ${shownUrl(link.finalUrl ?? '')}${title === '' ? '' : `（标题为${quoted(title)}）`}，请看网站是否换了主人。`
    return needsHuman(message, places, [link.url, to, title])
  }
  return isNamedSite(named) && title !== '' && link.outcome === 'ok' && shareNothing(named, title)
    ? needsHuman(`外部链接${quoted(named)}打开后标题为${quoted(title)}，名称不一致，请看网站是否换了主人。`, places, ground)
    : null
}

/** A text that names an organisation; `更多` and `点击进入` name nothing that a title could be held against. */
function isNamedSite(text: string | undefined): text is string {
  return (
    text !== undefined && /(?:政府|委员会|办公室|[局厅部院会处署站]|网|大学|中心|平台)\s*$/.test(text) && text.trim().length >= 4
  )
}

/** No two signs in a row in common. */
function shareNothing(text: string, title: string): boolean {
  const signs = [...text.replaceAll(/\s+/g, '')]
  const plain = title.replaceAll(/\s+/g, '')
  return signs.slice(1).every((sign, index) => !plain.includes(`${signs[index]}${sign}`))
}
