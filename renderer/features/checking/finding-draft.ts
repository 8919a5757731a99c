import { formatDecimal, parseDecimal } from '../../../electron/domain/decimal.ts'
import type { Indicator } from '../../../electron/domain/catalogue.ts'
import type { Evidence, Finding } from '../../../electron/domain/inspection.ts'
import { fromLocalText, toLocalText } from './local-time.ts'

/** What stands in the finding editor. Numbers and times stay text while they are typed. */
export interface FindingDraft {
  /** null: a new finding. */
  findingId: string | null
  indicatorId: string
  count: string
  description: string
  /** false while the description still is the indicator's phrase, filled in again when count or place change. */
  descriptionTouched: boolean
  location: string
  url: string
  observedAt: string
  evidenceIds: readonly string[]
}

const home = '首页'
export const pathMark = '》'

/**
 * 位置 from the title of the page: `政策解读_某县人民政府` → `首页》政策解读`. Titles go from the page up to the site;
 * the parts that only name the site or its unit are left out.
 */
export function locationFromTitle(title: string, names: readonly string[]): string {
  const own = names.map(plain).filter((name) => name.length > 1)
  const parts = title
    .normalize('NFKC')
    .split(/\s*[|_»›>》·]\s*|\s*[–—]+\s*|\s+-+\s+|(?<=\p{Script=Han})-+(?=\p{Script=Han})/u)
    .map((part) => part.trim())
    .filter((part) => part !== '' && plain(part) !== home && !own.some((name) => namesSite(plain(part), name)))
  return [home, ...parts.reverse()].join(pathMark)
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(门户)?网站?$/, '')
}

function namesSite(part: string, name: string): boolean {
  return part === name || (part.length >= 4 && name.includes(part)) || part.includes(name)
}

/** Fills `{count}`, `{points}` and `{location}` of the indicator's wording. */
export function fillPhrase(indicator: Pick<Indicator, 'phrase' | 'unitPoints'>, count: number, location: string): string {
  const unit = indicator.unitPoints?.value ?? '0'
  const blanks: Readonly<Record<string, string>> = {
    count: String(count),
    points: formatDecimal(parseDecimal(unit) * count),
    location
  }
  // A function, because a text as replacement would have its `$&` read as a pattern.
  return indicator.phrase.replaceAll(/\{(\w+)\}/g, (blank, name: string) => blanks[name] ?? blank)
}

export interface DraftSource {
  indicator: Indicator
  object: { name: string; unit: string; url: string | null }
  /** The page as it is loaded for this target; null when none is. */
  page: { url: string; title: string } | null
  /** The target's captures and files, in any order. */
  evidence: readonly Evidence[]
  now: string
}

/** Never ask what is known: everything but the judgement itself is filled in from the page, the clock and the last capture. */
export function newDraft(source: DraftSource): FindingDraft {
  const { indicator, object, page } = source
  const isPage = page !== null && /^https?:/i.test(page.url)
  const url = isPage ? page.url : (object.url ?? '')
  const isInside = isPage && !isHome(page.url)
  // An account seen on the telephone has no 首页.
  const outside = url === '' ? '' : home
  const location = isInside ? locationFromTitle(page.title, [object.name, object.unit]) : outside
  const latest = latestEvidence(source.evidence)
  return {
    findingId: null,
    indicatorId: indicator.id,
    count: '1',
    description: fillPhrase(indicator, 1, location),
    descriptionTouched: false,
    location,
    url,
    observedAt: toLocalText(source.now),
    evidenceIds: latest === null ? [] : [latest.id]
  }
}

function isHome(url: string): boolean {
  try {
    const { pathname, search } = new URL(url)
    return search === '' && /^\/(index\.\w+|default\.\w+)?$/i.test(pathname)
  } catch {
    return false
  }
}

/** A recorded finding in the editor again; wording that still is the indicator's own goes on following count and place. */
export function draftOf(finding: Finding, indicator: Pick<Indicator, 'phrase' | 'unitPoints'> | undefined): FindingDraft {
  return {
    findingId: finding.id,
    indicatorId: finding.indicatorId,
    count: String(finding.count),
    description: finding.description,
    descriptionTouched: indicator === undefined || finding.description !== fillPhrase(indicator, finding.count, finding.location),
    location: finding.location,
    url: finding.url,
    observedAt: toLocalText(finding.observedAt),
    evidenceIds: finding.evidenceIds
  }
}

export function latestEvidence(evidence: readonly Evidence[]): Evidence | null {
  return evidence.reduce<Evidence | null>(
    (last, each) => (last === null || each.capturedAt >= last.capturedAt ? each : last),
    null
  )
}

/** A change in the editor; the phrase follows count, place and indicator until the inspector writes their own words. */
export function changeDraft(draft: FindingDraft, change: Partial<FindingDraft>, indicators: readonly Indicator[]): FindingDraft {
  const touched = draft.descriptionTouched || change.description !== undefined
  const next = { ...draft, ...change, descriptionTouched: touched }
  if (touched) return next
  const indicator = indicators.find((each) => each.id === next.indicatorId)
  const count = countOf(next.count) ?? 1
  return indicator === undefined ? next : { ...next, description: fillPhrase(indicator, count, next.location) }
}

function countOf(text: string): number | null {
  const plainText = text.normalize('NFKC').trim()
  const count = /^\d{1,5}$/.test(plainText) ? Number(plainText) : 0
  return count >= 1 ? count : null
}

/** Why the draft cannot be saved yet, by field; the words are the screen's. */
export type DraftFault = 'count' | 'description' | 'time' | 'evidence'

export interface FindingFields {
  indicatorId: string
  count: number
  description: string
  location: string
  url: string
  observedAt: string
  evidenceIds: string[]
}

/**
 * The finding as the backend takes it, or what is missing. `mayLackEvidence`: objects with no page of their own
 * (accounts seen on the telephone), whose picture is linked later.
 */
export function readDraft(
  draft: FindingDraft,
  indicator: Pick<Indicator, 'evidence'>,
  mayLackEvidence: boolean
): { fields: FindingFields; faults: [] } | { fields: null; faults: DraftFault[] } {
  const count = countOf(draft.count)
  const description = draft.description.trim()
  const observedAt = fromLocalText(draft.observedAt)
  const faults: DraftFault[] = []
  if (count === null) faults.push('count')
  if (description === '') faults.push('description')
  if (observedAt === null) faults.push('time')
  if (!mayLackEvidence && draft.evidenceIds.length < indicator.evidence.captures) faults.push('evidence')
  if (count === null || observedAt === null || faults.length > 0) return { fields: null, faults }
  const { indicatorId, location, url, evidenceIds } = draft
  return {
    fields: {
      indicatorId,
      count,
      description,
      location: location.trim(),
      url: url.trim(),
      observedAt,
      evidenceIds: [...evidenceIds]
    },
    faults: []
  }
}
