import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { realHost } from '../support/chromium.ts'
import { measureBrowser, measureHttp } from './both-ways.ts'
import { corpusPages, hasCorpus } from './corpus.ts'
import { explained } from './explained.ts'
import { fields, isMiss, scoreOf } from './measure.ts'
import type { Field, Outcome } from './measure.ts'

const aimed: readonly Field[] = ['siteIdCode', 'icp', 'policeRecord', 'organiser', 'title']

/** The saved pages stay outside the project: elsewhere there is nothing to measure. */
const isThere = hasCorpus()
if (!isThere) console.log('corpus: not shown')

describe('facts of real pages', { timeout: 600_000 }, () => {
  let host: PageHost | null = null
  let http: Outcome[] = []
  beforeAll(async () => {
    if (!isThere) return
    host = await realHost(async (name) => (name === '127.0.0.1' ? [name] : []))
    http = await measureHttp(corpusPages())
  }, 120_000)
  afterAll(async () => {
    await host?.close()
  })

  it('by HTTP reach the aims, and invent nothing', () => {
    if (isThere) expectAims(http)
  })
  it('are the same without a charset in the header', async () => {
    if (isThere) expect(await measureHttp(corpusPages(), true)).toEqual(http)
  })
  it('are missed only where it is explained', () => {
    expect(
      http
        .filter(isMiss)
        .map(({ id, field }) => `${id} ${field}`)
        .filter((name) => explained[name] === undefined)
    ).toEqual([])
  })
  it('in the browser reach the aims on every fourth page', async () => {
    if (host === null) return
    const outcomes = await measureBrowser(
      corpusPages().filter((_, at) => at % 4 === 1),
      host
    )
    for (const field of fields) expect([field, scoreOf(outcomes, field).invented]).toEqual([field, 0])
    expectDates(outcomes)
  })
})

function expectAims(outcomes: readonly Outcome[]): void {
  for (const field of aimed) {
    const { precision, recall } = scoreOf(outcomes, field)
    expect([field, precision >= 0.98, recall >= 0.95]).toEqual([field, true, true])
  }
  // A code, number, day or mark that the page does not have.
  for (const field of fields.filter((each) => each !== 'title'))
    expect([field, scoreOf(outcomes, field).invented]).toEqual([field, 0])
  expectDates(outcomes)
}

function expectDates(outcomes: readonly Outcome[]): void {
  for (const field of ['latestDate', 'publishDate'] as const)
    expect([field, scoreOf(outcomes, field).recall >= 0.95]).toEqual([field, true])
}
