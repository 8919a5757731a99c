/** The second opinion: what HTTP called dead is opened in a real browser before anybody is told so. */
import type { CheckedLink } from '../domain/facts/site-facts.ts'

export interface BrowserSight {
  /** Of the document that was shown at last; null where none came. */
  status: number | null
  /** The browser's own word, e.g. `net::ERR_CONNECTION_REFUSED`; null where a document came. */
  error: string | null
  title: string
}

/** Opens one address and says what it saw; null: the browser itself failed, which says nothing. */
export type BrowserLook = (url: string, signal?: AbortSignal) => Promise<BrowserSight | null>

/** Pages at once: a browser is heavy, and the sites were asked several times already. */
const atOnce = 2
/** More than this are not opened one by one; their evidence says so. */
const most = 200

export async function confirmDead(
  links: readonly CheckedLink[],
  browser: BrowserLook,
  signal: AbortSignal | undefined,
  onDone: (done: number, known: number) => void
): Promise<void> {
  const asked = links.slice(0, most)
  for (const link of links.slice(most)) link.evidence += '（失效链接过多，未再用浏览器打开）'
  let done = 0
  const rest = asked.values()
  const isOff = (): boolean => signal?.aborted === true
  const worker = async (): Promise<void> => {
    for (const link of rest) {
      if (isOff()) return
      const sight = await browser(link.url, signal)
      // Called off, it saw nothing.
      if (isOff()) return
      apply(link, sight)
      done += 1
      onDone(done, asked.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

function apply(link: CheckedLink, sight: BrowserSight | null): void {
  if (sight === null) {
    link.evidence += '；浏览器没能打开来核对'
    return
  }
  const { status, error } = sight
  if (error !== null) {
    link.evidence += `；浏览器也打不开（${error}）`
    return
  }
  if (status !== null && (status === 404 || status === 410 || status >= 500)) {
    link.evidence += `；浏览器打开也是 ${status}`
    return
  }
  // The two do not agree: a person decides.
  link.outcome = status !== null && status >= 200 && status < 300 && !saysMissing(sight.title) ? 'ok' : 'needs-eyes'
  link.evidence += `；但浏览器打开是 ${status ?? '无状态码'}`
  if (link.outcome === 'ok') link.status = status
}

const saysMissing = (title: string): boolean => /404|not found|错误|出错|不存在|找不到|未找到/i.test(title)
