/** Runs every gatherer; one that fails gives the reason in the place of its fact and stops nothing else. */
import { notAsked } from '../domain/facts/facts.ts'
import type { Fact, FactName, PageFacts } from '../domain/facts/facts.ts'
import type { Gathered } from '../domain/facts/gathered.ts'
import { chinaDay } from '../domain/facts/china-day.ts'
import type { PageContext, TreeGatherer } from './gatherer.ts'
import { attachments } from './gatherers/attachments.ts'
import { columns } from './gatherers/columns.ts'
import { dates } from './gatherers/dates.ts'
import { browserDocument, httpDocument } from './gatherers/document.ts'
import type { HttpAnswer } from './gatherers/document.ts'
import { footerMarks } from './gatherers/footer-marks.ts'
import { forms } from './gatherers/forms.ts'
import { guide } from './gatherers/guide.ts'
import { head } from './gatherers/head.ts'
import { gatherImages } from './gatherers/images.ts'
import { links } from './gatherers/links.ts'
import { mailbox } from './gatherers/mailbox.ts'
import { askReach } from './gatherers/reach.ts'
import { texts } from './gatherers/texts.ts'
import { askTls } from './gatherers/tls.ts'
import type { LivePage } from './live-page.ts'
import type { PageDriver } from './page-driver.ts'
import { viewOf } from './page-view.ts'
import type { PageView } from './page-view.ts'
import type { ResolveAll } from './reach-policy.ts'
import { treeFromHtml } from './tree-from-html.ts'
import type { HtmlDocument } from './tree-from-html.ts'
import { captureTree } from './tree-from-snapshot.ts'

export interface GatherOptions {
  /** 监测时间点, an ISO instant. */
  observedAt: string
  /** Asks the server itself as well (tls, reach): connections of its own. null: does not. */
  askServer: { allowHosts: readonly string[]; resolve?: ResolveAll } | null
}

/** Facts of a page that stands in a browser: as laid out, never as its script says. */
export async function gatherFromBrowser(driver: PageDriver, live: LivePage, options: GatherOptions): Promise<PageFacts> {
  const { record } = live
  const page =
    record.error === null
      ? await captureTree(driver).then(
          (tree) => viewOf(tree),
          (error: unknown) => reasonOf(error)
        )
      : record.error
  const source =
    live.html === null
      ? null
      : attempt(() =>
          viewOf(
            treeFromHtml({
              url: record.finalUrl,
              bytes: live.bytes ?? Buffer.from(live.html ?? ''),
              contentType: live.bytes === null ? 'text/html; charset=utf-8' : live.contentType
            }).tree
          )
        )
  const tree = treeFacts(page, record.finalUrl, options.observedAt, source?.ok === true ? source.value : null, live.failedImages)
  return {
    ...tree,
    document: attempt(() => browserDocument(live)),
    console: { ok: true, value: { errors: [...live.consoleErrors] } },
    ...(await serverFacts(record.finalUrl, options))
  }
}

/** Facts of a page from the bytes of an answer. @param frames documents of its frames by address, where fetched */
export async function gatherFromHttp(
  answer: HttpAnswer,
  options: GatherOptions,
  frames: ReadonlyMap<string, HtmlDocument> = new Map()
): Promise<PageFacts> {
  const { bytes, finalUrl, contentType } = answer
  const page =
    bytes === null ? 'no-answer' : attempt(() => viewOf(treeFromHtml({ url: finalUrl, bytes, contentType }, frames).tree))
  const view = typeof page === 'string' ? page : page.ok ? page.value : page.error
  return {
    ...treeFacts(view, finalUrl, options.observedAt, null, new Set()),
    document: attempt(() => httpDocument(answer)),
    console: notAsked,
    ...(await serverFacts(finalUrl, options))
  }
}

type TreeFacts = Omit<PageFacts, 'document' | 'console' | 'tls' | 'reach'>

/** @param view the page, or why there is none */
function treeFacts(
  view: PageView | string,
  url: string,
  observedAt: string,
  source: PageView | null,
  failedImages: ReadonlySet<string>
): TreeFacts {
  const page: PageContext | string = typeof view === 'string' ? view : { view, url, observedOn: chinaDay(observedAt), source }
  const run = <N extends FactName>({ gather }: TreeGatherer<N>): Gathered<Fact<N>> =>
    typeof page === 'string' ? { ok: false, error: page } : attempt(() => gather(page))
  return {
    head: run(head),
    footerMarks: run(footerMarks),
    links: run(links),
    dates: run(dates),
    columns: run(columns),
    mailbox: run(mailbox),
    guide: run(guide),
    forms: run(forms),
    attachments: run(attachments),
    images: typeof page === 'string' ? { ok: false, error: page } : attempt(() => gatherImages(page, failedImages)),
    texts: run(texts)
  }
}

async function serverFacts(url: string, { askServer }: GatherOptions): Promise<Pick<PageFacts, 'tls' | 'reach'>> {
  if (askServer === null) return { tls: notAsked, reach: notAsked }
  const asked = { url, ...askServer }
  const [tls, reach] = await Promise.all([attemptLater(() => askTls(asked)), attemptLater(() => askReach(asked))])
  return { tls, reach }
}

function attempt<T>(work: () => T): Gathered<T> {
  try {
    return { ok: true, value: work() }
  } catch (error) {
    return { ok: false, error: reasonOf(error) }
  }
}

const attemptLater = <T>(work: () => Promise<T>): Promise<Gathered<T>> =>
  work().then(
    (value): Gathered<T> => ({ ok: true, value }),
    (error: unknown): Gathered<T> => ({ ok: false, error: reasonOf(error) })
  )

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500)
