import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { openBackend } from './support.ts'
import {
  article,
  hintsOf,
  list,
  openSweptBatch,
  page,
  plainEntries,
  requestFor,
  serveSweptSite,
  sweptAt,
  type SitePage
} from './swept-site.ts'

const rule = '云岭县政务数据共享管理办法'
const documentTitle = `云岭县人民政府关于印发《${rule}》的通知`
const interpretationTitle = `《${rule}》政策解读`
const form = '<form action="/so" method="get"><input name="q" placeholder="请输入关键字"></form>'
const own = page('', `${form}${'<p>欢迎访问云岭县人民政府门户网站，这里发布政务信息。</p>'.repeat(8)}`)
const notices = plainEntries('/tzgg/', '秋冬季防火工作')

const pages: Record<string, SitePage> = {
  '/': ({ userAgent }) => (/Baiduspider/.test(userAgent) ? own.replace(/<title>[^<]*/, '<title>云岭体育直播平台') : own),
  '/tzgg/': list('通知公告', notices),
  '/zcwj/': list('政策文件', [
    { href: '/zcwj/1.html', text: documentTitle, date: '2023-08-14' },
    ...plainEntries('/zcwj/old', '农村饮水安全工作')
  ]),
  '/zcjd/': list('政策解读', [{ href: '/zcjd/1.html', text: interpretationTitle, date: '2023-08-18' }]),
  '/so': ({ url }) => page('搜索结果', `<p>您搜索的“${url.searchParams.get('q') ?? ''}”没有找到相关结果</p>`),
  '/zcjd/1.html': article(interpretationTitle, '2023-08-18', `<a href="/zcwj/1.html">${documentTitle}</a>`),
  '/zcwj/1.html': article(documentTitle, '2023-08-14', `<a href="/zcjd/1.html">${interpretationTitle}</a>`)
}

it('a sweep killed among its articles goes on there, and asks nothing again', { timeout: 120_000 }, async () => {
  const site = await serveSweptSite(pages)
  const dir = temporaryFolder()
  const first = await openSweptBatch(site, { dir })
  await first.test.backend.close()
  const request = requestFor(first.batchId, ['hijacked', 'search-finds-nothing', 'policy-interpreted'])

  site.held = (path) => path === '/zcwj/1.html'
  const script = join(import.meta.dirname, 'sweep-process.ts')
  const child = spawn(process.execPath, [script, dir, JSON.stringify(request)], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  const exited = new Promise<NodeJS.Signals | null>((ended) => child.once('exit', (_code, signal) => ended(signal)))
  onTestFinished(() => void child.kill('SIGKILL'))
  await expect.poll(() => site.underWay('/zcwj/1.html'), { timeout: 60_000 }).toBe(1)
  child.kill('SIGKILL')
  expect(await exited).toBe('SIGKILL')
  const before = [...site.asked]
  expect(before.map((path) => path.replace(/\?.*/, ''))).toEqual(['/', '/', '/tzgg/', '/zcwj/', '/zcjd/', '/so', '/zcjd/1.html'])

  site.held = () => false
  const test = await openBackend(dir, { clock: { now: () => sweptAt } })
  expect(await test.call('sweeps.run', request)).toMatchObject({ state: 'done', done: 1 })
  expect(site.asked).toEqual([...before, '/zcwj/1.html'])
  expect((await hintsOf(test, first.batchId)).toSorted()).toEqual([
    `fail 文件“${documentTitle}” 2023-08-14 发布，2023-08-18 才解读，隔了 4 个工作日，超过 3 个工作日。`,
    `fail 站内搜索搜不到网站上已有的“${notices[2]?.text ?? ''}”。`,
    'needs-human 网站给搜索引擎的标题是“云岭体育直播平台”，给访问者的是“云岭县人民政府”，请看是否被篡改。'
  ])
  const rebuilt = await test.call('state.rebuild', {})
  expect(rebuilt.stateHash).toBe(rebuilt.before)
})
