import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageDriver, PageHost } from '../../electron/capture/page-driver.ts'
import type { CaptureFault } from '../../electron/domain/inspection.ts'
import { pino } from 'pino'
import { createBackend } from '../../electron/backend/backend.ts'
import type { Backend } from '../../electron/backend/backend.ts'
import type { Input, Output, ProcedureName } from '../../electron/contract/index.ts'
import { design, header, resourcesDir } from '../backend/support.ts'
import { countingIds } from '../db/support.ts'
import { badPages, goodPages, parts } from '../support/bad-pages.ts'
import type { JudgedPage } from '../support/bad-pages.ts'
import { realHost } from '../support/chromium.ts'
import { send, sendHtml, serveFixtures } from '../support/fixture-pages.ts'
import type { FixtureServer } from '../support/fixture-pages.ts'

let host: PageHost
let site: FixtureServer
let dir = ''
let backend: Backend
let place = { batchId: '', objectKey: '' }
/** Puts another picture in the place of a tile that the real page gave: what a faulty surface does. */
let tamper: ((y: number, data: string, all: Map<number, string>) => string) | null = null
const said: { page: string; wanted: readonly string[]; got: readonly string[] }[] = []

beforeAll(async () => {
  const pages = [...badPages, ...goodPages].map(({ page }, at) => [`/judged/${at}`, page] as const)
  site = await serveFixtures({
    ...Object.fromEntries(pages),
    ...parts,
    '/tall': sendHtml(
      `<style>body{margin:0}p{height:30px;margin:0}</style>${Array.from({ length: 800 }, (_, at) => `<p style="background:hsl(${at * 7} 60% 60%)">第${at}行</p>`).join('')}`
    ),
    '*': send(404, 'text/plain', 'none')
  })
  host = await realHost()
  dir = mkdtempSync(join(tmpdir(), 'gate-'))
  backend = await createBackend({
    workspaceDir: join(dir, 'workspace'),
    resourcesDir,
    version: '0.0.0',
    clock: { now: () => new Date().toISOString() },
    ids: countingIds('gate'),
    pageHost: { open: async (options) => tampering(await host.open(options)), close: async () => {} },
    runtime: {},
    log: pino({ level: 'silent' })
  })
  const file = join(dir, '名录.csv')
  writeFileSync(file, `${header}\r\n网站,县政府,合肥市,县政府办,3400000001,${site.origin}/,,,\r\n`)
  const { previewId } = await call('registry.preview', { sources: [{ path: file }] })
  await call('registry.commit', { previewId, acceptValid: false })
  const { batch } = await call('batches.create', {
    title: '检查',
    period: '2023Q3',
    catalogueId: 'national-2019-site',
    design: design(),
    allowHosts: [site.host, `localhost:${site.port}`, '127.0.0.1:9']
  })
  place = { batchId: batch.id, objectKey: 'site:3400000001' }
})
afterAll(async () => {
  await backend?.close()
  await host?.close()
  await site?.close()
  rmSync(dir, { recursive: true, force: true })
  console.log(said.map(({ page, wanted, got }) => `${page}: ${wanted.join(' ') || 'ok'} → ${got.join(' ') || 'ok'}`).join('\n'))
})

async function call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>> {
  const reply = await backend.call(procedure, input)
  if (!reply.ok) throw new Error(reply.error.message)
  return reply.value as never
}

function tampering(driver: PageDriver): PageDriver {
  const all = new Map<number, string>()
  return {
    ...driver,
    tallestTile: 8_000,
    async send(method, ...params) {
      const answer = await driver.send(method, ...params)
      const [first] = params as [{ clip?: { y: number; height: number } } | undefined]
      const clip = method === 'Page.captureScreenshot' ? first?.clip : undefined
      if (tamper === null || clip === undefined || clip.height < 1_000) return answer
      const { data } = answer as { data: string }
      all.set(clip.y, data)
      return { ...(answer as object), data: tamper(clip.y, data, all) } as typeof answer
    }
  }
}

async function judge(url: string): Promise<readonly CaptureFault[]> {
  await call('page.open', { ...place, url })
  return (await call('page.capture', { mode: 'whole' })).quality
}

async function check({ name, faults, url }: JudgedPage, at: number): Promise<void> {
  const got = await judge(url ?? `${site.origin}/judged/${at}`)
  said.push({ page: name, wanted: faults, got })
  expect([...got].sort()).toEqual([...faults].sort())
}

describe('a picture that cannot stand for the page', () => {
  it('comes in more than twenty kinds', () => {
    expect(badPages.length).toBeGreaterThanOrEqual(20)
    expect(goodPages.length).toBeGreaterThanOrEqual(10)
  })

  for (const [at, page] of badPages.entries()) {
    it(`is said to be ${page.faults.join(' and ')}: ${page.name}`, () => check(page, at))
  }

  it('is said to be repeated-tiles where one tile stands twice', async () => {
    expect(await tampered((y, data, all) => (y === 2 * tileTop ? (all.get(tileTop) ?? data) : data))).toEqual(['repeated-tiles'])
  })

  it('is said to be torn where a tile was painted from another place', async () => {
    const elsewhere = await shotAt(tileTop + 600)
    expect(await tampered((y, data) => (y === tileTop ? elsewhere : data))).toEqual(['torn'])
  })

  it('is good once a tile that came late is taken again', async () => {
    let times = 0
    const elsewhere = await shotAt(tileTop + 600)
    expect(await tampered((y, data) => (y === tileTop && ++times === 1 ? elsewhere : data))).toEqual([])
    expect(times).toBe(2)
  })
})

/** Where the second tile of 8,000 px begins: a seam above the end of the first. */
const tileTop = 8_000 - 40

async function shotAt(y: number): Promise<string> {
  const driver = await host.open({ sessionKey: 'elsewhere', allowHosts: [site.host], visible: false })
  const loaded = new Promise<void>((done) => {
    driver.on('Page.loadEventFired', () => done())
  })
  await driver.send('Page.navigate', { url: `${site.origin}/tall` })
  await loaded
  const clip = { x: 0, y, width: 1366, height: 8_000, scale: 1 }
  const { data } = await driver.send('Page.captureScreenshot', { format: 'png', captureBeyondViewport: true, clip })
  await driver.close()
  return data
}

async function tampered(change: NonNullable<typeof tamper>): Promise<readonly CaptureFault[]> {
  tamper = change
  try {
    return await judge(`${site.origin}/tall`)
  } finally {
    tamper = null
  }
}

describe('a picture of an honest page that looks like one', () => {
  for (const [at, page] of goodPages.entries()) {
    it(`is good: ${page.name}`, () => check(page, badPages.length + at))
  }
})
