/** One address, looked at until it is known what to say of it: spaced tries, then the page itself, then a made-up path. */
import { setTimeout as wait } from 'node:timers/promises'
import type { CheckedLink } from '../domain/facts/site-facts.ts'
import { isChallenge, looksLikeContent, missingSentence } from './error-page.ts'
import { judgeAnswer } from './judge-answer.ts'
import { createMadeUpPaths, isSameSight, sightOf, type MadeUpPaths } from './made-up-path.ts'
import { decodePage } from './page-charset.ts'
import type { AnswerHead, FetchAnswer, PoliteClient } from './polite-client.ts'
import { readPage, type ReadPage } from './read-page.ts'

export interface LookSettings {
  client: PoliteClient
  /** Waits between tries, in milliseconds: one try more than there are waits. */
  pausesMs: readonly number[]
  anchors: boolean
  signal: AbortSignal | undefined
}

export interface Look {
  outcome: CheckedLink['outcome']
  status: number | null
  evidence: string
  title: string | null
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

export interface Looker {
  /** null: given up. */
  look(url: string, isFollowed: boolean): Promise<Look | null>
}

export function createLooker({ client, pausesMs, anchors, signal }: LookSettings): Looker {
  /** Hosts that answered anything. */
  const answering = new Set<string>()
  const madeUpPaths: MadeUpPaths = createMadeUpPaths(async (url) => {
    const answer = await ask(url, false)
    if (answer.status === null || answer.error !== null) return null
    return sightOf(answer, pageOf(answer)?.read ?? emptyPage())
  })

  async function ask(url: string, isFollowed: boolean): Promise<FetchAnswer> {
    const answer = await client.fetch(url, {
      bytesWanted: (head) => bytesWanted(head, isFollowed),
      ...(signal === undefined ? {} : { signal })
    })
    if (answer.status !== null) answering.add(new URL(answer.finalUrl).host)
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
      if (judged.kind === 'open') return openLook(url, answer)
      const pause = pausesMs[tries - 1]
      const isTooLong = (answer.retryAfterMs ?? 0) > longestRetryAfterMs
      if (!judged.again || pause === undefined || isTooLong) return closedLook(url, answer, judged, tries)
      const isWaited = await wait(pause, true, signal === undefined ? {} : { signal }).catch(() => false)
      if (!isWaited) return null
    }
  }

  async function closedLook(
    url: string,
    answer: FetchAnswer,
    judged: Exclude<ReturnType<typeof judgeAnswer>, { kind: 'open' | 'aborted' }>,
    tries: number
  ): Promise<Look> {
    const { status } = answer
    const page = pageOf(answer)
    const title = page?.read.title ?? null
    const seen = tries === 1 ? judged.seen : `${judged.seen}，隔开试了 ${tries} 次都一样`
    if (judged.kind === 'timeout') {
      const answers = answering.has(new URL(answer.finalUrl).host)
      const outcome = answers ? 'dead' : 'needs-eyes'
      return { outcome, status, title, page: null, evidence: answers ? `${seen}，同一网站的其他网址有答复` : `${seen}，要人工看` }
    }
    if (judged.kind !== 'by-page') return { outcome: judged.kind, status, title, page: null, evidence: seen }
    if (page !== null && isChallenge(page.html, page.read)) {
      return { outcome: 'needs-eyes', status, title, page: null, evidence: `${seen}，页面是访问验证，要人工看` }
    }
    // A faulty server may send a real page with the number of an error.
    if (page !== null && status !== null && status < 500 && looksLikeContent(page.read)) {
      const madeUp = await madeUpPaths.near(url)
      if (madeUp !== null && !isSameSight(sightOf(answer, page.read), madeUp)) {
        return {
          outcome: 'needs-eyes',
          status,
          title,
          page: null,
          evidence: `${seen}，但页面有内容，与不存在的网址所显示的不同，要人工看`
        }
      }
    }
    return { outcome: 'dead', status, title, page: null, evidence: seen }
  }

  async function openLook(url: string, answer: FetchAnswer): Promise<Look> {
    const { status } = answer
    const came = pageOf(answer)
    if (came === null) return { outcome: 'ok', status, evidence: `状态码 ${status}`, title: null, page: null }
    const page = { url: came.url, charset: came.charset, read: came.read }
    const { title } = came.read
    const missing = missingSentence(came.read)
    if (missing !== null) {
      return { outcome: 'soft-404', status, title, page, evidence: `状态码 ${status}，但页面只写着“${missing}”` }
    }
    const soft = await softLook(url, answer, came.read)
    return soft === null ? { outcome: 'ok', status, evidence: `状态码 ${status}`, title, page } : { ...soft, status, title, page }
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

function isPage(headers: Readonly<Record<string, string>>): boolean {
  const type = headers['content-type']
  return type === undefined || /html|xml/i.test(type)
}

function bytesWanted(head: AnswerHead, isFollowed: boolean): number {
  if (head.status >= 400) return leafBytes
  if (isPage(head.headers)) return isFollowed ? Number.MAX_SAFE_INTEGER : leafBytes
  const declared = Number(head.headers['content-length'] ?? Number.NaN)
  return declared > fileBytes ? 0 : fileBytes
}

const emptyPage = (): ReadPage => ({ title: null, base: null, links: [], blocks: [], textLength: 0, anchors: new Set() })
