import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../db/open.ts'
import { visitsOf } from '../../electron/backend/watch-lookup.ts'
import { createVisitor } from '../../electron/backend/watch-visit.ts'
import type { XunchaError } from '../../electron/domain/errors.ts'
import { countingIds, temporaryFolder } from '../db/support.ts'
import { openBackend, type TestBackend } from './support.ts'
import { deadAddress, manualTime, serveSite, watchedBatch, type ManualTime } from './watch-support.ts'

const minute = 60_000
const hour = 60 * minute
/** Midnight in China. */
const midnight = '2026-03-01T16:00:00.000Z'

const refusal = (work: Promise<unknown>): Promise<XunchaError> =>
  work.then(
    () => Promise.reject(new Error('was not refused')),
    (error: XunchaError) => error
  )

async function watching(
  urls: readonly string[],
  options: { time?: ManualTime; controls?: string[]; allowHosts?: string[]; dir?: string } = {}
) {
  const time = options.time ?? manualTime(midnight)
  const dir = options.dir ?? temporaryFolder()
  const test = await openBackend(dir, { clock: time.clock, timers: time.timers })
  const controls = options.controls ?? []
  const allowed = [...urls, ...controls].map((url) => new URL(url).host)
  const { batchId, keys } = await watchedBatch(test, dir, urls, options.allowHosts ?? allowed)
  if (controls.length > 0) await test.call('watch.setControlHosts', { addresses: controls })
  await test.call('watch.plan', { batchId, objectKeys: keys, perDay: 48 })
  return { time, dir, test, batchId, keys }
}
const daysOf = async (test: TestBackend, batchId: string, objectKey = '') =>
  (await test.call('watch.site', { batchId, objectKey })).days
const waitingOf = async (test: TestBackend, batchId: string) => (await test.call('watch.get', { batchId })).run.waiting

describe('availability watch', { timeout: 240_000 }, () => {
  it('visits the registered address through a day, tells its outages from the office’s, and keeps all of it over a rebuild', async () => {
    const site = await serveSite()
    const down = await deadAddress()
    const control = await serveSite()
    const { time, test, batchId, keys } = await watching([`${site.url}index.html`, down.url], { controls: [control.url] })
    expect((await test.call('watch.start', { batchId, keep: false })).batchId).toBe(batchId)
    await time.advance(24 * hour + minute)

    const [open, failed] = await Promise.all(keys.map((key) => daysOf(test, batchId, key)))
    expect(open?.[0]).toMatchObject({ day: '2026-03-02', counted: 48, notOpen: 0, isComplete: true, gaps: [] })
    expect(failed?.[0]).toMatchObject({ counted: 48, notOpen: 48, isComplete: true })
    expect(new Set(failed?.[0]?.visits.map(({ error, control: state, countsAs }) => `${error} ${state} ${countsAs}`))).toEqual(
      new Set(['refused reached failed'])
    )
    // Nothing but the registered address, once for each visit.
    expect(new Set(site.asked)).toEqual(new Set(['GET /index.html']))
    expect(site.asked.length).toBeGreaterThanOrEqual(48)
    const { sites, controlHosts } = await test.call('watch.get', { batchId })
    expect(controlHosts).toBe(1)
    expect(sites.map(({ verdict }) => [verdict.kind, verdict.completeDays])).toEqual([
      ['incomplete', 1],
      ['incomplete', 1]
    ])
    const { stateHash } = await test.call('state.hash', {})
    expect(await test.call('state.rebuild', {})).toMatchObject({ before: stateHash, stateHash })
  })

  it('does not count what fails while no control host answers, and says so where none are set', async () => {
    const down = await deadAddress()
    const own = await deadAddress()
    const lost = await watching([down.url], { controls: [own.url] })
    expect((await lost.test.call('watch.round', { batchId: lost.batchId })).visits).toMatchObject([
      { outcome: 'failed', control: 'lost' }
    ])
    expect((await daysOf(lost.test, lost.batchId, lost.keys[0]))[0]).toMatchObject({ counted: 0, counts: { 'own-network': 1 } })

    await lost.test.backend.close()
    const store = openStore(join(lost.dir, 'workspace.db'), { clock: lost.time.clock, ids: countingIds('s'), author: () => '甲' })
    expect(visitsOf({ store }, lost.batchId, lost.keys[0] ?? '')).toMatchObject([{ outcome: 'failed', control: 'lost' }])
    store.close()

    const unset = await watching([down.url])
    expect((await unset.test.call('watch.round', { batchId: unset.batchId })).visits).toMatchObject([{ control: 'unset' }])
    expect((await unset.test.call('watch.get', { batchId: unset.batchId })).controlHosts).toBe(0)
  })

  it('stands still while the machine sleeps, is off line or on battery, shows the gap, and makes up for nothing', async () => {
    const site = await serveSite()
    const { time, test, batchId, keys } = await watching([site.url])
    await test.call('watch.start', { batchId, keep: false })
    await time.advance(2 * hour)
    for (const [state, word] of [
      [{ isAsleep: true }, 'asleep'],
      [{ isAsleep: false, isOnline: false }, 'offline'],
      [{ isOnline: true, isOnBattery: true }, 'battery']
    ] as const) {
      await test.call('watch.host', state)
      expect(await waitingOf(test, batchId)).toBe(word)
      const before = site.asked.length
      await time.advance(2 * hour)
      expect(site.asked.length).toBe(before)
    }
    await test.call('watch.host', { isOnBattery: false })
    expect(await waitingOf(test, batchId)).toBeNull()
    await time.advance(2 * hour)
    const [day] = await daysOf(test, batchId, keys[0])
    expect(day?.counted).toBeGreaterThanOrEqual(7)
    expect(day?.counted).toBeLessThanOrEqual(9)
    expect(day?.gaps).toHaveLength(1)
    expect(
      test.events.filter(({ name }) => name === 'watch.changed').map(({ payload }) => (payload as { waiting: string }).waiting)
    ).toEqual([null, 'asleep', 'offline', 'battery', null])
  })

  it('goes on after a restart where it was kept on, in a host that stays open only', async () => {
    const site = await serveSite()
    const time = manualTime(midnight)
    const { dir, test, batchId, keys } = await watching([site.url], { time })
    await test.call('watch.start', { batchId, keep: true })
    await time.advance(3 * hour)
    const made = (await daysOf(test, batchId, keys[0]))[0]?.visits.length ?? 0
    expect(made).toBe(6)
    await test.backend.close()

    const command = await openBackend(dir, { clock: time.clock, timers: time.timers })
    expect((await command.call('watch.get', { batchId })).run.batchId).toBeNull()
    await command.backend.close()

    const resumed = await openBackend(dir, { clock: time.clock, timers: time.timers, isResident: true })
    expect((await resumed.call('watch.get', { batchId })).run.batchId).toBe(batchId)
    await time.advance(hour)
    expect((await daysOf(resumed, batchId, keys[0]))[0]?.visits).toHaveLength(8)
    await resumed.call('watch.pause', {})
    await time.advance(hour)
    expect((await daysOf(resumed, batchId, keys[0]))[0]?.visits).toHaveLength(8)
    await resumed.backend.close()
    const paused = await openBackend(dir, { clock: time.clock, timers: time.timers, isResident: true })
    expect((await paused.call('watch.get', { batchId })).run.batchId).toBeNull()
  })

  it('calls off a visit under way when it is paused, and records nothing of it', async () => {
    const hanging = await serveSite(() => undefined)
    const { time, test, batchId, keys } = await watching([hanging.url])
    await test.call('watch.start', { batchId, keep: false })
    const going = time.advance(hour, 1_000)
    await expect.poll(() => hanging.asked.length).toBe(1)
    await test.call('watch.pause', {})
    expect(await daysOf(test, batchId, keys[0])).toEqual([])
    await going
  })

  it('runs one batch at a time, and keeps its plan while it runs', async () => {
    const site = await serveSite()
    const { dir, test, batchId, keys } = await watching([site.url])
    const other = await watchedBatch(test, dir, [site.url])
    expect((await refusal(test.call('watch.start', { batchId: other.batchId, keep: false }))).message).toContain(
      '还没有选要监测的网站'
    )
    await test.call('watch.plan', { batchId: other.batchId, objectKeys: other.keys, perDay: 24 })
    await test.call('watch.start', { batchId, keep: false })
    expect((await refusal(test.call('watch.start', { batchId: other.batchId, keep: false }))).message).toContain(
      '一次只能监测一个批次'
    )
    expect((await refusal(test.call('watch.plan', { batchId, objectKeys: keys, perDay: 24 }))).message).toContain('请先暂停')
    expect((await refusal(test.call('watch.plan', { batchId: other.batchId, objectKeys: ['site:9'], perDay: 24 }))).code).toBe(
      'unknown-target'
    )
  })

  it('never asks a private address that the batch does not name, and does not count that visit', async () => {
    const site = await serveSite()
    const { test, batchId, keys } = await watching([site.url], { allowHosts: [] })
    await test.call('watch.round', { batchId })
    expect(site.asked).toEqual([])
    expect((await daysOf(test, batchId, keys[0]))[0]).toMatchObject({ counted: 0, counts: { 'needs-eyes': 1 } })
  })

  it('makes a round by hand, and leaves out what was visited a moment ago', async () => {
    const site = await serveSite()
    const { time, test, batchId, keys } = await watching([site.url])
    expect((await test.call('watch.round', { batchId })).visits).toMatchObject([
      { objectKey: keys[0], outcome: 'open', status: 200 }
    ])
    expect(await test.call('watch.round', { batchId })).toEqual({ visits: [], tooSoon: keys })
    await time.advance(5 * minute)
    expect((await test.call('watch.round', { batchId })).visits).toHaveLength(1)
  })

  it('keeps what a full disk does not take, says so, and records it once there is room, also when paused', async () => {
    const site = await serveSite()
    const { time, test, dir, batchId, keys } = await watching([site.url])
    const db = new Database(join(dir, 'workspace.db'))
    onTestFinished(() => void db.close())
    const fill = (): void => void db.exec(`CREATE TRIGGER full BEFORE INSERT ON visits BEGIN SELECT RAISE(ABORT, 'full'); END`)
    const faultNow = async () => (await test.call('watch.get', { batchId })).run.fault
    fill()
    await test.call('watch.start', { batchId, keep: false })
    await time.advance(90 * minute)
    const made = site.asked.length
    expect(made).toBe(3)
    expect(await daysOf(test, batchId, keys[0])).toEqual([])
    expect(await faultNow()).toBe('failed')
    expect(test.events.findLast(({ name }) => name === 'watch.changed')?.payload).toMatchObject({ fault: 'failed' })
    db.exec('DROP TRIGGER full')
    await time.advance(minute)
    expect((await daysOf(test, batchId, keys[0]))[0]?.visits).toHaveLength(made)
    expect(await faultNow()).toBeNull()

    fill()
    await time.advance(hour)
    await test.call('watch.pause', {})
    expect(await faultNow()).toBe('failed')
    await time.advance(minute)
    db.exec('DROP TRIGGER full')
    await time.advance(minute, 0)
    await expect.poll(faultNow).toBeNull()
    expect((await daysOf(test, batchId, keys[0]))[0]?.visits).toHaveLength(site.asked.length)
    expect(site.asked.length).toBeGreaterThan(made)
  })

  it('refuses a round that the disk did not take, and records it all the same once there is room', async () => {
    const site = await serveSite()
    const { time, test, dir, batchId, keys } = await watching([site.url])
    const db = new Database(join(dir, 'workspace.db'))
    onTestFinished(() => void db.close())
    db.exec(`CREATE TRIGGER full BEFORE INSERT ON visits BEGIN SELECT RAISE(ABORT, 'full'); END`)
    expect((await refusal(test.call('watch.round', { batchId }))).message).toContain('访问结果没有保存')
    db.exec('DROP TRIGGER full')
    await time.advance(minute, 0)
    await expect.poll(async () => (await daysOf(test, batchId, keys[0]))[0]?.visits.length).toBe(1)
    expect(site.asked).toHaveLength(1)
  })

  it('makes one round at a time, none beside its own visits, and ends one when it is paused', async () => {
    const hanging = await serveSite(() => undefined)
    const { test, batchId, keys } = await watching([hanging.url])
    const round = test.call('watch.round', { batchId })
    await expect.poll(() => hanging.asked.length, { timeout: 20_000 }).toBe(1)
    expect((await refusal(test.call('watch.round', { batchId }))).message).toContain('请等它做完')
    expect((await refusal(test.call('watch.start', { batchId, keep: false }))).message).toContain('请等它做完')
    await test.call('watch.pause', {})
    // One that had been waited for to its end would have counted as not open.
    expect(await round).toEqual({ visits: [], tooSoon: [] })
    expect(await daysOf(test, batchId, keys[0])).toEqual([])
    await test.call('watch.start', { batchId, keep: false })
    expect((await refusal(test.call('watch.round', { batchId }))).message).toContain('请先暂停监测')
    expect(hanging.asked).toHaveLength(1)
  })

  it('stops by itself when every site has its week', async () => {
    const site = await serveSite()
    const time = manualTime('2026-03-08T15:00:00.000Z')
    const { test, batchId, keys } = await watching([site.url], { time })
    await test.call('watch.start', { batchId, keep: true })
    // Seven days' visits as a merge from another laptop would bring them.
    await test.call('watch.pause', {})
    const objectKey = keys[0] ?? ''
    const visits = Array.from({ length: 7 * 24 }, (_, index) => ({
      objectKey,
      url: site.url,
      at: new Date(Date.parse('2026-03-01T16:10:00.000Z') + index * hour).toISOString(),
      outcome: 'open' as const,
      milliseconds: 300,
      status: 200,
      error: null,
      control: 'not-asked' as const
    }))
    await test.backend.close()
    await recordVisits(time, test.backend.workspaceDir, batchId, visits.slice(0, -1))
    const again = await openBackend(test.backend.workspaceDir, { clock: time.clock, timers: time.timers })
    await again.call('watch.start', { batchId, keep: true })
    await time.advance(70 * minute, 1_000)
    await expect
      .poll(() => again.call('watch.get', { batchId }))
      .toMatchObject({
        sites: [{ verdict: { kind: 'passes', completeDays: 7, from: '2026-03-02', to: '2026-03-08' } }],
        run: { batchId: null, nextAt: null }
      })
  })
})

async function recordVisits(time: ManualTime, dir: string, batchId: string, visits: object[]): Promise<void> {
  const store = openStore(join(dir, 'workspace.db'), { clock: time.clock, ids: countingIds('m'), author: () => '甲' })
  store.append([{ type: 'visits.recorded', payload: { batchId, visits: visits as never } }])
  store.close()
}

describe('one visit', { timeout: 120_000 }, () => {
  const clock = { now: () => new Date().toISOString() }
  const visited = async (answer: Parameters<typeof serveSite>[0], slowMilliseconds = 2_500) => {
    const site = await serveSite(answer)
    const visitor = createVisitor({ clock, allowHosts: [site.host], controls: () => [], slowMilliseconds })
    const visit = await visitor.visit(site.url, new AbortController().signal)
    await visitor.close()
    return visit
  }

  it('is open at its last byte: one whose answer begins in time and ends late is slow', async () => {
    const late = (): Parameters<typeof serveSite>[0] => (_, response) => {
      response.write('<html>')
      setTimeout(() => response.end('</html>'), 3_000)
    }
    expect(await visited(late())).toMatchObject({ outcome: 'slow', status: 200, control: 'unset' })
    expect(await visited(late(), 60_000)).toMatchObject({ outcome: 'open', control: 'not-asked' })
  })

  it.each([
    [503, 'failed', null],
    [404, 'failed', null],
    [403, 'failed', null]
  ] as const)('answered %d is %s', async (status, outcome, error) => {
    expect(
      await visited((_, response) => {
        response.statusCode = status
        response.end('x')
      })
    ).toMatchObject({ outcome, status, error, milliseconds: null })
  })

  it('follows a redirect, and a connection that is cut off is a failure', async () => {
    expect(
      await visited((request, response) => {
        if (request.url === '/') response.writeHead(302, { location: '/index.html' })
        response.end('x')
      })
    ).toMatchObject({ outcome: 'open', status: 200 })
    expect(await visited((request) => void request.socket.destroy())).toMatchObject({ outcome: 'failed', error: 'reset' })
  })

  it('says nothing where the time went by before its turn came', async () => {
    const hanging = await serveSite(() => undefined)
    const visitor = createVisitor({ clock, allowHosts: [hanging.host], controls: () => [], slowMilliseconds: 15_000 })
    const { signal } = new AbortController()
    // One request at a time to a host: the second waits until the first is given up.
    const [first, second] = await Promise.all([1, 2].map(async () => visitor.visit(hanging.url, signal)))
    expect(first).toMatchObject({ outcome: 'failed', error: 'answer-timeout' })
    expect(second).toBeNull()
    await visitor.close()
  })

  it('says nothing when the machine slept meanwhile', async () => {
    const site = await serveSite()
    let looks = 0
    const jumping = {
      now: () => {
        looks += 1
        return new Date(Date.parse(midnight) + (looks - 1) * hour).toISOString()
      }
    }
    const visitor = createVisitor({ clock: jumping, allowHosts: [site.host], controls: () => [], slowMilliseconds: 15_000 })
    expect(await visitor.visit(site.url, new AbortController().signal)).toBeNull()
    await visitor.close()
  })
})
