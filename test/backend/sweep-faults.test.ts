import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { fastSweep, fixtureChecks, openSweepBatch } from '../support/sweep-sites.ts'
import { request, sites, until, writtenPages } from './sweep-support.ts'
import { openBackend } from './support.ts'

describe('control addresses', () => {
  it('are those the office has when they are asked: one that was paused for want of them can be finished', async () => {
    const served = await sites()
    const test = await openBackend(temporaryFolder())
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 12)
    served.cut((number) => number <= 12)
    const { controlUrls: _none, ...settings } = fastSweep
    const asked = { batchId, checks: fixtureChecks, settings }
    expect(await test.call('sweeps.run', asked)).toMatchObject({ state: 'paused', pausedBy: 'network', done: 0 })
    await test.call('watch.setControlHosts', { addresses: [`http://s99.sweep.localhost:${served.port}/`] })
    expect(await test.call('sweeps.run', asked)).toMatchObject({ state: 'done', done: 12, failed: 12 })
  })
})

describe('a sweep that cannot go on', () => {
  it('logs nothing of what the other targets meet once one failed', async () => {
    const served = await sites(300)
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 12)
    const db = new Database(join(dir, 'workspace.db'))
    onTestFinished(() => void db.close())
    // One page cannot be written, as on a disk that fails.
    db.exec(`CREATE TRIGGER broken BEFORE INSERT ON sweep_pages WHEN NEW.object_key LIKE '%00000003' AND NEW.url LIKE '%/tzgg/'
      BEGIN SELECT RAISE(ABORT, 'broken'); END`)
    // All are put aside first: what gives no answer the second time is written down.
    const refused = new Set<number>()
    served.cut((number) => number <= 12 && refused.add(number) !== undefined)
    const controlUrls = [`http://s99.sweep.localhost:${served.port}/`]
    const running = test.call('sweeps.run', request(batchId, { controlUrls, retrySeconds: 3 }))
    await until(() => refused.size === 12)
    await wait(500)
    served.cut(() => false)
    expect(await running).toMatchObject({ state: 'paused', pausedBy: 'failed', failed: 0 })
    const at = writtenPages(dir, batchId)
    await wait(1_000)
    expect(writtenPages(dir, batchId)).toBe(at)
    expect((await test.call('sweeps.get', { batchId })).sweep).toMatchObject({ failed: 0 })
    db.exec('DROP TRIGGER broken')
    const goingOn = { batchId, checks: fixtureChecks }
    expect(await test.call('sweeps.run', goingOn)).toMatchObject({ state: 'done', done: 12, pages: 36, failed: 0 })
  })
})

describe('what lies beside the log', () => {
  it('may fail on the disk without ending the sweep', async () => {
    const served = await sites()
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 3)
    // No folder can be made below a file.
    writeFileSync(join(dir, '.sweeping'), '')
    expect(await test.call('sweeps.run', request(batchId))).toMatchObject({ state: 'done', done: 3, pages: 9, failed: 0 })
  })

  it('goes with the sweep that is given up for another', async () => {
    const served = await sites(20)
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 6)
    const running = test.call('sweeps.run', request(batchId))
    await until(() => served.answered.length >= 3)
    await test.call('sweeps.pause', { batchId })
    const { sweepId } = await running
    const kept = join(dir, '.sweeping', sweepId)
    mkdirSync(kept, { recursive: true })
    await test.call('sweeps.run', { ...request(batchId), isAnew: true })
    expect(existsSync(kept)).toBe(false)
  })
})

describe('going on with other checks or settings', () => {
  it('is refused, and the way to begin anew named', async () => {
    const served = await sites(20)
    const test = await openBackend(temporaryFolder())
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 6)
    const running = test.call('sweeps.run', request(batchId))
    await until(() => served.answered.length >= 3)
    await test.call('sweeps.pause', { batchId })
    const { sweepId } = await running
    const other = { batchId, checks: ['meta-tags'] }
    await expect(test.call('sweeps.run', other)).rejects.toThrow(/--anew/)
    await expect(test.call('sweeps.run', { batchId, settings: { spacing: 700 } })).rejects.toThrow(/--anew/)
    expect((await test.call('sweeps.get', { batchId })).sweep).toMatchObject({ sweepId, state: 'paused' })
    // What is not named is as it was.
    expect(await test.call('sweeps.run', { batchId })).toMatchObject({ sweepId, state: 'done', checks: fixtureChecks })
    expect(await test.call('sweeps.run', { ...other, isAnew: true })).toMatchObject({ checks: ['meta-tags'] })
  })
})
