/** Every saved page by plain HTTP and in a real browser, from loopback; the browser reaches nothing else. */
import { inspectPage } from '../../electron/capture/inspect-page.ts'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { gatherFromHttp } from '../../electron/capture/run-gatherers.ts'
import type { PageFacts } from '../../electron/domain/facts/facts.ts'
import { serveFixtures } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'
import { pageFor, savedOn } from './corpus.ts'
import type { CorpusPage } from './corpus.ts'
import { compare } from './measure.ts'
import type { Outcome } from './measure.ts'

export type Way = 'http' | 'browser'

/** A home page stands at the root of its host, and so each page has a host of its own. */
export async function measureHttp(pages: readonly CorpusPage[], isBare = false): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const page of pages) {
    await served(page, isBare, async (url) => {
      const answer = await fetch(url)
      const facts = await gatherFromHttp(
        {
          requestedUrl: url,
          finalUrl: url,
          status: answer.status,
          error: null,
          redirects: [],
          contentType: answer.headers.get('content-type') ?? '',
          bytes: new Uint8Array(await answer.arrayBuffer()),
          startedAt: observedAt(page),
          milliseconds: 0
        },
        { observedAt: observedAt(page), askServer: null }
      )
      outcomes.push(...measured(page, facts, 'http'))
    })
  }
  return outcomes
}

export async function measureBrowser(pages: readonly CorpusPage[], host: PageHost): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const page of pages) {
    await served(page, false, async (url, { host: allowed }) => {
      const { facts } = await inspectPage(host, {
        url,
        allowHosts: [allowed],
        observedAt: observedAt(page),
        askServer: null,
        now: () => new Date().toISOString()
      })
      outcomes.push(...measured(page, facts, 'browser'))
    })
  }
  return outcomes
}

const observedAt = (page: CorpusPage): string => `${savedOn(page)}T10:00:00+08:00`

async function served(
  page: CorpusPage,
  isBare: boolean,
  work: (url: string, server: FixtureServer) => Promise<void>
): Promise<void> {
  const path = page.kind === 'home' ? '/' : `/${page.id}/page.html`
  const server = await serveFixtures({ ...pageFor(page, path, isBare) })
  try {
    await work(`${server.origin}${path}`, server)
  } finally {
    await server.close()
  }
}

/** What a script adds to a page when it runs is not what was counted in the saved file. */
const measured = (page: CorpusPage, facts: PageFacts, way: Way): Outcome[] =>
  compare(page, facts).filter(({ field }) => way === 'http' || field !== 'linksCount')
