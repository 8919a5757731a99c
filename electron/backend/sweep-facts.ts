import type { HttpAnswer } from '../capture/gatherers/document.ts'
import { gatherFromHttp, type GatherOptions } from '../capture/run-gatherers.ts'
import { frameAddresses, treeFromHtml, type HtmlDocument } from '../capture/tree-from-html.ts'
import type { FetchAnswer } from '../crawl/polite-client.ts'
import type { PageFacts } from '../domain/facts/facts.ts'

const contentTypeOf = ({ headers }: FetchAnswer): string => headers['content-type'] ?? ''

const htmlOf = (answer: FetchAnswer): HtmlDocument => ({
  url: answer.finalUrl,
  bytes: answer.bytes,
  contentType: contentTypeOf(answer)
})

function isHtml(answer: FetchAnswer): boolean {
  const type = contentTypeOf(answer)
  return answer.bytes.length > 0 && (type === '' || /html|xml|text\/plain/i.test(type))
}

/** Addresses of frames that belong to the page. */
export function framesIn(answer: FetchAnswer): string[] {
  return isHtml(answer) ? frameAddresses(treeFromHtml(htmlOf(answer)).tree) : []
}

/** The facts that an answer over HTTP gives; of a download or an empty answer only the document's own. */
export async function factsFromAnswer(
  answer: FetchAnswer,
  frames: ReadonlyMap<string, FetchAnswer>,
  options: GatherOptions
): Promise<PageFacts> {
  const { url, finalUrl, status, error, redirects, startedAt, milliseconds } = answer
  const given: HttpAnswer = {
    requestedUrl: url,
    finalUrl,
    status,
    error: error === null ? null : `${error.kind} ${error.detail}`.trim().slice(0, 300),
    redirects,
    contentType: contentTypeOf(answer),
    bytes: isHtml(answer) ? answer.bytes : null,
    startedAt,
    milliseconds
  }
  const documents = new Map([...frames].map(([address, frame]) => [address, htmlOf(frame)]))
  const facts = await gatherFromHttp(given, options, documents)
  // The connection of the answer itself shows the certificate, also where nobody asks the server again.
  const { tls } = answer
  if (facts.tls.ok || tls === null) return facts
  return { ...facts, tls: { ok: true, value: { ...tls, oldVersions: [] } } }
}
