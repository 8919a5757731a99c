import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { realHost } from '../support/chromium.ts'
import {
  article,
  list,
  openSweptBatch,
  page,
  requestFor,
  serveSweptSite,
  sweepSite,
  type ServedSite,
  type SitePage
} from './swept-site.ts'

const check = 'policy-interpreted'
const rule = '云岭县政务数据共享管理办法'
const documentTitle = `云岭县人民政府关于印发《${rule}》的通知`
const interpretationTitle = `《${rule}》政策解读`
const words = '<p>欢迎访问云岭县人民政府门户网站，这里发布政务信息，提供办事服务。</p>'.repeat(8)
const toDocument = `<p>相关文件：<a href="/zcwj/1.html">${documentTitle}</a></p>`
const toInterpretation = `<p>相关解读：<a href="/zcjd/1.html">${interpretationTitle}</a></p>`

interface Plan {
  /** Days on which the two were published. */
  document: string
  interpretation: string
  /** What stands below their texts. */
  below?: { document?: string; interpretation?: string }
}

const pagesOf = ({ document, interpretation, below = {} }: Plan): Record<string, SitePage> => ({
  '/': page('', words),
  '/zcwj/': list('政策文件', [
    { href: '/zcwj/1.html', text: documentTitle, date: document },
    { href: '/zcwj/2.html', text: '云岭县人民政府关于加强森林防火工作的通知', date: '2023-07-03' },
    { href: '/zcwj/3.html', text: '云岭县人民政府关于做好防汛工作的通知', date: '2023-06-05' }
  ]),
  '/zcjd/': list('政策解读', [
    { href: '/zcjd/1.html', text: interpretationTitle, date: interpretation },
    { href: '/zcjd/2.html', text: '一图读懂优化营商环境工作要点', date: '2023-05-08' },
    { href: 'http://www.example.gov.cn/1.html', text: '国务院政策例行吹风会介绍稳就业有关情况', date: '2023-09-20' }
  ]),
  '/zcwj/1.html': article(documentTitle, document, below.document ?? toInterpretation),
  '/zcjd/1.html': article(interpretationTitle, interpretation, below.interpretation ?? toDocument),
  '/zcjd/2.html': article('一图读懂优化营商环境工作要点', '2023-05-08')
})
const site = (plan: Plan): Promise<ServedSite> => serveSweptSite(pagesOf(plan))
const unseen = '（没有用浏览器看，由脚本加上的链接看不到），请打开核对。'

describe('interpretations of documents', { timeout: 120_000 }, () => {
  it('on the third working day, linked both ways, give no hint; each page is asked once', async () => {
    const served = await site({ document: '2023-08-14', interpretation: '2023-08-17' })
    const { hints, sweep, test, batchId } = await sweepSite(served, [check])
    expect([sweep.state, hints]).toEqual(['done', []])
    const articles = served.asked.filter((path) => path.endsWith('.html'))
    expect(articles).toEqual(['/zcjd/1.html', '/zcjd/2.html', '/zcwj/1.html'])
    expect(new Set(served.asked).size).toBe(served.asked.length)
    const rebuilt = await test.call('state.rebuild', {})
    expect(rebuilt.stateHash).toBe(rebuilt.before)
    expect((await test.call('sweeps.target', { batchId, objectKey: 'site:3400000001' })).pages).toHaveLength(4)
  })

  it.each<[string, Plan, string[]]>([
    [
      'on the fourth working day',
      { document: '2023-08-14', interpretation: '2023-08-18' },
      [`fail 文件“${documentTitle}” 2023-08-14 发布，2023-08-18 才解读，隔了 4 个工作日，超过 3 个工作日。`]
    ],
    [
      'before the document',
      { document: '2023-08-14', interpretation: '2023-08-11' },
      [`fail 文件“${documentTitle}” 2023-08-14 发布，解读 2023-08-11 发布，早于文件。`]
    ],
    [
      'that the document does not link to',
      { document: '2023-08-14', interpretation: '2023-08-15', below: { document: '' } },
      [`needs-human 文件“${documentTitle}”：文件没有链接到解读${unseen}`]
    ],
    [
      'that stands by itself and is found by its name',
      { document: '2023-08-14', interpretation: '2023-08-15', below: { interpretation: '' } },
      [`needs-human 文件“${documentTitle}”：解读没有链接到文件${unseen}`]
    ],
    [
      'whose document is named by its place alone',
      {
        document: '2023-08-14',
        interpretation: '2023-08-15',
        below: { interpretation: '<a href="/zcwj/1.html">【政策原文】</a>' }
      },
      []
    ]
  ])('%s', async (_, plan, expected) => {
    expect((await sweepSite(await site(plan), [check])).hints).toEqual(expected)
  })

  it('are read where the check is chosen, and only then', async () => {
    const served = await site({ document: '2023-08-14', interpretation: '2023-08-18' })
    await sweepSite(served, ['footer-marks'])
    expect(served.asked.filter((path) => path.endsWith('.html'))).toEqual([])
  })

  it('are not read again when a sweep goes on that was ended among them', async () => {
    const served = await site({ document: '2023-08-14', interpretation: '2023-08-18' })
    const { test, batchId } = await openSweptBatch(served)
    served.held = (path) => path === '/zcwj/1.html'
    const request = requestFor(batchId, [check])
    const running = test.call('sweeps.run', request)
    await expect.poll(() => served.underWay('/zcwj/1.html'), { timeout: 30_000 }).toBe(1)
    const job = test.events.findLast(({ name }) => name === 'job.progress')?.payload as { jobId: string }
    await test.call('jobs.cancel', { jobId: job.jobId })
    expect(await running).toMatchObject({ state: 'paused', done: 0 })
    const before = [...served.asked]
    served.held = () => false
    expect(await test.call('sweeps.run', request)).toMatchObject({ state: 'done' })
    expect(served.asked).toEqual([...before, '/zcwj/1.html'])
    expect((await test.call('hints.list', { batchId })).hints.map(({ outcome }) => outcome)).toEqual(['fail'])
  })
})

describe('links between them', { timeout: 180_000 }, () => {
  let host: PageHost
  beforeAll(async () => {
    host = await realHost()
  })
  afterAll(() => host.close())
  const pageHost = (): PageHost => ({ open: (options) => host.open(options), close: async () => {} })
  const written = (html: string): string => `<div id="more"></div><script>more.innerHTML=${JSON.stringify(html)}</script>`
  const days = { document: '2023-08-14', interpretation: '2023-08-15' }

  it.each<[string, string, string[]]>([
    ['that a script puts in are seen', written(toInterpretation), []],
    ['that are not there are missed', '', [`fail 文件“${documentTitle}”：文件没有链接到解读。`]]
  ])('%s in the browser', async (_, below, expected) => {
    const served = await site({ ...days, below: { document: below } })
    expect((await sweepSite(served, [check], { settings: { useBrowser: true }, pageHost: pageHost() })).hints).toEqual(expected)
  })
})
