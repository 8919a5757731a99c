import type { Output } from '../contract/index.ts'
import type { PastTarget, sidePanelProcedures } from '../contract/side-panel.ts'
import { localTimeText } from '../domain/local-time.ts'
import type { Fact } from '../domain/facts/facts.ts'
import { compareWithPage, latestDay, type PageTexts } from '../domain/page-facts.ts'
import { asPhrase } from '../domain/phrase.ts'
import { scoreTarget } from '../domain/scoring.ts'
import { batchOf, targetOf } from './batch-lookup.ts'
import { conflictCounter } from './batch-scores.ts'
import type { BackendContext, Feature } from './context.ts'
import type { LivePage } from './page-live.ts'

/** Enough to find several different ones among them. */
const lookedAt = 60
const offered = 8

/** The main list's newest day; where the page has no list, the newest day written in it that is not the visitor's own date. */
function newestOf(texts: PageTexts, dates: Fact<'dates'> | null, today: string): string | null {
  if (dates?.latestDate != null) return dates.latestDate
  const clocks = dates?.visitorClock ?? []
  return latestDay({ ...texts, days: texts.days.filter((day) => !clocks.some(({ text }) => text.includes(day))) }, today)
}

/** 对照: registry against page, the object's earlier quarters, and the inspector's own last wordings. */
export function sidePanelFeature(
  { store, clock, author }: BackendContext,
  shownPage: () => LivePage | null
): Feature<keyof typeof sidePanelProcedures> {
  async function compare(of: { batchId: string; objectKey: string }): Promise<Output<'targets.compare'>> {
    const { object } = targetOf(store, of.batchId, of.objectKey)
    const today = localTimeText(clock.now()).slice(0, 10)
    const live = shownPage()
    const isShown = live !== null && live.target.batchId === of.batchId && live.target.objectKey === of.objectKey
    const url = isShown ? live.recorder.url() : 'about:blank'
    if (!isShown || !/^https?:/.test(url)) return { page: null, today }
    const [{ readPageTexts }, { readPageDays }] = await Promise.all([
      import('../capture/page-texts.ts'),
      import('../capture/page-days.ts')
    ])
    const texts = await readPageTexts(live.driver, url)
    if (texts === null) return { page: null, today }
    const days = await readPageDays(live.driver, url, clock.now())
    return { page: { url, rows: compareWithPage(object, texts), latestDay: newestOf(texts, days, today) }, today }
  }

  function history({ batchId, objectKey }: { batchId: string; objectKey: string }): Output<'targets.history'> {
    const { openedAt } = batchOf(store, batchId)
    const past = store
      .targetsOf(objectKey, batchId)
      .filter((target) => target.openedAt < openedAt)
      .map((target): PastTarget => {
        const batch = batchOf(store, target.batchId)
        const verdicts = store.verdicts(target.batchId, objectKey)
        const findings = store.findings(target.batchId, objectKey)
        const titles = new Map(batch.catalogue.indicators.map(({ id, title }) => [id, title]))
        return {
          batchId: target.batchId,
          title: batch.title,
          period: batch.period,
          openedAt: batch.openedAt,
          state: target.state,
          verdicts: verdicts.map(({ indicatorId, verdict }) => ({
            indicatorId,
            title: titles.get(indicatorId) ?? indicatorId,
            verdict
          })),
          findings,
          evidence: store.evidence(target.batchId, objectKey),
          score: scoreTarget({
            catalogue: batch.catalogue,
            target,
            verdicts: Object.fromEntries(verdicts.map(({ indicatorId, verdict }) => [indicatorId, verdict])),
            findings,
            openConflicts: conflictCounter(store, target.batchId)(objectKey)
          })
        }
      })
    return { past }
  }

  function wordings({ indicatorId }: { indicatorId: string }): Output<'findings.wordings'> {
    const used = store.findingsBy(author(), indicatorId, lookedAt).map((finding) =>
      asPhrase(finding.description, {
        indicator: {},
        count: finding.count,
        location: finding.location,
        url: finding.url,
        observedDay: null,
        lastUpdate: null
      })
    )
    return { wordings: [...new Set(used)].slice(0, offered) }
  }

  return {
    handlers: { 'targets.compare': compare, 'targets.history': history, 'findings.wordings': wordings }
  }
}
