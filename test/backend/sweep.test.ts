import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { checkOfFault, fastSweep, faultOf, fixtureChecks, openSweepBatch } from '../support/sweep-sites.ts'
import { request, sites, until, writtenPages } from './sweep-support.ts'
import { openBackend, type TestBackend } from './support.ts'

const forty = Array.from({ length: 40 }, (_, index) => index + 1)

/** `<site number> <check>` of every open hint. */
async function found(test: TestBackend, batchId: string): Promise<string[]> {
  const { hints } = await test.call('hints.list', { batchId })
  const open = hints.filter(({ state }) => state === 'open')
  return open.map(({ objectKey, check }) => `${Number(objectKey.slice(-8))} ${check}`).toSorted()
}

/** From the plan of the fixture, not from what the sweep says. */
const planted = forty.flatMap((number) => {
  const fault = faultOf(number)
  return fault === null ? [] : [`${number} ${checkOfFault[fault]}`]
})
const everyPage = forty.flatMap((number) => [`${number} /`, `${number} /tzgg/`, `${number} /zwdt/`])

describe('sweeps.run', () => {
  it('finds every planted fault of forty sites, raises nothing on their clean twins, and fetches each page once', async () => {
    const served = await sites()
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 40)
    const sweep = await test.call('sweeps.run', request(batchId))
    expect(sweep).toMatchObject({ state: 'done', targets: 40, done: 40, pages: 120, byBrowser: 0, failed: 0 })
    expect(served.answered.toSorted()).toEqual(everyPage.toSorted())
    expect(served.mostAtOnce()).toBe(1)
    expect(await found(test, batchId)).toEqual(planted.toSorted())

    const { hints } = await test.call('hints.list', { batchId })
    const stale = hints.find(({ check }) => check === 'column-stale')
    expect(stale).toMatchObject({ location: '首页》通知公告', state: 'open' })
    const { pages } = await test.call('sweeps.target', { batchId, objectKey: 'site:3400000001' })
    expect(pages.map(({ status, isDisallowedByRobots }) => [status, isDisallowedByRobots])).toEqual([
      [200, true],
      [200, false],
      [200, false]
    ])
    const before = await test.call('state.rebuild', {})
    expect(before.stateHash).toBe(before.before)
  })

  it('shows how far it is as a job, and asks the lists again', async () => {
    const served = await sites()
    const test = await openBackend(temporaryFolder())
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 5)
    await test.call('sweeps.run', request(batchId))
    const jobs = test.events
      .filter(({ name }) => name === 'job.progress')
      .map(({ payload }) => payload as { label: string; state: string; done: number })
    expect(jobs.at(-1)).toMatchObject({ label: '线索巡检 · 三季度检查', state: 'done', done: 5 })
    expect(test.events.filter(({ name }) => name === 'sweep.changed').at(-1)?.payload).toMatchObject({ state: 'done', done: 5 })
    expect(
      test.events.some(
        ({ name, payload }) => name === 'workspace.changed' && (payload as { topics: string[] }).topics.includes('hints')
      )
    ).toBe(true)
  })

  it('refuses a check that there is not, and begins nothing', async () => {
    const served = await sites()
    const test = await openBackend(temporaryFolder())
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 2)
    await expect(test.call('sweeps.run', { batchId, checks: ['no-such-check'] })).rejects.toThrow(/没有检查项“no-such-check”/)
    expect((await test.call('sweeps.get', { batchId })).sweep).toBeNull()
    expect(served.answered).toEqual([])
  })
})

describe('a sweep that is killed', () => {
  it('goes on where it was, and fetches nothing again that had been answered', { timeout: 120_000 }, async () => {
    const served = await sites(20)
    const dir = temporaryFolder()
    const first = await openBackend(dir)
    const batchId = await openSweepBatch(first, temporaryFolder(), served, 40)
    await first.backend.close()

    const asked = JSON.stringify({ batchId, checks: fixtureChecks, settings: fastSweep })
    const child = spawn(process.execPath, [join(import.meta.dirname, 'sweep-process.ts'), dir, asked], {
      stdio: ['ignore', 'ignore', 'inherit']
    })
    const exited = new Promise<NodeJS.Signals | null>((ended) => child.once('exit', (_code, signal) => ended(signal)))
    await until(() => served.answered.length >= 45)
    // What is under way is never answered, so that it is known what was.
    served.hold(true)
    await until(() => served.underWay() > 0 && writtenPages(dir, batchId) === served.answered.length)
    child.kill('SIGKILL')
    expect(await exited).toBe('SIGKILL')
    const answeredBefore = [...served.answered]
    expect(answeredBefore.length).toBeGreaterThanOrEqual(45)
    expect(answeredBefore.length).toBeLessThan(120)
    await until(() => served.underWay() === 0)
    served.hold(false)

    const second = await openBackend(dir)
    const { sweep } = await second.call('sweeps.get', { batchId })
    expect(sweep).toMatchObject({ state: 'paused', pausedBy: 'interrupted', pages: answeredBefore.length })
    const done = await second.call('sweeps.run', request(batchId))
    expect(done).toMatchObject({ state: 'done', sweepId: sweep?.sweepId, done: 40, pages: 120 })
    expect(served.answered.toSorted()).toEqual(everyPage.toSorted())
    expect(await found(second, batchId)).toEqual(planted.toSorted())
    const rebuilt = await second.call('state.rebuild', {})
    expect(rebuilt.stateHash).toBe(rebuilt.before)
  })
})

describe('sweeps.pause', () => {
  it('writes the pages under way, goes to no other, and goes on from there', async () => {
    const served = await sites(10)
    const test = await openBackend(temporaryFolder())
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 20)
    const running = test.call('sweeps.run', request(batchId))
    await until(() => served.answered.length >= 12)
    expect((await test.call('sweeps.pause', { batchId })).state).toBe('pausing')
    const paused = await running
    expect(paused).toMatchObject({ state: 'paused', pausedBy: 'person', pages: served.answered.length })
    expect(paused.done).toBeLessThan(20)
    const at = served.answered.length
    await wait(200)
    expect(served.answered).toHaveLength(at)
    expect(await test.call('sweeps.run', request(batchId))).toMatchObject({ state: 'done', done: 20, sweepId: paused.sweepId })
    expect(new Set(served.answered).size).toBe(served.answered.length)
    expect(served.answered).toHaveLength(60)
  })

  it('is what cancelling the job does too; a stopped sweep is not gone on with', async () => {
    const served = await sites(10)
    const test = await openBackend(temporaryFolder())
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 20)
    const running = test.call('sweeps.run', request(batchId))
    await until(() => served.answered.length >= 6)
    const job = test.events.findLast(({ name }) => name === 'job.progress')?.payload as { jobId: string }
    expect(await test.call('jobs.cancel', { jobId: job.jobId })).toEqual({ cancelled: true })
    const paused = await running
    expect(paused).toMatchObject({ state: 'paused', pausedBy: 'person' })
    expect(await test.call('sweeps.stop', { batchId })).toMatchObject({ state: 'stopped' })
    const anew = await test.call('sweeps.start', request(batchId))
    expect(anew).toMatchObject({ state: 'running' })
    expect(anew.sweepId).not.toBe(paused.sweepId)
    await test.call('sweeps.stop', { batchId })
  })
})

describe('a network that is out', () => {
  it('pauses by itself when many hosts fail and no control host answers, and writes none of them down', async () => {
    const served = await sites()
    const test = await openBackend(temporaryFolder())
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 20)
    served.cut(() => true)
    const controlUrls = [`http://s99.sweep.localhost:${served.port}/`]
    const paused = await test.call('sweeps.run', request(batchId, { controlUrls }))
    expect(paused).toMatchObject({ state: 'paused', pausedBy: 'network', done: 0, pages: 0, failed: 0 })
    expect(paused.message).toMatch(/本机网络/)
    served.cut(() => false)
    expect(await test.call('sweeps.run', request(batchId))).toMatchObject({ state: 'done', done: 20, pages: 60, failed: 0 })
    expect(await found(test, batchId)).toEqual(planted.filter((each) => Number(each.split(' ')[0]) <= 20).toSorted())
  })

  it('goes on when a control host answers: then it is the sites', async () => {
    const served = await sites()
    const test = await openBackend(temporaryFolder())
    const batchId = await openSweepBatch(test, temporaryFolder(), served, 20)
    served.cut((number) => number <= 20)
    const controlUrls = [`http://s99.sweep.localhost:${served.port}/`]
    const done = await test.call('sweeps.run', {
      ...request(batchId, { controlUrls }),
      checks: [...fixtureChecks, 'site-reachable']
    })
    expect(done).toMatchObject({ state: 'done', done: 20, pages: 20, failed: 20 })
    const { hints } = await test.call('hints.list', { batchId })
    expect(hints).toHaveLength(20)
    expect(hints[0]).toMatchObject({ check: 'site-reachable', outcome: 'needs-human', location: '首页' })
    expect(hints[0]?.message).toMatch(/首页没有正常打开（连接被中断/)
  })
})
