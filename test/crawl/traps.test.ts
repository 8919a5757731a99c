import { beforeAll, describe, expect, it } from 'vitest'
import { checkLinks, type LinkCheckResult } from '../../electron/crawl/check-links.ts'
import { createPoliteClient } from '../../electron/crawl/create-polite-client.ts'
import type { Expected } from '../support/trap-page.ts'
import { markOf, startTrapSite, traps } from '../support/trap-site.ts'

/** What HTTP alone can know: that a browser would be let in is not part of it. */
const byHttp = (id: string, expected: Expected): Expected => (id === 'browsers-only' ? 'dead' : expected)

let result: LinkCheckResult
const verdicts = new Map<string, { outcome: string; evidence: string }[]>()

beforeAll(async () => {
  const site = await startTrapSite()
  const client = createPoliteClient({ allowHosts: site.hosts, perHost: 20, total: 40, spacingMs: 0 })
  try {
    result = await checkLinks({ client, start: `${site.origin}/`, depth: 2, pausesMs: [300, 1_200] })
  } finally {
    await client.close()
    await site.close()
  }
  for (const { url, outcome, evidence } of result.links) {
    const id = markOf(decodeURIComponent(url.replace(/%(?![\da-f]{2})|%[89a-f][\da-f]/gi, '')))
    if (id !== null)
      verdicts.set(id, [...(verdicts.get(id) ?? []), { outcome: outcome === 'soft-404' ? 'dead' : outcome, evidence }])
  }
})

describe('checkLinks over the traps', () => {
  it('has over a hundred of them, each with a name of its own', () => {
    expect(traps.length).toBeGreaterThan(130)
    expect(new Set(traps.map(({ id }) => id)).size).toBe(traps.length)
  })

  for (const { id, expected } of traps) {
    it(`${id}: ${byHttp(id, expected)}`, () => {
      const seen = verdicts.get(id)
      if (expected === 'none') expect(seen).toBeUndefined()
      else
        expect(
          seen?.map(({ outcome, evidence }) => (outcome === byHttp(id, expected) ? outcome : `${outcome}: ${evidence}`))
        ).toEqual([byHttp(id, expected)])
    })
  }

  it('names the page that a link stands on', () => {
    const link = result.links.find(({ url }) => url.includes('k-missing-k'))
    expect(link?.from).toHaveLength(1)
    expect(new URL(link?.from[0] ?? '').pathname).toBe('/')
  })

  it('tells inside from outside', () => {
    expect(result.links.find(({ url }) => url.includes('k-other-host-k'))?.isExternal).toBe(true)
    expect(result.links.find(({ url }) => url.includes('k-plain-k'))?.isExternal).toBe(false)
  })
})
