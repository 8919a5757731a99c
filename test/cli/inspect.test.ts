import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as pages from '../capture/fact-pages.ts'
import { send, serveFixtures } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'
import { json, xuncha, type CommandResult } from './support.ts'

let dir = ''
let site: FixtureServer

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), '巡查 '))
  site = await serveFixtures({
    '/column/': send(200, 'text/html; charset=utf-8', pages.column),
    '/article/': send(200, 'text/html; charset=utf-8', pages.chineseNumerals)
  })
})
afterAll(async () => {
  await site?.close()
  rmSync(dir, { recursive: true, force: true })
})

interface Printed {
  url: string
  finalUrl: string
  status: number | null
  facts: Record<string, unknown> & {
    links: { href: string; text: string; external: boolean }[]
    datedItems: { date: string }[] | null
  }
  hints: unknown[]
  evidence: { role: string; path: string; sha256: string; size: number }[]
}

describe('xuncha inspect', () => {
  it('prints the flat facts of a column and saves what they are of', async () => {
    const result = await xuncha(dir, [
      'inspect',
      `${site.origin}/column/`,
      '--allow-loopback',
      '--now',
      '2024-03-02',
      '--save',
      '保存',
      '--json'
    ])
    expect([result.code, result.stderr]).toEqual([0, ''])
    const printed = json<Printed>(result)
    expect(Object.keys(printed)).toEqual(['url', 'finalUrl', 'status', 'facts', 'hints', 'evidence'])
    expect(Object.keys(printed.facts)).toEqual([
      'title',
      'metaTags',
      'siteIdCode',
      'icp',
      'policeRecord',
      'organiser',
      'contact',
      'partyGovBadge',
      'findErrorLink',
      'links',
      'datedItems',
      'latestDate',
      'publishDate'
    ])
    expect(printed.facts).toMatchObject({
      title: '通知公告',
      siteIdCode: '3499000001',
      icp: '皖ICP备12345678号-1',
      partyGovBadge: true,
      findErrorLink: true,
      latestDate: '2024-03-01',
      publishDate: null
    })
    expect(printed.facts.datedItems?.map(({ date }) => date)).toEqual([
      '2023-11-02',
      '2024-03-01',
      '2024-02-28',
      '2024-02-20',
      '2024-02-11'
    ])
    expect(printed.facts.links.find(({ href }) => href === 'https://beian.miit.gov.cn/')).toEqual({
      href: 'https://beian.miit.gov.cn/',
      text: '皖ICP备12345678号-1',
      external: true
    })
    expect(printed.evidence.map(({ role }) => role)).toEqual(['document', 'image', 'archive'])
    for (const { path, sha256, size } of printed.evidence) {
      const bytes = readFileSync(path)
      expect([createHash('sha256').update(bytes).digest('hex'), bytes.byteLength]).toEqual([sha256, size])
    }
    expect(readFileSync(printed.evidence[0]?.path ?? '', 'utf8')).toBe(pages.column)
  })
  it('has null for what a page has not', async () => {
    const printed = json<Printed>(
      await xuncha(dir, [
        'inspect',
        `${site.origin}/article/`,
        '--allow-loopback',
        '--now',
        '2024-03-02T08:00:00+08:00',
        '--json'
      ])
    )
    expect(printed.facts).toMatchObject({
      title: '市政府关于印发规定的通知',
      datedItems: null,
      latestDate: null,
      publishDate: '2023-12-31'
    })
    expect(printed.evidence).toEqual([])
  })
  it('does not open this machine unless told to, and says so', async () => {
    const result = await xuncha(dir, ['inspect', `${site.origin}/column/`, '--json'])
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('--allow-loopback')
    expect(json<Printed>(result).facts['title']).toBeNull()
  })
  it('judges with the workspace that the environment names, and asks for no other', async () => {
    const workspace = join(dir, '工作区')
    const inspect = ['inspect', `${site.origin}/column/`, '--allow-loopback', '--now', '2024-03-02', '--json']
    const words = join(dir, '用词.csv')
    const rows = [
      '名称,某市词库',
      '版本,2026-11',
      '来源,某市政务公开办',
      '词,类别,正确写法,允许语境,说明',
      '通知公告,错别字,通告,,'
    ]
    writeFileSync(words, rows.join('\n'))
    expect((await xuncha(dir, ['terms', 'import', words, '--workspace', workspace])).code).toBe(0)
    const misspelt = (result: CommandResult) =>
      json<{ hints: { check: string; outcome: string; message: string }[] }>(result).hints.filter(
        ({ outcome, message }) => outcome === 'fail' && message.includes('通告')
      )
    expect(misspelt(await xuncha(dir, inspect))).toEqual([])
    expect(misspelt(await xuncha(dir, inspect, { XUNCHA_WORKSPACE: workspace }))).not.toEqual([])
  })
  it('refuses an unknown check before the address is asked, and takes commas of both scripts', async () => {
    const before = site.requests.length
    const inspect = ['inspect', `${site.origin}/column/`, '--allow-loopback', '--json', '--checks']
    const refused = await xuncha(dir, [...inspect, 'footer-marks，no-such-check'])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('没有“no-such-check”这项页面检查')
    expect((await xuncha(dir, [...inspect, '，'])).stderr).toContain('--checks 里没有写检查项')
    expect(site.requests.length).toBe(before)
    const { hints } = json<{ hints: { check: string }[] }>(await xuncha(dir, [...inspect, 'footer-marks，meta-tags']))
    expect(new Set(hints.map(({ check }) => check))).toEqual(new Set(['footer-marks', 'meta-tags']))
  })
  it('tells in one sentence where what is saved does not fit on the disk', async () => {
    // A folder stands where a file is to be written.
    mkdirSync(join(dir, '满', '整页.png'), { recursive: true })
    const result = await xuncha(dir, ['inspect', `${site.origin}/column/`, '--allow-loopback', '--save', '满', '--json'])
    expect(result.code).toBe(2)
    expect(json<{ error: { code: string; message: string } }>(result).error).toMatchObject({ code: 'disk-error' })
    expect(result.stderr).toMatch(/整页\.png”没有写成：读写磁盘失败（EISDIR）/)
  })
  it.each([
    [['inspect']],
    [['inspect', 'ftp://x/']],
    [['inspect', 'http://x.example/', '--object', 'a']],
    [['inspect', 'http://x.example/', '--now', '昨天']]
  ])('refuses %j', async (args) => {
    const result = await xuncha(dir, [...args, '--json'])
    expect(result.code).toBe(2)
    expect(json(result)).toMatchObject({ error: { code: 'bad-input' } })
  })
})
