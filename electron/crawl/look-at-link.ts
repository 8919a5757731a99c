/** One address, looked at until it is known what to say of it: spaced tries, then the page itself, then a made-up path. */
import { setTimeout as wait } from 'node:timers/promises'
import type { CheckedLink } from '../domain/facts/site-facts.ts'
import { isChallenge, looksLikeContent, missingSentence } from './error-page.ts'
import { judgeAnswer } from './judge-answer.ts'
import { createMadeUpPaths, isSameSight, sightOf, type MadeUpPaths } from './made-up-path.ts'
import { decodePage } from './page-charset.ts'
import type { AnswerHead, FetchAnswer, FetchErrorKind, PoliteClient } from './polite-client.ts'
import { readPage, type ReadPage } from './read-page.ts'

export interface LookSettings {
  client: PoliteClient
  /** Waits between tries, in milliseconds: one try more than there are waits. After a 404 or 410 a third of that. */
  pausesMs: readonly number[]
  anchors: boolean
  signal: AbortSignal | undefined
}

export interface Look {
  outcome: CheckedLink['outcome']
  status: number | null
  evidence: string
  title: string | null
  /** Why no answer came; null where one did. */
  fault: FetchErrorKind | null
  /** A browser could not say otherwise: it asks for the same name at the same address. */
  isCertain: boolean
  /** Of the address the answer came from; null where it was no page. */
  page: { url: string; charset: string; read: ReadPage } | null
}

/** A Retry-After beyond this is not waited out for one link. */
const longestRetryAfterMs = 120_000
/** Of what is no page: existence is all that is asked. Up to this the connection can be kept. */
const fileBytes = 64 * 1024
/** Of a page whose links are not followed: enough for title and text. */
const leafBytes = 256 * 1024
const mostLinksOfPage = 20_000

type Closed = Exclude<ReturnType<typeof judgeAnswer>, { kind: 'open' | 'aborted' }>

/** The browser resolves the same names and reaches the same addresses. */
const noBrowserNeeded = new Set<FetchErrorKind | undefined>(['name-not-resolved', 'refused'])

export interface Looker {
  /** null: given up. */
  look(url: string, isFollowed: boolean): Promise<Look | null>
}

export function createLooker({ client, pausesMs, anchors, signal }: LookSettings): Looker {
  /** Hosts that answered anything, and those of them that showed a page. */
  const answering = new Set<string>()
  const open = new Set<string>()
  const madeUpPaths: MadeUpPaths = createMadeUpPaths(async (url) => {
    const answer = await ask(url, false, true)
    if (answer.status === null || answer.error !== null) return null
    return sightOf(answer, pageOf(answer)?.read ?? emptyPage())
  })

  async function ask(url: string, isFollowed: boolean, isUrgent = false): Promise<FetchAnswer> {
    const answer = await client.fetch(url, {
      bytesWanted: (head) => bytesWanted(head, isFollowed),
      isUrgent,
      ...(signal === undefined ? {} : { signal })
    })
    if (answer.status !== null) answering.add(new URL(answer.finalUrl).host)
    if (answer.status !== null && answer.status < 300) open.add(new URL(answer.finalUrl).host)
    return answer
  }

  function pageOf(answer: FetchAnswer): (NonNullable<Look['page']> & { html: string }) | null {
    if (!isPage(answer.headers) || answer.bytes.length === 0) return null
    const { html, charset } = decodePage(answer.bytes, answer.headers['content-type'])
    return { url: answer.finalUrl, charset, html, read: readPage(html, { maxLinks: mostLinksOfPage, anchors }) }
  }

  async function look(url: string, isFollowed: boolean): Promise<Look | null> {
    for (let tries = 1; ; tries += 1) {
      const answer = await ask(url, isFollowed)
      const judged = judgeAnswer(answer)
      if (judged.kind === 'aborted') return null
      if (judged.kind === 'open') return { ...(await openLook(url, answer)), fault: null }
      const pause = pausesMs[tries - 1]
      const isTooLong = (answer.retryAfterMs ?? 0) > longestRetryAfterMs
      if (!judged.again || pause === undefined || isTooLong) return closedLook(url, answer, judged, tries)
      // The server is up and has said what it has to say: it need not be waited for as long as one that fails.
      const milliseconds = answer.status === 404 || answer.status === 410 ? pause / 3 : pause
      const isWaited = await wait(milliseconds, true, signal === undefined ? {} : { signal }).catch(() => false)
      if (!isWaited) return null
    }
  }

  async function closedLook(url: string, answer: FetchAnswer, judged: Closed, tries: number): Promise<Look> {
    const page = pageOf(answer)
    const seen = tries === 1 ? judged.seen : `${judged.seen}，隔开试了 ${tries} 次都一样`
    const { outcome, evidence, isCertain } = await closedVerdict(url, answer, judged, page)
    return {
      outcome,
      isCertain,
      evidence: `${seen}${evidence}`,
      status: answer.status,
      fault: answer.status === null ? (answer.error?.kind ?? null) : null,
      title: page?.read.title ?? null,
      page: null
    }
  }

  async function closedVerdict(
    url: string,
    answer: FetchAnswer,
    judged: Closed,
    page: ReturnType<typeof pageOf>
  ): Promise<Pick<Look, 'outcome' | 'evidence' | 'isCertain'>> {
    if (judged.kind === 'timeout') {
      return answering.has(new URL(answer.finalUrl).host)
        ? { outcome: 'dead', evidence: '，同一网站的其他网址有答复', isCertain: false }
        : { outcome: 'needs-eyes', evidence: '，要人工看', isCertain: false }
    }
    if (judged.kind !== 'by-page')
      return { outcome: judged.kind, evidence: '', isCertain: noBrowserNeeded.has(answer.error?.kind) }
    if (page !== null && isChallenge(page.html, page.read)) {
      return { outcome: 'needs-eyes', evidence: '，页面是访问验证，要人工看', isCertain: false }
    }
    if (answer.status === null || answer.status >= 500) return { outcome: 'dead', evidence: '', isCertain: false }
    const madeUp = await madeUpPaths.near(url)
    const isUsual =
      madeUp !== null && madeUp.sight.status === answer.status && isSameSight(sightOf(answer, page?.read ?? emptyPage()), madeUp)
    // A faulty server may send a real page with the number of an error.
    if (page !== null && looksLikeContent(page.read) && madeUp !== null && !isUsual) {
      return { outcome: 'needs-eyes', evidence: '，但页面有内容，与不存在的网址所显示的不同，要人工看', isCertain: false }
    }
    // The host lets us in elsewhere and says here what it says for any path that does not exist.
    const isCertain = isUsual && open.has(new URL(answer.finalUrl).host)
    return { outcome: 'dead', evidence: isCertain ? '，与不存在的网址所显示的相同' : '', isCertain }
  }

  async function openLook(url: string, answer: FetchAnswer): Promise<Omit<Look, 'fault'>> {
    const { status } = answer
    const came = pageOf(answer)
    if (came === null && isBlank(answer)) {
      return {
        outcome: 'needs-eyes',
        status,
        evidence: `状态码 ${status}，但页面是空白的，要人工看`,
        title: null,
        page: null,
        isCertain: true
      }
    }
    if (came === null) return { outcome: 'ok', status, evidence: `状态码 ${status}`, title: null, page: null, isCertain: true }
    if (answer.encodingFault !== null) {
      // Browsers show an empty page or an error then.
      const evidence = `状态码 ${status}，但内容的压缩格式不对（${answer.encodingFault}），要人工看`
      return { outcome: 'needs-eyes', status, evidence, title: null, page: null, isCertain: true }
    }
    const page = { url: came.url, charset: came.charset, read: came.read }
    const { title } = came.read
    const missing = missingSentence(came.read)
    if (missing !== null) {
      return { outcome: 'soft-404', status, title, page, evidence: `状态码 ${status}，但页面只写着“${missing}”`, isCertain: true }
    }
    const soft = await softLook(url, answer, came.read)
    return soft === null
      ? { outcome: 'ok', status, evidence: `状态码 ${status}`, title, page, isCertain: true }
      : { ...soft, status, title, page, isCertain: true }
  }

  /** null: the page is not what the host shows for any path. */
  async function softLook(url: string, answer: FetchAnswer, read: ReadPage): Promise<Pick<Look, 'outcome' | 'evidence'> | null> {
    if (isHome(url)) return null
    const madeUp = await madeUpPaths.near(url)
    if (madeUp === null || madeUp.sight.status === null || madeUp.sight.status >= 400) return null
    if (!isSameSight(sightOf(answer, read), madeUp)) return null
    const same = `与不存在的网址（${madeUp.url}）所显示的相同`
    if (read.textLength < emptyText) return { outcome: 'needs-eyes', evidence: `页面内容由脚本生成，${same}，要人工看` }
    const leadsHome = answer.redirects.length > 0 && isHome(answer.finalUrl) && answer.finalUrl === madeUp.sight.finalUrl
    return { outcome: 'soft-404', evidence: leadsHome ? `跳转到首页，${same}` : `状态码 ${answer.status}，${same}` }
  }

  return { look }
}

/** Less text than this says nothing: a script fills the page. */
const emptyText = 20

const isHome = (url: string): boolean => {
  const { pathname, search } = new URL(url)
  return search === '' && /^\/(?:(?:index|default|home|main)(?:\.[a-z\d]{1,6})?\/?)?$/i.test(pathname)
}

/** A document without a byte; 204 and the like have none by right. */
const isBlank = ({ status, headers, isCut, wireBytes }: FetchAnswer): boolean =>
  status === 200 && !isCut && wireBytes === 0 && /html/i.test(headers['content-type'] ?? '')

function isPage(headers: Readonly<Record<string, string>>): boolean {
  const type = headers['content-type']
  return type === undefined || /html/i.test(type)
}

function bytesWanted(head: AnswerHead, isFollowed: boolean): number {
  if (head.status >= 400) return leafBytes
  if (isPage(head.headers)) return isFollowed ? Number.MAX_SAFE_INTEGER : leafBytes
  const declared = Number(head.headers['content-length'] ?? Number.NaN)
  return declared > fileBytes ? 0 : fileBytes
}

const emptyPage = (): ReadPage => ({ title: null, base: null, links: [], blocks: [], textLength: 0, anchors: new Set() })
