import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBackend } from '../../electron/backend/backend.ts'
import type { Backend } from '../../electron/backend/backend.ts'
import type { Input, Output, ProcedureName } from '../../electron/contract/index.ts'
import { expected, resourcesDir } from '../sample/expected.ts'
import { fetchPage } from '../sample/fetch-page.ts'

let dir: string
let backend: Backend | null

const open = async () => {
  backend = await createBackend({
    workspaceDir: join(dir, '工作区'),
    resourcesDir,
    version: 'test',
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => v7() },
    pageHost: null,
    runtime: {},
    log: pino({ level: 'silent' })
  })
}
const reopen = async () => {
  await backend?.close()
  await open()
}
async function call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>> {
  const reply = await backend?.call(procedure, input)
  if (!reply?.ok) throw new Error(reply?.error.message)
  return reply.value as Output<P>
}
const portsOf = (allowHosts: readonly string[]) => allowHosts.map((host) => Number(host.split(':')[1]))
const firstUrl = async (batchId: string) => (await call('batches.targets', { batchId })).targets[0]?.url ?? ''

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'xuncha-sample-test-'))
  await open()
})
afterEach(async () => {
  await backend?.close()
  backend = null
  rmSync(dir, { recursive: true, force: true })
})

describe('createSample', () => {
  it('imports the county, opens both batches with the expected strata and serves the sites of the frozen addresses', async () => {
    const { batchId } = await call('workspace.openSample', {})
    const info = await call('workspace.info', {})
    expect([info.sites, info.accounts]).toEqual([17, 23])
    const { batches } = await call('batches.list', {})
    const site = batches.find((batch) => batch.object === 'site')
    const account = batches.find((batch) => batch.object === 'account')
    expect(batches).toHaveLength(2)
    expect(site?.id).toBe(batchId)
    expect(site?.strata).toEqual(expected.site.strata)
    expect(account?.strata).toEqual(expected.account.strata)
    const url = await firstUrl(batchId)
    expect(new URL(url).port).toBe(String(portsOf(site?.allowHosts ?? [])[0]))
    expect((await fetchPage(url)).status).toBe(200)
  })

  it('draws every object that expected.json speaks of, and names indicators its catalogue has in force', async () => {
    const { batchId } = await call('workspace.openSample', {})
    const { batches } = await call('batches.list', {})
    const accountBatch = batches.find((batch) => batch.object === 'account')?.id ?? ''
    const keys = async (id: string) => (await call('batches.targets', { batchId: id })).targets.map((target) => target.objectKey)
    expect((await keys(batchId)).sort()).toEqual(expected.site.targets.map((target) => target.key).sort())
    const drawn = await keys(accountBatch)
    for (const { key } of expected.account.findings) expect(drawn).toContain(key)
    const enabled = async (id: string) =>
      (await call('batches.get', { batchId: id })).catalogue.indicators.filter((one) => one.enabled).map((one) => one.id)
    const siteIds = await enabled(batchId)
    for (const { indicator } of expected.site.targets.flatMap((target) => target.findings)) expect(siteIds).toContain(indicator)
    const accountIds = await enabled(accountBatch)
    for (const { indicator } of expected.account.findings) expect(accountIds).toContain(indicator)
  })

  it('gives the same batch again, in this run and after a restart, on the same ports', async () => {
    const { batchId } = await call('workspace.openSample', {})
    const url = await firstUrl(batchId)
    const { events } = await call('workspace.info', {})
    expect(await call('workspace.openSample', {})).toEqual({ batchId })
    await reopen()
    expect((await fetchPage(url)).status).toBe(0)
    expect(await call('workspace.openSample', {})).toEqual({ batchId })
    expect((await fetchPage(url)).status).toBe(200)
    expect((await call('workspace.info', {})).events).toBe(events)
  })

  it('says in one sentence which port another program has taken, and works when it is free again', async () => {
    const { batchId } = await call('workspace.openSample', {})
    const port = Number(new URL(await firstUrl(batchId)).port)
    await reopen()
    const holder = createServer()
    await new Promise((done) => holder.listen(port, '127.0.0.1', () => done(null)))
    await expect(call('workspace.openSample', {})).rejects.toThrow(`端口 ${port} 已被其他程序占用`)
    await new Promise((done) => holder.close(done))
    expect(await call('workspace.openSample', {})).toEqual({ batchId })
  })

  it('refuses to mix itself into a registry of real objects, and writes nothing', async () => {
    const path = join(dir, '正式名录.csv')
    writeFileSync(
      path,
      '类别,名称,地区,主办单位,网站标识码,网址\n网站,某市政府网,市直,某市人民政府,1234567890,http://www.example.gov.cn/\n'
    )
    const { previewId } = await call('registry.preview', { sources: [{ path }] })
    await call('registry.commit', { previewId, acceptValid: false })
    const { stateHash } = await call('state.hash', {})
    await expect(call('workspace.openSample', {})).rejects.toThrow('名录中已有 1 个正式对象')
    expect((await call('state.hash', {})).stateHash).toBe(stateHash)
  })

  it('scores the sample as worked out by hand, and its notice reconciles', async () => {
    const { batchId } = await call('workspace.openSample', {})
    const { batches } = await call('batches.list', {})
    const accountBatch = batches.find((batch) => batch.object === 'account')?.id ?? ''
    const rows = expected.site.targets.flatMap((target) =>
      target.findings.map((one) => [target.key.replace('site:', ''), one.indicator, one.count, one.description, one.location])
    )
    const accounts = expected.account.findings.map((one) => [one.object, one.indicator, 1, one.description, ''])
    for (const [id, list] of [
      [batchId, rows],
      [accountBatch, accounts]
    ] as const) {
      const path = join(dir, '问题.csv')
      writeFileSync(path, ['对象,指标,数量,问题描述,位置', ...list.map((row) => row.join(','))].join('\n'))
      expect((await call('findings.import', { batchId: id, path })).imported).toBe(list.length)
      expect((await call('batches.complete', { batchId: id })).open).toEqual([])
    }
    const sites = await call('scores.batch', { batchId })
    for (const { key, outcome, vetoes, deducted, bonus, score, problems } of expected.site.targets)
      expect(sites.targets.find((one) => one.id === key)).toMatchObject({ outcome, vetoes, deducted, bonus, score, problems })
    expect(sites.summary).toEqual(expected.site.summary)
    const scored = await call('scores.batch', { batchId: accountBatch })
    for (const { key, indicator } of expected.account.findings)
      expect(scored.targets.find((one) => one.id === key)).toMatchObject({ outcome: 'fail', vetoes: [indicator], score: null })
    expect(scored.summary).toEqual(expected.account.summary)
    const request = { batchIds: [batchId, accountBatch], profile: 'default', deadline: null, decimals: null }
    expect((await call('notices.preview', request)).mismatches).toEqual([])
  })

  it('stops serving when the workspace closes', async () => {
    const { batchId } = await call('workspace.openSample', {})
    const url = await firstUrl(batchId)
    await backend?.close()
    backend = null
    expect((await fetchPage(url)).status).toBe(0)
  })

  it('lets a batch drawn by hand reach the sample sites, and serves them again when it is opened after a restart', async () => {
    const { batchId } = await call('workspace.openSample', {})
    const sample = await call('batches.get', { batchId })
    const design = { ...sample.batch.design, size: { by: 'count', count: 4 } as const, seed: 'mine' }
    const request = { title: '自选', period: '2026Q4', catalogueId: 'national-2019-site', design }
    const { batch } = await call('batches.create', request)
    expect(batch.allowHosts).toEqual(sample.batch.allowHosts)
    const url = await firstUrl(batchId)
    await reopen()
    expect((await fetchPage(url)).status).toBe(0)
    await call('batches.get', { batchId: batch.id })
    expect((await fetchPage(url)).status).toBe(200)
  })
})
