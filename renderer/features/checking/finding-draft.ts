import type { Indicator } from '../../../electron/domain/catalogue.ts'
import type { Evidence, Finding } from '../../../electron/domain/inspection.ts'
import { locationParts, normaliseLocation, pathMark } from '../../../electron/domain/location-path.ts'
import { fillPhrase, openBlanks, readDay, type PhraseFacts } from '../../../electron/domain/phrase.ts'
import { fromLocalText, toLocalText } from './local-time.ts'

/** What stands in the finding editor. Numbers and times stay text while they are typed. */
export interface FindingDraft {
  /** null: a new finding. */
  findingId: string | null
  /** 0 for the first, counted up by 保存并再记一条. */
  serial: number
  indicatorId: string
  count: string
  description: string
  /** false while the description still is the wording of `template`, filled in again when count or place change. */
  descriptionTouched: boolean
  /** The wording with its blanks: the indicator's own, or a phrase of the library. */
  template: string
  /** Day of the last update as typed, for the wording only; empty when not known. */
  lastUpdate: string
  location: string
  url: string
  observedAt: string
  evidenceIds: readonly string[]
  /** The hint that it is made from. */
  hintId?: string | undefined
}

const home = '首页'

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

type Worded = Pick<Indicator, 'phrase' | 'unitPoints' | 'window'>
type Facts = Pick<FindingDraft, 'count' | 'location' | 'url' | 'observedAt' | 'lastUpdate'>

/** What the blanks of a wording are filled from. */
export function factsOf(draft: Facts, indicator: Omit<Worded, 'phrase'>): PhraseFacts {
  return {
    indicator,
    count: countOf(draft.count) ?? 1,
    location: normaliseLocation(draft.location),
    url: draft.url.trim(),
    observedDay: readDay(draft.observedAt.normalize('NFKC').trim().split(/[\sT]/)[0] ?? ''),
    lastUpdate: readDay(draft.lastUpdate)
  }
}

function worded(draft: FindingDraft, indicator: Omit<Worded, 'phrase'>): FindingDraft {
  return { ...draft, description: fillPhrase(draft.template, factsOf(draft, indicator)) }
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
  const draft: FindingDraft = {
    findingId: null,
    serial: 0,
    indicatorId: indicator.id,
    count: '1',
    description: '',
    descriptionTouched: false,
    template: indicator.phrase,
    lastUpdate: '',
    location,
    url,
    observedAt: toLocalText(source.now),
    evidenceIds: latest === null ? [] : [latest.id]
  }
  return worded(draft, indicator)
}

/** The wording of the library in the place of what stands there. */
export function pickPhrase(draft: FindingDraft, text: string, indicator: Omit<Worded, 'phrase'>): FindingDraft {
  return worded({ ...draft, template: text, descriptionTouched: false }, indicator)
}

/** One more finding of the same item beside the one just saved: the wording, the page and the path down to its last step stay. */
export function nextDraft(saved: FindingDraft, indicator: Worded, now: string): FindingDraft {
  const parts = locationParts(normaliseLocation(saved.location))
  // Of the home page the next fault is most often one step further down.
  const parents = parts.length === 1 && parts[0] === home ? parts : parts.slice(0, -1)
  const draft: FindingDraft = {
    ...saved,
    findingId: null,
    hintId: undefined,
    serial: saved.serial + 1,
    count: '1',
    template: saved.descriptionTouched ? indicator.phrase : saved.template,
    descriptionTouched: false,
    lastUpdate: '',
    location: parents.map((part) => part + pathMark).join(''),
    observedAt: toLocalText(now)
  }
  return worded(draft, indicator)
}

/** A finding of the same item at the same place, which this one would say again. */
export function duplicateOf(draft: FindingDraft, findings: readonly Finding[]): Finding | null {
  const location = normaliseLocation(draft.location)
  return (
    findings.find(
      (finding) =>
        finding.id !== draft.findingId &&
        finding.indicatorId === draft.indicatorId &&
        normaliseLocation(finding.location) === location
    ) ?? null
  )
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
export function draftOf(finding: Finding, indicator: Worded | undefined): FindingDraft {
  const draft: FindingDraft = {
    findingId: finding.id,
    serial: 0,
    indicatorId: finding.indicatorId,
    count: String(finding.count),
    description: finding.description,
    descriptionTouched: true,
    template: indicator?.phrase ?? finding.description,
    lastUpdate: '',
    location: finding.location,
    url: finding.url,
    observedAt: toLocalText(finding.observedAt),
    evidenceIds: finding.evidenceIds
  }
  const isOwn = indicator !== undefined && worded(draft, indicator).description === finding.description
  return { ...draft, descriptionTouched: !isOwn }
}

export function latestEvidence(evidence: readonly Evidence[]): Evidence | null {
  return evidence.reduce<Evidence | null>(
    (last, each) => (last === null || each.capturedAt >= last.capturedAt ? each : last),
    null
  )
}

/** A change in the editor; the wording follows count, place and indicator until the inspector writes their own words. */
export function changeDraft(draft: FindingDraft, change: Partial<FindingDraft>, indicators: readonly Indicator[]): FindingDraft {
  const touched = change.descriptionTouched ?? (draft.descriptionTouched || change.description !== undefined)
  const next = { ...draft, ...change, descriptionTouched: touched }
  const indicator = indicators.find((each) => each.id === next.indicatorId)
  if (touched || indicator === undefined) return next
  const isOther = draft.indicatorId !== next.indicatorId
  return worded(isOther ? { ...next, template: indicator.phrase } : next, indicator)
}

function countOf(text: string): number | null {
  const plainText = text.normalize('NFKC').trim()
  const count = /^\d{1,5}$/.test(plainText) ? Number(plainText) : 0
  return count >= 1 ? count : null
}

/** Why the draft cannot be saved yet, by field; the words are the screen's. */
export type DraftFault = 'count' | 'description' | 'blank' | 'time' | 'evidence'

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
  if (openBlanks(description).length > 0) faults.push('blank')
  if (observedAt === null) faults.push('time')
  if (!mayLackEvidence && draft.evidenceIds.length < indicator.evidence.captures) faults.push('evidence')
  if (count === null || observedAt === null || faults.length > 0) return { fields: null, faults }
  const { indicatorId, location, url, evidenceIds } = draft
  return {
    fields: {
      indicatorId,
      count,
      description,
      location: normaliseLocation(location),
      url: url.trim(),
      observedAt,
      evidenceIds: [...evidenceIds]
    },
    faults: []
  }
}
