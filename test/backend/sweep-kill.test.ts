import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { bundled } from '../support/bundled.ts'
import {
  askedAgain,
  checkOfFault,
  fastSweep,
  faultOf,
  fixtureChecks,
  openSweepBatch,
  startSweepSites
} from '../support/sweep-sites.ts'
import { openBackend } from './support.ts'

const siteCount = 100
const kills = 12

/** Numbers from 0 to 1, the same each time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

it('a sweep killed a dozen times asks no page again whose answer had come', { timeout: 500_000 }, async () => {
  const served = await startSweepSites()
  onTestFinished(() => served.close())
  const dir = temporaryFolder()
  const first = await openBackend(dir)
  const batchId = await openSweepBatch(first, temporaryFolder(), served, siteCount)
  await first.backend.close()

  const script = await bundled('test/backend/sweep-process.ts')
  const random = seeded(20_230_925)
  const killedAt: number[] = []
  async function sweepUntil(isEnough: () => boolean, more: number): Promise<NodeJS.Signals | null> {
    const request = JSON.stringify({ batchId, checks: fixtureChecks, settings: fastSweep })
    const child = spawn(process.execPath, [script, dir, request, 'busy'], { stdio: ['ignore', 'inherit', 'inherit'] })
    const exited = new Promise<NodeJS.Signals | null>((ended) => child.once('exit', (_code, signal) => ended(signal)))
    const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
    while (!isOver() && !isEnough()) await wait(1)
    await wait(more)
    if (!isOver() && child.kill('SIGKILL')) killedAt.push(performance.now())
    return exited
  }
  for (let count = 0; count < kills; count += 1) {
    // After some pages, at any moment of the half second in which the process is now busy, now not.
    const enough = served.answered.length + 2 + Math.floor(random() * 8)
    expect(await sweepUntil(() => served.answered.length >= enough, random() * 500)).toBe('SIGKILL')
  }
  expect(await sweepUntil(() => false, 0)).toBeNull()
  expect(killedAt).toHaveLength(kills)

  const { had, underWay } = askedAgain(served.requests, killedAt)
  expect(had).toEqual([])
  // Four targets at once, one request each.
  expect(underWay.length).toBeLessThanOrEqual(4 * kills)
  const numbers = Array.from({ length: siteCount }, (_, index) => index + 1)
  const pages = numbers.flatMap((number) => ['/', '/robots.txt', '/tzgg/', '/zwdt/'].map((path) => `${number} ${path}`))
  expect([...new Set(served.requests.map(({ page }) => page))].toSorted()).toEqual(pages.toSorted())

  const test = await openBackend(dir)
  expect((await test.call('sweeps.get', { batchId })).sweep).toMatchObject({
    state: 'done',
    done: siteCount,
    pages: siteCount * 3
  })
  const { hints } = await test.call('hints.list', { batchId })
  const planted = numbers.flatMap((number) => {
    const fault = faultOf(number)
    return fault === null ? [] : [`${number} ${checkOfFault[fault]}`]
  })
  expect(hints.map(({ objectKey, check }) => `${Number(objectKey.slice(-8))} ${check}`).toSorted()).toEqual(planted.toSorted())
})
