import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { realHost } from '../support/chromium.ts'
import {
  list,
  openSweptBatch,
  page,
  plainEntries,
  requestFor,
  serveSweptSite,
  sweepSite,
  type ServedSite,
  type SitePage
} from './swept-site.ts'

const check = 'search-finds-nothing'
const entries = plainEntries('/tzgg/', '秋冬季防火工作')
/** The newest that is at least seven days old on 2023-09-25. */
const sought = '云岭县关于做好秋冬季防火工作第3阶段有关事项的通知'
const soughtUrl = '/tzgg/3.html'
const asked = `/so?site=yl&q=${encodeURIComponent(sought)}`

const getForm =
  '<form action="/so" method="get"><input type="hidden" name="site" value="yl"><input name="q" placeholder="请输入关键字"><input type="submit" value="搜索"></form>'
const words = '<p>欢迎访问云岭县人民政府门户网站，这里发布政务信息，提供办事服务。</p>'.repeat(8)
const echo = (query: string | null): string => `<p>您搜索的“${query ?? ''}”</p>`

function site(form: string, results: SitePage = () => null): Promise<ServedSite> {
  return serveSweptSite({ '/': page('', `${form}${words}`), '/tzgg/': list('通知公告', entries), '/so': results })
}

const working: SitePage = ({ url }) => {
  const query = url.searchParams.get('q')
  const hits = entries.filter(({ text }) => text === query)
  const shown = hits.map(({ text, href, date }) => `<li><a href="${href}">${text}</a><span>${date}</span></li>`)
  return page('搜索结果', `${echo(query)}${words}<ul>${shown.join('')}</ul>`)
}
const broken: SitePage = ({ url }) => page('搜索结果', `${echo(url.searchParams.get('q'))}${words}<p>没有找到相关结果</p>`)
/** A page that asks for its results by script. @param rows what it writes then */
const scripted = (rows: string): string =>
  page('搜索结果', `${words}<div id="out"></div><script>out.innerHTML=${JSON.stringify(rows)}</script>`)

describe('the search of a site', { timeout: 120_000 }, () => {
  it('that finds a title gives no hint, and is asked once', async () => {
    const served = await site(getForm, working)
    const { hints, sweep } = await sweepSite(served, [check])
    expect([sweep.state, hints]).toEqual(['done', []])
    expect(served.asked.filter((path) => path.startsWith('/so'))).toEqual([asked])
  })

  it('that does not find it is a fault', async () => {
    const { hints } = await sweepSite(await site(getForm, broken), [check])
    expect(hints).toEqual([`fail 站内搜索搜不到网站上已有的“${sought}”。`])
  })

  it('is not asked where the check is not chosen', async () => {
    const served = await site(getForm, broken)
    await sweepSite(served, ['footer-marks'])
    expect(served.asked.filter((path) => path.startsWith('/so'))).toEqual([])
  })

  it.each([
    ['has none', '', '首页没有读到可以直接提交的搜索框（可能没有，也可能由脚本提交）'],
    [
      'sends by script',
      '<form action="/" onsubmit="return go()"><input name="q" placeholder="搜索"></form>',
      '首页没有读到可以直接提交的搜索框（可能没有，也可能由脚本提交）'
    ],
    ['sends by POST', getForm.replace('get', 'post'), '首页的搜索框不能用网址提交（POST 方式）'],
    ['asks a public engine', getForm.replace('/so', 'https://www.baidu.com/s'), '首页的搜索框转到站外的搜索引擎']
  ])('is left to a person where the site %s', async (_, form, why) => {
    const served = await site(form, broken)
    const { hints } = await sweepSite(served, [check])
    expect(hints).toEqual([`needs-human ${why}，没有代为搜索，请打开首页搜“${sought}”，看能不能搜到。`])
    expect(served.asked.filter((path) => path.startsWith('/so'))).toEqual([])
  })

  it('is not judged by a script’s page without a browser, nor behind a form that a script takes part in', async () => {
    const found = `needs-human 搜索“${sought}”的结果页没有读懂，请打开看有没有这一条。`
    expect((await sweepSite(await site(getForm, scripted('没有找到相关结果')), [check])).hints).toEqual([found])
    const helped = getForm.replace('method="get"', 'onsubmit="return prepare()"')
    expect((await sweepSite(await site(helped, broken), [check])).hints).toEqual([found])
  })

  it('is asked when a sweep goes on that was ended before, and nothing else again', async () => {
    const served = await site(getForm, broken)
    const { test, batchId } = await openSweptBatch(served)
    served.held = (path) => path === '/so'
    const request = requestFor(batchId, [check])
    const running = test.call('sweeps.run', request)
    await expect.poll(() => served.underWay('/so'), { timeout: 30_000 }).toBe(1)
    const job = test.events.findLast(({ name }) => name === 'job.progress')?.payload as { jobId: string }
    await test.call('jobs.cancel', { jobId: job.jobId })
    expect(await running).toMatchObject({ state: 'paused', done: 0 })
    served.held = () => false
    expect(await test.call('sweeps.run', request)).toMatchObject({ state: 'done' })
    expect(new Set(served.asked).size).toBe(served.asked.length)
    expect(served.asked.filter((path) => path.startsWith('/so'))).toHaveLength(1)
  })
})

describe('results that a script writes', { timeout: 180_000 }, () => {
  let host: PageHost
  beforeAll(async () => {
    host = await realHost()
  })
  afterAll(() => host.close())
  const pageHost = (): PageHost => ({ open: (options) => host.open(options), close: async () => {} })

  it.each([
    ['hold the title', `<li><a href="${soughtUrl}">${sought}</a></li>`, []],
    ['hold nothing', '<p>没有找到相关结果</p>', [`fail 站内搜索搜不到网站上已有的“${sought}”。`]]
  ])('and that %s are seen in the browser', async (_, rows, hints) => {
    const served = await site(getForm, scripted(rows))
    expect((await sweepSite(served, [check], { settings: { useBrowser: true }, pageHost: pageHost() })).hints).toEqual(hints)
  })
})
