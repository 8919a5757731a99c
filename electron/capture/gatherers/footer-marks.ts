import type { Fact } from '../../domain/facts/facts.ts'
import type { Place } from '../../domain/facts/gathered.ts'
import { treeGatherer, type PageContext } from '../gatherer.ts'
import { attributeOf, closest, holderOf, nameOf, oneLine, placeOf, textOf } from '../page-view.ts'
import type { PageView, ViewElement } from '../page-view.ts'
import { metaContents } from './meta.ts'

/** What the foot of a government site must carry, as written; the last mention counts, for that is where the foot is. */
export const footerMarks = treeGatherer({ fact: 'footerMarks', gather })

const provinces = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新'
const siteCodeShape = String.raw`(?:[A-Za-z]{2}\d{8}|\d{10})(?![\dA-Za-z])`
const codeAfterLabel = new RegExp(
  String.raw`标\s?识\s?码[\s\u00a0\u3000]{0,6}为?[:：(（]?[\s\u00a0\u3000]{0,6}(${siteCodeShape})`,
  'g'
)
const wholeCode = new RegExp(`^${siteCodeShape}$`)
const icpNumber = new RegExp(
  String.raw`[${provinces}]\s?ICP\s?[备证][\s\u00a0]{0,3}[:：]?[\s\u00a0]{0,3}\d{6,10}(?:[\s\u00a0]?号(?:\s?[-－]\s?\d{1,3})?)?`,
  'gi'
)
const policeNumber = new RegExp(
  String.raw`[${provinces}]\s?公网?安备[\s\u00a0]{0,3}[:：(（]?[\s\u00a0]{0,3}(?:第\s?)?\d{10,14}[)）]?(?:[\s\u00a0]?[号號])?(?:[-－]\d{1,3})?`,
  'g'
)

function gather(page: PageContext): Fact<'footerMarks'> {
  const { view } = page
  const places: Record<string, Place> = {}
  const last = (name: string, expression: RegExp): RegExpMatchArray | null => {
    const match = [...view.text.matchAll(expression)].at(-1) ?? null
    if (match !== null) places[name] = placeOf(holderOf(view, match.index, match.index + match[0].length), oneLine(match[0]))
    return match
  }
  const findError = findErrorOf(view)
  const badge = badgeOf(view)
  if (findError.at !== null) places['findErrorLink'] = placeOf(findError.at, textOf(view, findError.at, 100))
  if (badge !== null) places['partyGovBadge'] = placeOf(badge, textOf(view, badge, 100))

  const written = last('siteIdCode', codeAfterLabel)?.[1] ?? null
  const inMeta = metaContents(view, 'siteidcode').find((code) => wholeCode.test(code)) ?? null
  const siteIdCode = written ?? inMeta ?? findError.code
  const icp = [...new Set([...view.text.matchAll(icpNumber)].map(([number]) => oneLine(number)))].slice(0, 10)
  last('icp', icpNumber)
  const policeRecord = last('policeRecord', policeNumber)
  const organiser = organiserOf(view)
  if (organiser !== null) places['organiser'] = placeOf(organiser.at, organiser.name)
  const titles = view.elements.flatMap((node) =>
    node.tag === 'title' || node.tag === 'h1'
      ? [node.element.children.map((child) => (child.kind === 'text' ? child.text : '')).join('')]
      : []
  )
  const isContactPage = titles.some((title) => /^\s*联系(?:我们|方式)/u.test(title))
  const foot = isContactPage ? view.text : footOf(view)
  return {
    siteIdCode,
    siteIdCodeFrom: siteIdCode === null ? null : written !== null ? 'footer' : inMeta !== null ? 'meta' : 'link',
    icp,
    policeRecord: policeRecord === null ? null : oneLine(policeRecord[0]),
    organiser: organiser?.name ?? null,
    contact: foot === null ? null : contactIn(foot),
    partyGovBadge: badge !== null,
    findErrorLink: findError.at !== null,
    findErrorSiteCode: findError.code,
    places
  }
}

const organiserLabel =
  /(?<!\p{Script=Han})(?:本?网?站)?主\s{0,4}办\s{0,4}(?:单\s{0,2}位|方|机关)?[\s\u00a0\u3000]{0,6}[:：][\s\u00a0\u3000]{0,10}([^\n]{2,120})/gu
/** The label and the name in cells of their own, without a colon. */
const labelledCell =
  /(?<!\p{Script=Han})(?:本?网?站)?主办(?:单位|方)?[\s\u00a0\u3000]{0,6}(\p{Script=Han}[\p{Script=Han}（）]{3,39})(?=[\s\u00a0\u3000|｜]|承办|$)/gu
/** 云溪县人民政府主办: the name before the word. */
const nameFirst = /(?<!\p{Script=Han})([\p{Script=Han}、]{4,40})[ \u00a0\u3000]{0,4}主办(?=[\s\u00a0\u3000,，;；|｜·•]|承办|$)/gu
/** The party committee that stands before the government it runs the site with. */
const committeeBefore = /(?:^|[\s\u00a0\u3000|｜:：])(中共\p{Script=Han}{2,20}委(?:员会)?)[ \u00a0\u3000、]{1,4}$/u
/** What else a foot says on the same line. */
const nextLabel =
  /(?:[、,，;；|｜]?\s*)(?:承\s{0,4}办|协\s{0,4}办|主管|联办|运\s?维|运营|维护|制作|技术|版权|地\s{0,4}址|邮\s{0,2}编|邮政|电\s{0,4}话|联系|网站|备案|标识码|ICP|传真|建议|您是|访问|Copyright|©|[\p{Script=Han}]ICP|[\p{Script=Han}]公网安备|All\s)/iu
const unitEnd = /(?:政府|委员会|办公[室厅]|[局厅部院会办署区厂校馆社行处中心组团室])$/u

function organiserOf(view: PageView): { name: string; at: ViewElement } | null {
  for (const match of [...view.text.matchAll(organiserLabel)].toReversed()) {
    const [all = '', rest = ''] = match
    const cut = rest.slice(0, nextLabel.exec(rest)?.index ?? undefined)
    const [named = '', ...others] = cut.split(/[\s\u00a0\u3000|｜]+/u)
    const first = named.replace(/主办$/u, '')
    if (!/^[\p{Script=Han}（）()·、“”A-Za-z\d]{2,60}$/u.test(first) || !isInFoot(view, match.index)) continue
    // Two units side by side are both organisers; a company named after them made the site.
    const more = cut.startsWith(first)
      ? others.slice(0, 2).filter((each) => unitEnd.test(each) && /^\p{Script=Han}{4,40}$/u.test(each))
      : []
    const isOne = /[\u00a0\u3000]|\s{2}/u.test(cut.slice(first.length).trim())
    const name = [first, ...(isOne ? [] : more)].join(' ')
    return { name, at: holderOf(view, match.index, match.index + all.indexOf(first) + first.length) }
  }
  for (const match of [...view.text.matchAll(labelledCell)].toReversed()) {
    const [all = '', name = ''] = match
    if (/[承协]办$/u.test(name) || !unitEnd.test(name) || !isInFoot(view, match.index)) continue
    return { name, at: holderOf(view, match.index, match.index + all.length) }
  }
  for (const match of [...view.text.matchAll(nameFirst)].toReversed()) {
    const name = (match[1] ?? '').replace(/^本?网?站由/u, '').replace(/^版权所有/u, '')
    // 第三届马拉松由某县人民政府主办: an article says so of an event.
    if (name.includes('由') || !unitEnd.test(name) || !isInFoot(view, match.index)) continue
    const [, committee] = committeeBefore.exec(view.text.slice(Math.max(0, match.index - 40), match.index)) ?? []
    return {
      name: committee === undefined ? name : `${committee} ${name}`,
      at: holderOf(view, match.index, match.index + name.length)
    }
  }
  return null
}

const otherMarks = /标识码|ICP\s?备|公网安备|版权所有|备案|承\s{0,4}办|技术支持|维护|邮\s{0,2}编|网站地图|Copyright/i
const footName = /\b(?:foot\w*|bottom|copyright\w*|page-?foot\w*|dibu|wei)\b|footer/

/** An article may name the organiser of an event: the site's stands among the other marks. */
function isInFoot(view: PageView, at: number): boolean {
  const around = view.text.slice(Math.max(0, at - 300), at + 300)
  const isLast = at > view.text.length * 0.7 && at > view.text.length - 400
  return (
    otherMarks.test(around) ||
    isLast ||
    closest(holderOf(view, at, at + 1), (each) => footName.test(`${each.tag} ${nameOf(each)}`)) !== null
  )
}

/** The part of the page that holds the marks: the widest element around them that is not yet the page. */
function footOf(view: PageView): string | null {
  const named = view.elements.filter(
    (node) => node.to > node.from && node.to - node.from < 3_000 && footName.test(`${node.tag} ${nameOf(node)}`)
  )
  const marks = [...view.text.matchAll(/主\s{0,4}办\s{0,4}(?:单位|方)?\s{0,3}[:：]|网站标识码|ICP\s?备|公网安备|版权所有/g)].at(
    -1
  )
  if (marks === undefined) {
    const lastNamed = named.at(-1)
    return lastNamed === undefined ? null : view.text.slice(lastNamed.from, lastNamed.to)
  }
  const holder = holderOf(view, marks.index, marks.index + marks[0].length)
  const foot = named.find((node) => node.from <= holder.from && node.to >= holder.to)
  if (foot !== undefined) return view.text.slice(foot.from, foot.to)
  let widest = holder
  for (
    let each: ViewElement | null = holder;
    each !== null && each.to - each.from < 800 && each.tag !== 'body';
    each = each.parent
  )
    widest = each
  return `${view.text.slice(widest.from, widest.to)}\n${linesBeside(view, marks.index)}`
}

/** Lines next to a mark that begin with what they are: 地址, 电话 and the like. */
function linesBeside(view: PageView, at: number): string {
  const from = Math.max(0, at - 400)
  return view.text
    .slice(from, at + 400)
    .split('\n')
    .filter((line) =>
      /^[\s\u00a0\u3000]*(?:单位|联系|办公|通讯)?(?:地\s{0,4}址|电\s{0,4}话|联系(?:电话|方式)|邮\s{0,2}编|邮箱)\s*[:：]/u.test(
        line
      )
    )
    .join('\n')
}

const stop = String.raw`(?=[\s\u00a0\u3000;；,，|｜]|$)`
const contactParts: readonly RegExp[] = [
  new RegExp(
    String.raw`地\s{0,4}址[\s\u00a0\u3000]{0,6}[:：][\s\u00a0\u3000]{0,6}([^\s\u00a0\u3000;；,，|｜]{4,60})${stop}`,
    'u'
  ),
  /(?:邮\s{0,2}编|邮政编码)[\s\u00a0\u3000]{0,4}[:：]?[\s\u00a0\u3000]{0,4}(\d{6})(?!\d)/u,
  /((?<![\d-])(?:[（(]?0\d{2,3}[)）]?[-－—]?\s?[2-9]\d{6,7}(?:[-－转]\d{1,5})?|400[-－]?\d{3,4}[-－]?\d{3,4}|1[3-9]\d{9})(?![\d-]))/u,
  /(?:热线|电\s{0,4}话|联系方式)[\s\u00a0\u3000]{0,4}[:：][\s\u00a0\u3000]{0,4}([2-9]\d{6,7}|123\d{2}|12\d{3})(?!\d)/u,
  /([\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{1,20}){1,4})/u
]

/** Address, post code, telephone, e-mail, as written, one after the other. */
function contactIn(foot: string): string | null {
  const found = contactParts.flatMap((expression) => {
    const [, value] = expression.exec(foot) ?? []
    return value === undefined ? [] : [value.trim()]
  })
  return found.length === 0 ? null : found.join(' ')
}

const badgeAddress = /(?:^|\/\/)(?:bszs|dcs|www)\.conac\.cn\//i
const badgeScript = /dcs\.conac\.cn\/js\//i
const badgePicture = /dzjg|dangzh|dangzheng|党政机关|conac|red\.png|zfbs|dzjgbs|jgbs/i
/** The blue badge is that of public institutions. */
const otherBadge = /事业单位|blue\.png|\bshi\.png|sydw/i

function badgeOf(view: PageView): ViewElement | null {
  let found: ViewElement | null = null
  for (const node of view.elements) {
    if (node.tag === 'a' && badgeAddress.test(attributeOf(node, 'href')) && !isOther(node)) found = node
    else if (node.tag === 'img') {
      const said = ['src', 'alt', 'title', 'id'].map((name) => attributeOf(node, name)).join(' ')
      // The picture's own name, not the folder's.
      const named = said.replaceAll(/https?:\/\/[^\s/]+\/(?:[^\s/]*\/)*/g, '')
      if (badgePicture.test(named) && !otherBadge.test(said)) found = node
    } else if (node.tag === 'script' && /^(?:https?:)?\/\/dcs\.conac\.cn\/js\//i.test(attributeOf(node, 'src'))) found = node
    else if (node.tag === 'a' && /^党政机关$/.test(textOf(view, node, 20))) found = node
  }
  const script = view.scripts.find(({ source }) => badgeScript.test(source) && badgeScript.test(withoutComments(source)))
  return found ?? script?.element ?? null
}

const isOther = (node: ViewElement): boolean =>
  node.children.some((child) => otherBadge.test(['src', 'alt', 'title'].map((name) => attributeOf(child, name)).join(' ')))

/** By search for both ends, since a script may open a hundred thousand comments and close none. */
function withoutComments(source: string): string {
  const script = source.slice(0, 200_000)
  const parts: string[] = []
  let at = 0
  for (;;) {
    const start = script.indexOf('/*', at)
    const end = start < 0 ? -1 : script.indexOf('*/', start + 2)
    if (end < 0) break
    parts.push(script.slice(at, start))
    at = end + 2
  }
  return [...parts, script.slice(at)].join('').replaceAll(/^[ \t]*\/\/.*$/gm, '')
}

/** Addresses of the national platform now and before, and of the tools that carry it. */
const findErrorAddress =
  /exposure\/jiucuo|zfwzgl\.www\.gov\.cn|_jiucuo_|pucha\.kaipuyun|\/errorInfo\/|zfwzzc|wzjc\.gov|[?&]site_?code=/i

function findErrorOf(view: PageView): { at: ViewElement | null; code: string | null } {
  let at: ViewElement | null = null
  let code: string | null = null
  for (const node of view.elements) {
    const address =
      node.tag === 'a'
        ? attributeOf(node, 'href')
        : node.tag === 'script' || node.tag === 'iframe' || node.tag === 'img'
          ? attributeOf(node, 'src')
          : ''
    const isAddress = findErrorAddress.test(address) || (node.tag === 'script' && /jiucuo/i.test(attributeOf(node, 'id')))
    const isNamed = (node.tag === 'a' || node.tag === 'img') && /网站找错|我要找错|为政府网站找错/.test(saidBy(view, node))
    const isPicture =
      node.tag === 'img' &&
      /jiucuo|zhaocuo/i.test(attributeOf(node, 'src').split('/').at(-1) ?? '') &&
      closest(node, ({ tag }) => tag === 'a') !== null
    if (!isAddress && !isNamed && !isPicture) continue
    at ??= node
    const carried = /[?&]site_?code=([\dA-Za-z]{10})(?![\dA-Za-z])/i.exec(address)?.[1] ?? attributeOf(node, 'sitecode')
    if (code === null && wholeCode.test(carried)) code = carried
  }
  return { at, code }
}

function saidBy(view: PageView, node: ViewElement): string {
  return [node.tag === 'a' ? textOf(view, node, 60) : '', attributeOf(node, 'alt'), attributeOf(node, 'title')].join(' ')
}
