/**
 * The link check: from one page to a depth inside its site, every address inside and outside once. Nothing is called dead on one
 * answer, and where the host hands in a browser, nothing is called dead that the browser opens.
 */
import type { CheckedLink } from '../domain/facts/site-facts.ts'
import { hostKey, readAddress } from './address.ts'
import { confirmDead, type BrowserLook } from './confirm-dead.ts'
import { linkTarget } from './link-address.ts'
import { addFrom, bringNearer, createNode, type LinkChild, type LinkNode } from './link-graph.ts'
import { createLooker, type Look } from './look-at-link.ts'
import type { PoliteClient, RobotsAnswer } from './polite-client.ts'

export interface LinkCheckOptions {
  client: PoliteClient
  start: string
  /** Pages this many links away from the start are still read for links; 0: only the start. */
  depth: number
  /** Waits between the tries of one address. Default 3 s and 10 s. */
  pausesMs?: readonly number[]
  /** Also report links to an anchor that its page does not have. Default false: browsers then show the page's top. */
  anchors?: boolean
  /** Opens an address in a real browser; asked only for what HTTP called dead. */
  browser?: BrowserLook
  /** Default 100,000: beyond it nothing new is taken up, and `isCut` says so. */
  maxLinks?: number
  onProgress?: (progress: LinkProgress) => void
  signal?: AbortSignal
}

export interface LinkProgress {
  stage: 'links' | 'browser'
  done: number
  known: number
}

export interface LinkCheckResult {
  links: CheckedLink[]
  /** Pages read for links. */
  pages: number
  /** There were more addresses than the check may take up. */
  isCut: boolean
  isCancelled: boolean
  robots: RobotsAnswer
  /** Pages read although robots.txt would keep a search engine away. */
  disallowedPages: number
}

const defaultPauses = [3_000, 10_000]
const defaultMaxLinks = 100_000

export async function checkLinks(options: LinkCheckOptions): Promise<LinkCheckResult> {
  const { client, start, depth, anchors = false, maxLinks = defaultMaxLinks, signal, onProgress } = options
  const looker = createLooker({ client, pausesMs: options.pausesMs ?? defaultPauses, anchors, signal })
  const nodes = new Map<string, LinkNode>()
  const results = new Map<string, CheckedLink>()
  /** Links of the pages that were read, by the address they came from. */
  const readPages = new Map<string, LinkChild[]>()
  const siteHosts = new Set<string>()
  /** Called dead by HTTP, where a browser may see something else. */
  const doubtful: CheckedLink[] = []
  let pages = 0
  let done = 0
  let isCut = false
  let disallowedPages = 0
  let running = 0
  let finish: () => void = () => undefined
  let fail: (error: unknown) => void = () => undefined
  const finished = new Promise<void>((resolve, reject) => {
    finish = resolve
    fail = reject
  })

  const startUrl = readAddress(start)
  if (startUrl !== null) siteHosts.add(siteKey(startUrl))
  const robots = await client.robots(start, signal === undefined ? {} : { signal })

  function run(node: LinkNode): void {
    running += 1
    // A failure in here is a fault of ours: it ends the check instead of leaving it waiting.
    visit(node)
      .then(() => {
        running -= 1
        done += 1
        onProgress?.({ stage: 'links', done, known: nodes.size })
        if (running === 0) finish()
      })
      .catch(fail)
  }

  async function visit(node: LinkNode): Promise<void> {
    const isFollowed = node.isInside && node.depth <= depth
    const look = await looker.look(node.url, isFollowed)
    if (look === null) return
    if (node.url === startUrl?.href && look.page !== null) siteHosts.add(siteKey(new URL(look.page.url)))
    const result = resultOf(node, look)
    results.set(node.url, result)
    if (look.outcome === 'dead' && !look.isCertain) doubtful.push(result)
    if (anchors && look.page !== null) reportAnchors(node, look.page.read.anchors)
    // It may have come nearer while it was fetched.
    if (node.isInside && node.depth <= depth && look.page !== null && isSitePage(look)) await readLinks(node, look, isFollowed)
  }

  async function readLinks(node: LinkNode, first: Look, isWhole: boolean): Promise<void> {
    if (node.children !== null) return
    const look = isWhole ? first : await looker.look(node.url, true)
    if (look?.page === null || look === null || node.children !== null) return
    const { url, charset, read } = look.page
    const before = readPages.get(url)
    if (before !== undefined) {
      // Several addresses lead to this page. Its links count from the nearest of them.
      node.children = before
      for (const { node: child, step } of before) for (const nearer of bringNearer(child, node.depth + step)) readAgain(nearer)
      return
    }
    pages += 1
    if (robots.disallows(url)) disallowedPages += 1
    const base = read.base === null ? url : (URL.parse(read.base, url)?.href ?? url)
    const children: LinkChild[] = []
    readPages.set(url, children)
    node.children = children
    const met = new Map<LinkNode, LinkChild>()
    for (const { written, role } of read.links) {
      const target = linkTarget(written, base, charset)
      if (target.kind === 'none') continue
      if (target.kind === 'broken') {
        reportBroken(target.written, url)
        continue
      }
      const step = role === 'part' ? 0 : 1
      const child = nodeOf(target.url, node.depth + step, url)
      if (child === null) continue
      if (target.fragment !== '' && anchors) child.wantedAnchors.set(target.fragment, url)
      if (met.has(child)) continue
      const entry: LinkChild = { node: child, step }
      met.set(child, entry)
      children.push(entry)
      addFrom(child, url)
    }
  }

  /** null: the check is full. */
  function nodeOf(url: string, nodeDepth: number, from: string): LinkNode | null {
    const known = nodes.get(url)
    if (known !== undefined) {
      for (const nearer of bringNearer(known, nodeDepth)) readAgain(nearer)
      return known
    }
    if (nodes.size >= maxLinks) {
      isCut = true
      return null
    }
    const node = createNode(url, nodeDepth, siteHosts.has(siteKey(new URL(url))))
    nodes.set(url, node)
    addFrom(node, from)
    run(node)
    return node
  }

  /** A page that lay too deep to be read for links and now does not; one still being fetched sees to it itself. */
  function readAgain(node: LinkNode): void {
    if (node.children !== null || !node.isInside || node.depth > depth || results.get(node.url)?.outcome !== 'ok') return
    running += 1
    visitAgain(node)
      .then(() => {
        running -= 1
        if (running === 0) finish()
      })
      .catch(fail)
  }

  async function visitAgain(node: LinkNode): Promise<void> {
    const look = await looker.look(node.url, true)
    if (look !== null && look.page !== null && isSitePage(look)) await readLinks(node, look, true)
  }

  /** An address of the site that leads to another site, or to a page that is not there, is not read for links. */
  const isSitePage = (look: Look): boolean =>
    look.outcome === 'ok' && look.page !== null && siteHosts.has(siteKey(new URL(look.page.url)))

  function reportBroken(written: string, from: string): void {
    const known = results.get(written)
    if (known !== undefined) {
      if (!known.from.includes(from) && known.from.length < 100) known.from.push(from)
      return
    }
    const evidence = '不是能访问的网址，要人工看'
    results.set(written, {
      url: written,
      outcome: 'needs-eyes',
      status: null,
      evidence,
      from: [from],
      isExternal: true,
      title: null
    })
  }

  const lateAnchors: (() => void)[] = []
  function reportAnchors(node: LinkNode, names: ReadonlySet<string>): void {
    // Asked at the end, when all links to the page are known.
    lateAnchors.push(() => {
      for (const [fragment, from] of node.wantedAnchors) {
        if (names.has(fragment) || names.has(decoded(fragment)) || fragment === 'top' || fragment.startsWith(':~:')) continue
        const url = `${node.url}#${fragment}`
        const result = results.get(node.url)
        if (result?.outcome !== 'ok') continue
        results.set(url, {
          ...result,
          url,
          outcome: 'dead',
          evidence: `页面能打开，但其中没有锚点“${decoded(fragment)}”`,
          from: [from]
        })
      }
    })
  }

  if (startUrl === null) finish()
  else {
    const first = createNode(startUrl.href, 0, true)
    nodes.set(first.url, first)
    run(first)
  }
  await finished
  for (const late of lateAnchors) late()

  const isCancelled = (): boolean => signal?.aborted === true
  if (options.browser !== undefined && !isCancelled()) {
    await confirmDead(doubtful, options.browser, signal, (browsed, known) =>
      onProgress?.({ stage: 'browser', done: browsed, known })
    )
  }
  return { links: [...results.values()], pages, isCut, isCancelled: isCancelled(), robots, disallowedPages }
}

function resultOf(node: LinkNode, look: Look): CheckedLink {
  const { outcome, status, evidence, title } = look
  return { url: node.url, outcome, status, evidence, from: node.from, isExternal: !node.isInside, title }
}

/** A site answers under its name with and without `www.`, over http and https. */
const siteKey = (url: URL): string => hostKey(url).replace(/^www\./, '')

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    // Not percent-encoded UTF-8: then it is meant as it stands.
    return fragment
  }
}
