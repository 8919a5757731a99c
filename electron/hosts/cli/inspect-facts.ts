/** The facts of a page as `xuncha inspect` prints them: flat, null for what was looked for and is not there. */
import type { PageFacts } from '../../domain/facts/facts.ts'
import type { Gathered } from '../../domain/facts/gathered.ts'

export function flatFacts(facts: PageFacts) {
  const head = valueOf(facts.head)
  const marks = valueOf(facts.footerMarks)
  const dates = valueOf(facts.dates)
  const items = dates?.items ?? []
  return {
    title: head?.title ?? null,
    metaTags: head?.metaTags ?? null,
    siteIdCode: marks?.siteIdCode ?? null,
    // A page may carry several numbers.
    icp: marks === null || marks.icp.length === 0 ? null : marks.icp.join(' '),
    policeRecord: marks?.policeRecord ?? null,
    organiser: marks?.organiser ?? null,
    contact: marks?.contact ?? null,
    partyGovBadge: marks?.partyGovBadge ?? null,
    findErrorLink: marks?.findErrorLink ?? null,
    links: valueOf(facts.links)?.map(({ href, text, external }) => ({ href, text, external })) ?? null,
    datedItems: items.length === 0 ? null : items.map(({ text, href, date }) => ({ text, href, date })),
    latestDate: dates?.latestDate ?? null,
    publishDate: dates?.publishDate ?? null
  }
}

/** Why facts are missing, by name; not those that nobody asked for. */
export const missingFacts = (facts: PageFacts): [string, string][] =>
  Object.entries(facts).flatMap(([name, fact]) => (fact.ok || fact.error === 'not-asked' ? [] : [[name, fact.error]]))

const valueOf = <T>(fact: Gathered<T>): T | null => (fact.ok ? fact.value : null)
