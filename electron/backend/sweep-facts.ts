import { setTimeout as wait } from 'node:timers/promises'
import { recordNavigations } from '../capture/navigation-record.ts'
import type { PageDriver } from '../capture/page-driver.ts'
import { viewOf } from '../capture/page-view.ts'
import { gatherFromTree } from '../capture/run-gatherers.ts'
import { frameAddresses, treeFromHtml, type HtmlDocument } from '../capture/tree-from-html.ts'
import type { FetchAnswer } from '../crawl/polite-client.ts'
import { notAsked, type Fact, type PageFacts } from '../domain/facts/facts.ts'
import type { Gathered } from '../domain/facts/gathered.ts'
import { sha256 } from './sha256.ts'

/** How long a page may load, and how long its scripts may go on after that. */
const loadMs = 20_000
const settleMs = 1_500

const htmlOf = ({ finalUrl, bytes, headers }: FetchAnswer): HtmlDocument => ({
  url: finalUrl,
  bytes,
  contentType: headers['content-type'] ?? ''
})

const isHtml = ({ headers, bytes }: FetchAnswer): boolean => {
  const type = headers['content-type'] ?? ''
  return bytes.length > 0 && (type === '' || /html|xml|text\/plain/i.test(type))
}

export function framesIn(answer: FetchAnswer): string[] {
  return isHtml(answer) ? frameAddresses(treeFromHtml(htmlOf(answer)).tree) : []
}

/** The facts that an answer over HTTP gives. Without a body there is only the document's own. */
export function factsFromAnswer(answer: FetchAnswer, frames: ReadonlyMap<string, FetchAnswer>, observedOn: string): PageFacts {
  const tls: Gathered<Fact<'tls'>> =
    answer.tls === null ? notAsked : { ok: true, value: { ...answer.tls, oldVersions: [], speaksGm: null } }
  if (!isHtml(answer)) return { ...nothing(answer), tls }
  try {
    const documents = new Map([...frames].map(([url, frame]) => [url, htmlOf(frame)]))
    const { tree, charset, declared } = treeFromHtml(htmlOf(answer), documents)
    const facts = gatherFromTree({ view: viewOf(tree), url: answer.finalUrl, observedOn, source: null })
    return { ...facts, document: { ok: true, value: documentOf(answer, charset, declared) }, tls }
  } catch (error) {
    return { ...nothing(answer, `页面读不出来：${String(error).slice(0, 200)}`), tls }
  }
}

function documentOf(answer: FetchAnswer, charset: string, declared: string | null): Fact<'document'> {
  const { url, finalUrl, status, error, redirects, bytes, startedAt, milliseconds, headers } = answer
  return {
    requestedUrl: url,
    finalUrl,
    status,
    error: error === null ? null : `${error.kind}${error.detail === '' ? '' : `: ${error.detail}`}`.slice(0, 300),
    redirects,
    contentType: headers['content-type'] ?? '',
    bytes: bytes.length,
    sha256: status === null ? null : sha256(bytes),
    charset,
    declaredCharset: declared,
    startedAt,
    milliseconds,
    by: 'http'
  }
}

/** Every fact of the tree is missing, for the reason that the document gives. */
function nothing(answer: FetchAnswer, why = '没有取到页面内容'): PageFacts {
  const failed = { ok: false, error: why } as const
  return {
    document: { ok: true, value: documentOf(answer, 'utf-8', null) },
    head: failed,
    footerMarks: failed,
    links: failed,
    dates: failed,
    columns: failed,
    mailbox: failed,
    guide: failed,
    forms: failed,
    attachments: failed,
    images: notAsked,
    console: notAsked,
    tls: notAsked,
    reach: notAsked,
    texts: failed
  }
}

/** Opens the address in a browser and reads what its scripts made of it, over CDP: no script of the page is asked. */
export async function factsFromBrowser(
  driver: PageDriver,
  url: string,
  observedOn: string,
  signal: AbortSignal
): Promise<PageFacts> {
  const records = await recordNavigations(driver, () => new Date().toISOString())
  try {
    const started = performance.now()
    const { loaderId = '' } = await driver.send('Page.navigate', { url })
    await Promise.race([records.shown(loaderId), wait(loadMs, undefined, { signal, ref: false })])
    const until = started + loadMs
    while (records.isLoading() && performance.now() < until) await wait(50, undefined, { signal })
    await wait(settleMs, undefined, { signal })
    const record = records.current()
    if (record === null || record.status === null) throw new Error('no document')
    const { root } = await driver.send('DOM.getDocument', { depth: 0 })
    const { outerHTML } = await driver.send('DOM.getOuterHTML', { nodeId: root.nodeId })
    const { tree, charset, declared } = treeFromHtml({
      url: record.finalUrl,
      bytes: new TextEncoder().encode(outerHTML),
      contentType: 'text/html; charset=utf-8'
    })
    const document: Fact<'document'> = {
      requestedUrl: url,
      finalUrl: record.finalUrl,
      status: record.status,
      error: record.error,
      redirects: record.redirects.map(({ url: from, status, location }) => ({ url: from, status, location: location ?? '' })),
      contentType: record.mime,
      bytes: outerHTML.length,
      sha256: sha256(outerHTML),
      charset,
      declaredCharset: declared,
      startedAt: record.startedAt,
      milliseconds: performance.now() - started,
      by: 'browser'
    }
    const facts = gatherFromTree({ view: viewOf(tree), url: record.finalUrl, observedOn, source: null })
    return { ...facts, document: { ok: true, value: document } }
  } finally {
    records.stop()
  }
}
