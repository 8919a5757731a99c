import { checkLinks, type LinkCheckResult } from '../../crawl/check-links.ts'
import type { BrowserLook } from '../../crawl/confirm-dead.ts'
import { createPoliteClient } from '../../crawl/create-polite-client.ts'
import type { PoliteClientOptions } from '../../crawl/polite-client.ts'
import type { PageHost } from '../../capture/page-driver.ts'
import type { CheckedLink } from '../../domain/facts/site-facts.ts'
import { hostAllowed } from '../../domain/address-policy.ts'
import { XunchaError } from '../../domain/errors.ts'
import { findBrowser } from '../chromium/find-browser.ts'
import { createBrowserLook } from '../../crawl/browser-look.ts'
import { productVersion } from './project-root.ts'
import { webAddress, wholeNumber } from './read-values.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'links 网址 [--depth 层数] [--concurrency 同时请求数] [--anchors] [--no-browser] [--allow-loopback] [--json]'

const options = {
  depth: { type: 'string', default: '3' },
  concurrency: { type: 'string' },
  anchors: { type: 'boolean', default: false },
  'no-browser': { type: 'boolean', default: false },
  'allow-loopback': { type: 'boolean', default: false }
} as const

const mostDepth = 100
const mostConcurrency = 64
/** Other sites than the one that is checked did not agree to more, whatever number is named. */
const elsewhere = { perHost: 2, spacingMs: 50 }

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const [address, ...rest] = positionals
  if (address === undefined || rest.length > 0) throw wrongUsage('要给出一个网址。', usage)
  const url = webAddress(address, usage)
  const depth = wholeNumber(values.depth, { option: '--depth', range: [0, mostDepth], usage }) ?? 0
  const concurrency = wholeNumber(values.concurrency, { option: '--concurrency', range: [1, mostConcurrency], usage }) ?? null
  const allowHosts = values['allow-loopback'] ? loopbackHosts() : []
  if (!hostAllowed(url.hostname, portOf(url), allowHosts)) {
    throw new XunchaError(
      'page-blocked',
      `“${url.host}”是本机或内网地址，没有访问；确实要检查本机网站时，请加上 --allow-loopback。`
    )
  }
  const cancel = new AbortController()
  const onInterrupt = (): void => cancel.abort()
  process.once('SIGINT', onInterrupt)
  const client = createPoliteClient(clientOptions(url, concurrency, allowHosts))
  const started = performance.now()
  const progress = createProgress()
  try {
    const result = await withBrowser(!values['no-browser'], allowHosts, (browser) =>
      checkLinks({
        client,
        start: url.href,
        depth,
        anchors: values.anchors,
        signal: cancel.signal,
        onProgress: progress,
        ...(browser === null ? {} : { browser })
      })
    )
    if (result.isCancelled) throw new XunchaError('cancelled', '链接检查已取消，没有结果；需要时请重新运行。')
    tell(values.json, result, Math.round(performance.now() - started) / 1000)
    return 0
  } finally {
    process.off('SIGINT', onInterrupt)
    await client.close()
  }
}

/** The site itself is asked as many at once as was named, without spacing: who names the number answers for it. */
function clientOptions(url: URL, concurrency: number | null, allowHosts: readonly string[]): PoliteClientOptions {
  const common = {
    allowHosts,
    userAgent: `Mozilla/5.0 (compatible; Xuncha/${productVersion()}; government website inspection)`
  }
  if (concurrency === null) return common
  const named = { perHost: concurrency, spacingMs: 0 }
  const site = url.hostname.replace(/^www\./, '')
  const isNamed = (host: string): boolean => {
    const name = host.replace(/:\d+$/, '')
    return name.replace(/^www\./, '') === site || isLoopback(name)
  }
  return { ...common, total: concurrency, limitsFor: (host) => (isNamed(host) ? named : elsewhere) }
}

const isLoopback = (name: string): boolean => /^127(?:\.\d+){3}$|(?:^|\.)localhost$|^\[::1\]$/.test(name)

/** The list of allowed hosts knows no ranges; test sites lie on the first addresses of the loopback network. */
function loopbackHosts(): string[] {
  const numbered = Array.from({ length: 255 }, (_, index) => `127.0.0.${index}`)
  return ['localhost', '*.localhost', '[::1]', ...numbered]
}

/** Only what HTTP calls dead is opened in it; without one the HTTP result stands. */
async function withBrowser<T>(
  isWanted: boolean,
  allowHosts: readonly string[],
  work: (browser: BrowserLook | null) => Promise<T>
): Promise<T> {
  const executable = isWanted ? findBrowser() : null
  if (executable === null) {
    if (isWanted) say('没有找到浏览器，失效链接只按 HTTP 结果判断。')
    return work(null)
  }
  // Most checks find nothing that needs a browser: even its driver is loaded only then.
  let host: Promise<PageHost> | null = null
  const open = async (): Promise<PageHost> => {
    const { createChromiumHost } = await import('../chromium/playwright-host.ts')
    return createChromiumHost({ executable, version: productVersion() })
  }
  try {
    return await work(createBrowserLook(() => (host ??= open()), allowHosts))
  } finally {
    await closed(host)
  }
}

async function closed(host: Promise<PageHost> | null): Promise<void> {
  await host?.then(
    (opened) => opened.close(),
    () => undefined
  )
}

function tell(isJson: boolean, { links, pages, isCut, robots, disallowedPages }: LinkCheckResult, seconds: number): void {
  const dead = links.filter(({ outcome }) => outcome === 'dead' || outcome === 'soft-404')
  const needsEyes = links.filter(({ outcome }) => outcome === 'needs-eyes')
  const ok = links.length - dead.length - needsEyes.length
  const { status, crawlDelaySeconds } = robots
  const value = {
    checked: links.length,
    ok,
    dead: dead.map(shown),
    needsEyes: needsEyes.map(shown),
    seconds,
    pages,
    isCut,
    robots: { url: robots.url, status, crawlDelaySeconds, disallowedPages }
  }
  print(isJson, value, [
    `检查链接 ${links.length} 个（读了 ${pages} 个页面），正常 ${ok} 个，失效 ${dead.length} 个，要人工看 ${needsEyes.length} 个，用时 ${seconds} 秒。`,
    ...(isCut ? ['链接太多，只检查了先遇到的一部分；可以减小 --depth 后分栏目检查。'] : []),
    ...dead.map((link) => `失效  ${line(link)}`),
    ...needsEyes.map((link) => `待看  ${line(link)}`)
  ])
}

const shown = ({ url, outcome, status, from, evidence, title, isExternal }: CheckedLink) => ({
  url,
  status,
  from,
  evidence,
  outcome,
  title,
  isExternal
})

function line({ url, evidence, from }: CheckedLink): string {
  const more = from.length > 1 ? ` 等 ${from.length} 个页面` : ''
  return `${url}  ${evidence}${from.length === 0 ? '' : `  来自 ${from[0]}${more}`}`
}

/** A line now and then, for people who wait. */
function createProgress(): (progress: { stage: 'links' | 'browser'; done: number; known: number }) => void {
  let last = performance.now()
  return ({ stage, done, known }) => {
    if (performance.now() - last < 2_000) return
    last = performance.now()
    say(stage === 'links' ? `已检查 ${done} / ${known} 个链接` : `用浏览器核对失效链接 ${done} / ${known}`)
  }
}

const portOf = (url: URL): number => Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port)
