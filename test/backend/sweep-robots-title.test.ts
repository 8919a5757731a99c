import { describe, expect, it } from 'vitest'
import { page, requestFor, openSweptBatch, serveSweptSite, sweepSite, type SitePage } from './swept-site.ts'

const isBaidu = (userAgent: string): boolean => /Baiduspider/.test(userAgent)
const own = page('', '<p>欢迎访问云岭县人民政府门户网站，这里发布政务信息。</p>'.repeat(10))

/** A home page that names itself otherwise to a search engine. */
const cloaked =
  (title: string): SitePage =>
  ({ userAgent }) =>
    isBaidu(userAgent) ? own.replace(/<title>[^<]*/, `<title>${title}`) : own

describe('a title for search engines', { timeout: 60_000 }, () => {
  it('that differs is a hint, at one more request', async () => {
    const site = await serveSweptSite({ '/': cloaked('云岭体育直播平台') })
    const { hints } = await sweepSite(site, ['hijacked'], { settings: { navigationPages: 0 } })
    expect(hints).toEqual([
      'needs-human 网站给搜索引擎的标题是“云岭体育直播平台”，给访问者的是“云岭县人民政府”，请看是否被篡改。'
    ])
    expect(site.asked).toEqual(['/', '/'])
  })

  it.each<[string, SitePage]>([
    ['is the same', own],
    ['is refused', ({ userAgent }) => (isBaidu(userAgent) ? null : own)],
    ['is that of a guard', cloaked('安全验证')]
  ])('that %s is none', async (_, home) => {
    const site = await serveSweptSite({ '/': home })
    const { hints, sweep } = await sweepSite(site, ['hijacked'], { settings: { navigationPages: 0 } })
    expect([sweep.state, hints]).toEqual(['done', []])
    expect(site.asked).toEqual(['/', '/'])
  })

  it('is not asked for where the check is not chosen, nor where robots.txt keeps the search engine away', async () => {
    const site = await serveSweptSite({ '/': cloaked('云岭体育直播平台') })
    await sweepSite(site, ['footer-marks'], { settings: { navigationPages: 0 } })
    expect(site.asked).toEqual(['/'])
    site.robots = 'User-agent: Baiduspider\nDisallow: /\n'
    const { hints } = await sweepSite(site, ['hijacked'], { settings: { navigationPages: 0 } })
    expect(hints).toEqual([])
    expect(site.asked).toEqual(['/', '/'])
  })

  it('is asked again without the page itself, when the sweep is stopped between the two', async () => {
    const site = await serveSweptSite({ '/': cloaked('云岭体育直播平台') })
    const { test, batchId } = await openSweptBatch(site)
    const request = requestFor(batchId, ['hijacked'], { navigationPages: 0 })
    site.held = () => site.asked.length > 0
    const running = test.call('sweeps.run', request)
    await expect.poll(() => site.asked.length, { timeout: 30_000 }).toBe(1)
    const job = test.events.findLast(({ name }) => name === 'job.progress')?.payload as { jobId: string }
    await test.call('jobs.cancel', { jobId: job.jobId })
    expect(await running).toMatchObject({ state: 'paused' })
    site.held = () => false
    expect(await test.call('sweeps.run', request)).toMatchObject({ state: 'done' })
    expect(site.asked).toEqual(['/', '/'])
    expect((await test.call('hints.list', { batchId })).hints.map(({ check }) => check)).toEqual(['hijacked'])
  })
})
