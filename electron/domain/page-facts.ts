import { z } from 'zod'
import { readDay } from './phrase.ts'
import type { RegistryObject } from './registry.ts'

/** What the shown page says of itself. Hints for the eye: nothing of it is evidence, and nothing of it is judged. */
export const pageTextsSchema = z.object({
  /** As the browser knows it, not as the page says. */
  url: z.string(),
  title: z.string(),
  /** `<meta name content>` in order, names in lower case. */
  metas: z.array(z.object({ name: z.string(), content: z.string() })),
  /** Lines of the page's foot and of its head, and those that name a code or an organiser. */
  lines: z.array(z.string()),
  /** Names of an account on its own page. */
  accounts: z.array(z.string()),
  /** Days written in the page, as written. */
  days: z.array(z.string())
})
export type PageTexts = z.infer<typeof pageTextsSchema>

export const comparedFieldSchema = z.enum(['name', 'siteCode', 'unit', 'host', 'account'])
export type ComparedField = z.infer<typeof comparedFieldSchema>

export const comparisonSchema = z.object({
  field: comparedFieldSchema,
  registered: z.string(),
  /** What the page says, the likeliest first; null: it does not say. */
  seen: z.string().nullable(),
  state: z.enum(['same', 'different', 'not-said'])
})
export type Comparison = z.infer<typeof comparisonSchema>

/** Registry and page side by side; a field that the registry does not know is left out. */
export function compareWithPage(object: RegistryObject, texts: PageTexts): Comparison[] {
  const unit = compared('unit', object.unit, organisers(texts), isSameName)
  const loadedHosts = [hostOf(texts.url)].filter((found) => found !== null)
  const host = compared('host', hostOf(object.url), loadedHosts, isSameHost)
  const rows: (Comparison | null)[] =
    object.kind === 'site'
      ? [
          compared('name', object.name, siteNames(texts), isSameName),
          compared('siteCode', object.siteCode, siteCodes(texts), isSameCode),
          unit,
          host
        ]
      : [
          compared(
            'account',
            object.name,
            [...texts.accounts, texts.title].filter((name) => name.trim() !== ''),
            isSameName
          ),
          unit,
          host
        ]
  return rows.filter((row) => row !== null)
}

function compared(
  field: ComparedField,
  registered: string | null,
  seen: readonly string[],
  isSame: (registered: string, seen: string) => boolean
): Comparison | null {
  if (registered === null || registered.trim() === '') return null
  const same = seen.find((each) => isSame(registered, each))
  if (same !== undefined) return { field, registered, seen: same, state: 'same' }
  const [first] = seen
  return { field, registered, seen: first ?? null, state: first === undefined ? 'not-said' : 'different' }
}

/** The finding that a difference would be, in the words of a notice. */
export function differenceText({ field, registered, seen }: Comparison): string {
  const word = fieldWords[field]
  return seen === null
    ? `页面没有标明${word}（登记为“${registered}”）`
    : `页面标明的${word}为“${seen}”，与登记的“${registered}”不一致`
}

const fieldWords: Readonly<Record<ComparedField, string>> = {
  name: '网站名称',
  siteCode: '网站标识码',
  unit: '主办单位',
  host: '域名',
  account: '账号名称'
}

const metaOf = (texts: PageTexts, name: string): string[] =>
  texts.metas.flatMap((meta) => (meta.name === name && meta.content.trim() !== '' ? [meta.content.trim()] : []))

/** SiteName first: it is what the rules ask for. Titles go from the page up to the site, so the last part comes before the others. */
function siteNames(texts: PageTexts): string[] {
  const parts = texts.title
    .split(/\s*[|_»›>》·]\s*|\s+-+\s+|\s*[–—]+\s*|(?<=\p{Script=Han})-+(?=\p{Script=Han})/u)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '首页')
  return [...metaOf(texts, 'sitename'), ...parts.toReversed()]
}

function siteCodes(texts: PageTexts): string[] {
  const written = texts.lines.flatMap((line) => {
    const found = /网站标识码\s*[:：]?\s*([A-Za-z0-9]{6,14})/.exec(line.normalize('NFKC'))
    return found?.[1] === undefined ? [] : [found[1]]
  })
  return [...metaOf(texts, 'siteidcode'), ...written]
}

function organisers(texts: PageTexts): string[] {
  return texts.lines.flatMap((line) => {
    const found = /(?:主办单位|主\s*办|账号主体|认证主体)\s*[:：]?\s*(?<![\p{L}])([\p{Script=Han}（）()A-Za-z0-9]{3,40})/u.exec(
      line
    )
    return found?.[1] === undefined ? [] : [found[1].replace(/(?:承办|协办|联系|网站标识码|地址|电话|技术支持|版权).*$/u, '')]
  })
}

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s“”"'《》]/g, '')
const bare = (text: string): string => plain(text).replace(/(?:门户)?网站?$/, '')
const isSameName = (registered: string, seen: string): boolean =>
  bare(registered) === bare(seen) ||
  (plain(seen).length < 60 && bare(registered).length >= 4 && bare(seen).includes(bare(registered)))
const isSameCode = (registered: string, seen: string): boolean => plain(registered).toLowerCase() === plain(seen).toLowerCase()
const isSameHost = (registered: string, seen: string): boolean => registered === seen

/** Host and port; `www.` in front makes no other site, and the usual port goes without saying. */
function hostOf(url: string | null): string | null {
  const [, scheme = '', host = ''] = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#\s]+)/i.exec(url?.trim() ?? '') ?? []
  const plainHost = host.toLowerCase().replace(scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/, '')
  return plainHost.replace(/^www\./, '') || null
}

/** The newest day in the page that is not after `today`; `2023年9月6日` and its likes. null: there is none. */
export function latestDay(texts: PageTexts, today: string): string | null {
  const days = texts.days.flatMap((day) => {
    const read = readDay(day)
    return read === null || read > today || read < '1995-01-01' ? [] : [read]
  })
  return days.toSorted().at(-1) ?? null
}
