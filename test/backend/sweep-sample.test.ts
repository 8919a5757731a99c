import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Output } from '../../electron/contract/index.ts'
import { columnClassWords, guessClass } from '../../electron/domain/column-words.ts'
import { listColumns, loadSample, type SampleSite } from '../../electron/sample/sample-data.ts'
import { temporaryFolder } from '../db/support.ts'
import { openBackend, resourcesDir } from './support.ts'

type Hint = Output<'hints.list'>['hints'][number]

/** True of every site on loopback, whatever it shows: the names end in `.localhost`, with a port, without IPv6. */
const loopbackOnly = ['domain-name', 'https-reach', 'ipv6']
/** The sample’s pages are made anew for each day, so its clock is the machine’s. */
const clock = { now: () => new Date().toISOString() }

/** What a machine can find of the faults that the sample’s plan names; `url` is part of the address or text it was seen at. */
function planned(site: SampleSite): { check: string; at: string }[] {
  return site.faults.flatMap((fault) => {
    switch (fault.kind) {
      case 'stale-column':
        return [{ check: 'column-stale', at: `/${fault.column}/` }]
      case 'blank-column':
        return [{ check: 'blank-column', at: `/${fault.column}/` }]
      case 'dead-link':
        return [{ check: 'dead-links', at: fault.path }]
      case 'missing-site-code':
        return [
          { check: 'footer-marks', at: '网站标识码' },
          { check: 'meta-tags', at: 'SiteIDCode' }
        ]
      case 'broken-search':
        return [{ check: 'search-finds-nothing', at: '搜不到网站上已有的' }]
      case 'late-interpretation':
        return [{ check: 'policy-interpreted', at: '/zcjd/' }]
      case 'hijacked-title':
        return [{ check: 'hijacked', at: fault.title }]
      case 'expired-certificate':
        return [{ check: 'certificate', at: fault.expired }]
      case 'redirect':
        // The check of the domain is not asked of names on this machine; the page's own tags tell it too.
        return [{ check: 'meta-tags', at: fault.toHost }]
      case 'slow':
      case 'endless':
        return [{ check: 'site-reachable', at: '首页没有正常打开' }]
      // What the page tries with the browser is no fault by itself.
      case 'hostile':
        return []
    }
  })
}

it(
  'finds every fault of the sample that a machine can find, and raises none on its clean sites',
  { timeout: 400_000 },
  async () => {
    const test = await openBackend(temporaryFolder(), { clock })
    const { batchId } = await test.call('workspace.openSample', {})
    const sample = loadSample(resourcesDir)
    const { targets } = await test.call('batches.targets', { batchId })
    const urlOf = new Map(targets.map(({ code, url }) => [code, url ?? '']))

    const rows = sample.sites
      .filter(({ siteCode }) => urlOf.has(siteCode))
      .flatMap((site) =>
        listColumns(site)
          .filter(({ column }) => column.everyDays !== undefined)
          .map(({ path, titles }) => {
            const location = ['首页', ...titles].join('》')
            const word = columnClassWords[guessClass(location) ?? 'other']
            return `${site.siteCode},${location},${word},${titles.length > 1 ? '下级' : '一级'},${urlOf.get(site.siteCode)}${path}/`
          })
      )
    const table = join(temporaryFolder(), '栏目.csv')
    writeFileSync(table, `${['网站标识码,栏目路径,栏目类别,层级,网址', ...rows].join('\r\n')}\r\n`)
    await test.call('columns.import', { source: { path: table }, objectKey: null })

    const sweep = await test.call('sweeps.run', {
      batchId,
      settings: { concurrency: 8, spacing: 0, retrySeconds: 0, controlUrls: [] }
    })
    expect(sweep).toMatchObject({ state: 'done', targets: targets.length, done: targets.length })
    const { hints } = await test.call('hints.list', { batchId })
    const details = new Map<string, string>()
    for (const hint of hints) {
      const { places } = await test.call('hints.get', { hintId: hint.id })
      details.set(hint.id, [hint.url, hint.message, ...places.flatMap(({ url, text }) => [url, text])].join(' '))
    }
    const ofSite = (code: string): Hint[] => hints.filter(({ objectKey }) => objectKey === `site:${code}`)

    const missed = sample.sites.flatMap((site) =>
      urlOf.has(site.siteCode)
        ? planned(site)
            .filter(
              ({ check, at }) => !ofSite(site.siteCode).some((hint) => hint.check === check && details.get(hint.id)?.includes(at))
            )
            .map(({ check, at }) => `${site.host} ${check} ${at}`)
        : []
    )
    expect(missed).toEqual([])

    const clean = sample.sites.filter((site) => planned(site).length === 0 && site.needsEyes === undefined)
    expect(clean.length).toBeGreaterThan(4)
    const alarms = clean.flatMap((site) =>
      ofSite(site.siteCode)
        .filter(({ check }) => !loopbackOnly.includes(check))
        .map(({ check, location, message }) => `${site.host} ${check} ${location} ${message}`)
    )
    expect(alarms).toEqual([])
  }
)
