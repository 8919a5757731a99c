import type { PageFacts } from '../domain/facts/facts.ts'
import { ask, type ReadPage } from './sweep-ask.ts'
import { spoolKey } from './sweep-spool.ts'
import type { SweepTools } from './sweep-target.ts'

const robot = 'Baiduspider'
const userAgent = `Mozilla/5.0 (compatible; ${robot}/2.0; +http://www.baidu.com/search/spider.html)`
const headers = { 'user-agent': userAgent }
const check = 'hijacked'

/** Under what the answer to the search engine is kept until its page is in the log. */
export const robotsTitleKey = (url: string): string => spoolKey(url, headers)

/**
 * The facts of a home page with the title that the site gives to a search engine: one more request, where the check is chosen.
 * A page that robots.txt closes to the search engine has no title there, and a refusal says nothing about the title.
 */
export async function withTitleForRobots(tools: SweepTools, url: string, { facts, plain, by }: ReadPage): Promise<PageFacts> {
  const { client, signal, sweep } = tools
  // One that never ends is not waited for a second time.
  const isOpen = plain.document.ok && plain.document.value.status === 200 && plain.document.value.error === null
  if (!sweep.checks.includes(check) || !isOpen || !facts.texts.ok) return facts
  const robots = await client.robots(url, { signal })
  signal.throwIfAborted()
  if (robots.disallows(url, robot)) return facts
  const came = await ask(tools, url, { headers, isLast: true })
  if (came?.answer.status !== 200) return facts
  const told = await tools.eyes.gather(came.answer, new Map(), { observedAt: came.observedAt, askServer: null })
  const title = titlesOf(told).find((each) => each.trim() !== '') ?? null
  // A script may give the page another title later; what the bytes say to everybody is no title of its own.
  if (title === null || (by === 'browser' && titlesOf(plain).includes(title))) return facts
  return { ...facts, texts: { ok: true, value: { ...facts.texts.value, titleForRobots: title } } }
}

const titlesOf = ({ head }: PageFacts): string[] => (head.ok ? head.value.documentTitles : [])
