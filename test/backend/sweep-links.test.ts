import { describe, expect, it } from 'vitest'
import type { StoredSweepPage } from '../../db/store-types.ts'
import { linkLooker, lookAtLinks } from '../../electron/backend/sweep-links.ts'
import { emptyPage } from '../../electron/backend/sweep-log.ts'
import type { SweepTools } from '../../electron/backend/sweep-target.ts'
import { createPoliteClient } from '../../electron/crawl/create-polite-client.ts'
import type { Target } from '../../electron/domain/inspection.ts'
import { serveSite, type TestSite } from './watch-support.ts'

const target = { batchId: 'b', objectKey: 'o' } as Target

/** A home page on one site with links to another, which cuts every connection, and what a sweep is told and writes. */
async function linked(options: { isHomeUp: boolean; hasControl: boolean }) {
  const home: TestSite = await serveSite((request, response) => {
    if (options.isHomeUp) response.end('<html>首页</html>')
    else request.socket.destroy()
  })
  const lost = await serveSite((request) => void request.socket.destroy())
  const written: unknown[] = []
  const attempts: boolean[] = []
  const state = { isOut: false }
  const client = createPoliteClient({ allowHosts: [home.host, lost.host], spacingMs: 0 })
  const { signal } = new AbortController()
  const tools = {
    ctx: { store: { append: (events: unknown[]) => written.push(...events) }, clock: { now: () => '2023-09-25T01:00:00.000Z' } },
    sweep: { sweepId: 's' },
    client,
    signal,
    isPausing: () => state.isOut,
    attempted: (_host: string, isReached: boolean) => attempts.push(isReached),
    assertNetwork: async () => {
      state.isOut = !options.hasControl
    }
  } as unknown as SweepTools
  const page = {
    ...emptyPage,
    part: 'page',
    from: 'home',
    url: home.url,
    status: 200,
    links: [1, 2, 3].map((number) => ({ url: `${lost.url}${number}.html`, text: `第${number}条` }))
  } as unknown as StoredSweepPage
  const look = (isLast: boolean) => lookAtLinks(tools, target, [page], { looker: linkLooker(tools), isLast })
  return { look, written, attempts, close: () => client.close() }
}

describe('links that all fail at once', { timeout: 60_000 }, () => {
  it('are put aside, told of as attempts, and not written', async () => {
    const { look, written, attempts, close } = await linked({ isHomeUp: true, hasControl: true })
    expect(await look(false)).toBe('lost')
    expect([written, attempts]).toEqual([[], [false, false, false]])
    await close()
  })
  it.each([
    ['the home page still opens', { isHomeUp: true, hasControl: false }, 'looked', 1],
    ['a control host answers', { isHomeUp: false, hasControl: true }, 'looked', 1],
    ['nothing answers at all', { isHomeUp: false, hasControl: false }, 'lost', 0]
  ] as const)('the second time, where %s', async (_name, options, outcome, count) => {
    const { look, written, close } = await linked(options)
    expect(await look(true)).toBe(outcome)
    expect(written).toHaveLength(count)
    await close()
  })
})
