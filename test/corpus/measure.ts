/** Facts against truths, field by field. A value that the page does not have counts against precision: it is invented. */
import type { PageFacts } from '../../electron/domain/facts/facts.ts'
import type { Gathered } from '../../electron/domain/facts/gathered.ts'
import type { CorpusPage } from './corpus.ts'

export const fields = [
  'siteIdCode',
  'icp',
  'policeRecord',
  'organiser',
  'contact',
  'badge',
  'findErrorLink',
  'title',
  'linksCount',
  'listDates',
  'latestDate',
  'publishDate'
] as const
export type Field = (typeof fields)[number]

export interface Outcome {
  id: string
  field: Field
  /** Of single values 0 or 1; of list dates their numbers. */
  right: number
  missed: number
  invented: number
  wanted: string
  got: string
}

/** A fact that could not be had is one that was not found. */
const known = <T>(fact: Gathered<T>): T | null => (fact.ok ? fact.value : null)
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '')
const said = (truth: string | null): string | null =>
  truth === null
    ? null
    : truth.startsWith('absent')
      ? ''
      : truth.replace(/\s*\((?:home|主管|overwritten|no 号|two|投稿)[^)]*\)|\s*\(overwritten[^)]*\)$/g, '').trim()
const icpsOf = (text: string): string[] =>
  [...text.matchAll(/\p{Script=Han}ICP[备证]\s*\d{6,10}(?:号(?:-\d+)?)?/gu)].map(([each]) => plain(each)).toSorted()

/** What of the facts stands against each truth; null where the truth was not looked at. */
export function compare({ id, truth }: CorpusPage, facts: PageFacts): Outcome[] {
  const [head, marks, links, found] = [known(facts.head), known(facts.footerMarks), known(facts.links), known(facts.dates)]
  const outcomes: Outcome[] = []
  const put = (field: Field, wanted: string, got: string, isSame = plain(wanted) === plain(got)): void => {
    outcomes.push({
      id,
      field,
      right: wanted !== '' && isSame ? 1 : 0,
      missed: wanted !== '' && !isSame ? 1 : 0,
      invented: got !== '' && !isSame ? 1 : 0,
      wanted,
      got
    })
  }
  const code = said(truth.siteIdCode)
  if (code !== null) put('siteIdCode', code, marks?.siteIdCode ?? '')
  const icp = said(truth.icp)
  if (icp !== null) put('icp', icpsOf(icp).join(' '), (marks?.icp ?? []).map(plain).toSorted().join(' '))
  const police = said(truth.policeRecord)
  const digits = (text: string): string => /\d{10,14}/.exec(text)?.[0] ?? ''
  if (police !== null)
    put('policeRecord', police, marks?.policeRecord ?? '', digits(police) === digits(marks?.policeRecord ?? ''))
  const organiser = said(truth.organiser)
  if (organiser !== null) put('organiser', organiser, marks?.organiser ?? '')
  const contact = said(truth.contact)
  const parts = (text: string): string[] =>
    text.match(/[\w.+-]+@[\w.-]+|0\d{2,3}-\d{7,8}|(?<!\d)\d{6}(?!\d)|1\d{10}/g)?.toSorted() ?? []
  if (contact !== null)
    put(
      'contact',
      contact,
      marks?.contact ?? '',
      parts(contact).join() === parts(marks?.contact ?? '').join() && (contact === '') === ((marks?.contact ?? null) === null)
    )
  if (truth.hasPartyGovBadge !== null) put('badge', truth.hasPartyGovBadge ? 'yes' : '', marks?.partyGovBadge ? 'yes' : '')
  if (truth.hasFindErrorLink !== null)
    put('findErrorLink', truth.hasFindErrorLink ? 'yes' : '', marks?.findErrorLink ? 'yes' : '')
  const title = said(truth.title)
  if (title !== null) put('title', title, head?.title ?? '', sameTitle(title, head?.title ?? ''))
  if (truth.linksCount !== null) put('linksCount', String(truth.linksCount), String(links?.length ?? ''))
  const got = (found?.items ?? []).map(({ date }) => date)
  if (truth.listDates !== null) {
    const wanted = truth.listDates === 'absent' ? [] : (truth.listDatesPageOrder ?? truth.listDates)
    const isOrdered = wanted.join() === got.join()
    const left = [...got]
    let right = 0
    for (const each of wanted) {
      const at = left.indexOf(each)
      if (at < 0) continue
      left.splice(at, 1)
      right += 1
    }
    outcomes.push({
      id,
      field: 'listDates',
      right,
      missed: wanted.length - right,
      invented: left.length,
      wanted: isOrdered ? '' : wanted.join(' '),
      got: isOrdered ? '' : got.join(' ')
    })
  }
  const latest = said(truth.latestDate)
  if (latest !== null) put('latestDate', latest, found?.latestDate ?? '')
  const publish = said(truth.publishDate)
  if (publish !== null) put('publishDate', publish, found?.publishDate ?? '')
  return outcomes
}

/** A headline of several lines may be given by its first lines, and one by its cut-short form may not. */
function sameTitle(wanted: string, got: string): boolean {
  const [a, b] = [plain(wanted), plain(got)].map((each) => each.replaceAll(/[…·]|(?:门户)?网站$/g, ''))
  return a === b || (a !== undefined && b !== undefined && a.length >= 12 && b.startsWith(a))
}

export interface Score {
  field: Field
  right: number
  missed: number
  invented: number
  precision: number
  recall: number
}

export function scoreOf(outcomes: readonly Outcome[], field: Field): Score {
  const own = outcomes.filter((each) => each.field === field)
  const sum = (key: 'right' | 'missed' | 'invented'): number => own.reduce((total, each) => total + each[key], 0)
  const [right, missed, invented] = [sum('right'), sum('missed'), sum('invented')]
  return {
    field,
    right,
    missed,
    invented,
    precision: right + invented === 0 ? 1 : right / (right + invented),
    recall: right + missed === 0 ? 1 : right / (right + missed)
  }
}

export const isMiss = ({ missed, invented, wanted, got }: Outcome): boolean =>
  missed > 0 || invented > 0 || (wanted !== got && wanted !== '' && missed + invented > 0)
