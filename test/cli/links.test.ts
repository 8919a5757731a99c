import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tmpdir } from 'node:os'
import { markOf, startTrapSite, traps } from '../support/trap-site.ts'
import type { TrapSite } from '../support/trap-page.ts'
import { json, xuncha } from './support.ts'

interface Listed {
  url: string
  status: number | null
  from: string[]
  evidence: string
}
interface Answer {
  checked: number
  ok: number
  dead: Listed[]
  needsEyes: Listed[]
  seconds: number
}

/** A few of each kind: all of them are tried without the command. */
const chosen = new Set([
  'plain',
  'missing',
  'browsers-only',
  'wall-403',
  'always-reset',
  'soft',
  'refused',
  'javascript',
  'gb-query'
])
let site: TrapSite
beforeAll(async () => {
  site = await startTrapSite(traps.filter(({ id }) => chosen.has(id)))
})
afterAll(() => site.close())

const marks = (list: readonly Listed[]): (string | null)[] => list.map(({ url }) => markOf(url)).toSorted()

describe('xuncha links', () => {
  it('tells dead links, with a real browser where HTTP alone could be wrong', async () => {
    const result = await xuncha(tmpdir(), [
      'links',
      `${site.origin}/`,
      '--depth',
      '2',
      '--concurrency',
      '8',
      '--allow-loopback',
      '--json'
    ])
    expect(result.code).toBe(0)
    const { checked, ok, dead, needsEyes, seconds } = json<Answer>(result)
    expect(marks(dead)).toEqual(['always-reset', 'missing', 'refused', 'soft'])
    expect(marks(needsEyes)).toEqual(['wall-403'])
    // The start, the page of the GB query, and three links that are all right.
    expect(ok).toBe(5)
    expect(checked).toBe(ok + dead.length + needsEyes.length)
    expect(seconds).toBeGreaterThan(0)
    for (const { from, evidence } of [...dead, ...needsEyes]) {
      expect(from).toEqual([`${site.origin}/`])
      expect(evidence).toMatch(/[\u4e00-\u9fff]/)
    }
    expect(dead.find(({ url }) => markOf(url) === 'missing')?.status).toBe(404)
    expect(dead.find(({ url }) => markOf(url) === 'always-reset')?.evidence).toMatch(/浏览器也打不开/)
  })

  it('writes lines for people', async () => {
    const result = await xuncha(tmpdir(), ['links', `${site.origin}/k-plain-k`, '--allow-loopback', '--no-browser'])
    expect(result.code).toBe(0)
    expect(result.stdout).toMatch(/^检查链接 1 个（读了 1 个页面），正常 1 个，失效 0 个，要人工看 0 个，用时 [\d.]+ 秒。\n$/)
  })

  const wrong: [what: string, args: string[], says: RegExp][] = [
    ['no address', [], /要给出一个网址/],
    ['two addresses', ['http://a.gov.cn/', 'http://b.gov.cn/'], /要给出一个网址/],
    ['no web address', ['www.example.gov.cn'], /不是以 http:\/\/ 或 https:\/\/ 开头的网址/],
    ['a depth that is no number', ['http://a.gov.cn/', '--depth', 'x'], /--depth 要写 0 到 100 之间的整数/],
    ['no request at once', ['http://a.gov.cn/', '--concurrency', '0'], /--concurrency 要写 1 到 64 之间的整数/],
    ['an unknown option', ['http://a.gov.cn/', '--deep'], /没有选项 --deep/],
    ['loopback without leave', ['http://127.0.0.1:9/'], /本机或内网地址.*--allow-loopback/],
    ['a private address, whatever is allowed', ['http://10.0.0.1/', '--allow-loopback'], /本机或内网地址/]
  ]
  for (const [what, args, says] of wrong) {
    it(`refuses ${what}`, async () => {
      const result = await xuncha(tmpdir(), ['links', ...args])
      expect(result.code).toBe(2)
      expect(result.stderr).toMatch(says)
      expect(result.stdout).toBe('')
    })
  }
})
