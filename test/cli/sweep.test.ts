import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openBackend } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { until } from '../support/chromium.ts'
import { askedAgain, checkOfFault, faultOf, openSweepBatch, startSweepSites, type SweepSites } from '../support/sweep-sites.ts'
import { json, startXuncha, xuncha } from './support.ts'

interface Printed {
  batch: string
  sweep: string
  state: string
  pausedBy: string | null
  targets: number
  done: number
  pages: number
  byBrowser: number
  failed: number
  hints: { target: string; check: string; outcome: string; url: string; location: string; state: string }[]
}

/** The pages are made for a day of 2023 and the command's clock is the machine's, so none that reads dates. */
const checks = ['meta-tags', 'footer-marks']
const count = 20
const numbers = Array.from({ length: count }, (_, index) => index + 1)
const everyPage = numbers.flatMap((number) => [`${number} /`, `${number} /tzgg/`, `${number} /zwdt/`])
/** From the plan of the fixture. */
const planted = numbers.flatMap((number) => {
  const fault = faultOf(number)
  return fault === null || !checks.includes(checkOfFault[fault]) ? [] : [`${number} ${checkOfFault[fault]}`]
})

/** A workspace with a batch of the sites, and the words of the command that sweeps it. */
async function prepared(delayMs: number): Promise<{ served: SweepSites; cwd: string; batchId: string; sweep: string[] }> {
  const served = await startSweepSites(delayMs)
  onTestFinished(() => served.close())
  const cwd = temporaryFolder()
  const workspace = join(cwd, '工作区')
  const test = await openBackend(workspace)
  const batchId = await openSweepBatch(test, cwd, served, count)
  await test.backend.close()
  const pace = ['--concurrency', '4', '--spacing', '0', '--no-browser']
  return { served, cwd, batchId, sweep: ['sweep', '--batch', batchId, ...pace, '--workspace', workspace] }
}

const found = ({ hints }: Printed): string[] =>
  hints.map(({ target, check }) => `${Number(target.slice(-8))} ${check}`).toSorted()

describe('xuncha sweep', { timeout: 240_000 }, () => {
  it('goes to every page of a batch once and prints what it found as one value', async () => {
    const { served, cwd, batchId, sweep } = await prepared(0)
    const result = await xuncha(cwd, [...sweep, '--checks', checks.join('，'), '--json'])
    expect([result.code, result.stderr]).toEqual([0, ''])
    const printed = json<Printed>(result)
    const { hints: _hints, sweep: _id, ...figures } = printed
    expect(figures).toEqual({
      batch: batchId,
      state: 'done',
      pausedBy: null,
      targets: count,
      done: count,
      pages: count * 3,
      byBrowser: 0,
      failed: 0
    })
    expect(found(printed)).toEqual(planted.toSorted())
    for (const { outcome, url, location, state } of printed.hints) {
      expect(['fail', 'needs-human']).toContain(outcome)
      expect(url).toMatch(/^http:\/\/s\d+\.sweep\.localhost:/)
      expect([location, state]).toEqual(['首页', 'open'])
    }
    expect(served.answered.toSorted()).toEqual(everyPage.toSorted())
    expect(served.mostAtOnce()).toBe(1)

    const lines = await xuncha(cwd, [...sweep, '--checks', checks.join(','), '--anew'])
    expect(lines.code).toBe(0)
    expect(lines.stdout).toContain(`巡检 ${count}/${count} 个对象，${count * 3} 个页面`)
  })

  it('pauses at Ctrl+C with an answer and exit code 1, and the next call goes on and repeats nothing', async () => {
    const { served, cwd, sweep } = await prepared(60)
    const call = [...sweep, '--checks', checks.join(','), '--json']
    const { child, ended } = startXuncha(cwd, call)
    await until(() => served.answered.length >= 10, 'ten pages')
    child.kill('SIGINT')
    const result = await ended
    const paused = json<Printed>(result)
    expect([result.code, paused.state, paused.pausedBy]).toEqual([1, 'paused', 'person'])
    expect(result.stderr).toContain('可以继续')
    expect(paused.done).toBeLessThan(count)
    // What had been asked is in the log, nothing was asked for beyond it.
    expect(paused.pages).toBe(served.answered.length)

    const resumed = await xuncha(cwd, call)
    expect(resumed.code).toBe(0)
    expect(json<Printed>(resumed)).toMatchObject({ state: 'done', sweep: paused.sweep, done: count, pages: count * 3 })
    expect(found(json<Printed>(resumed))).toEqual(planted.toSorted())
    expect(served.answered.toSorted()).toEqual(everyPage.toSorted())
  })

  it('goes on after it was killed', async () => {
    const { served, cwd, sweep } = await prepared(20)
    const call = [...sweep, '--checks', checks.join(','), '--json']
    const { child, ended } = startXuncha(cwd, call)
    await until(() => served.answered.length >= 15, 'fifteen pages')
    child.kill('SIGKILL')
    const killedAt = performance.now()
    await ended
    const resumed = json<Printed>(await xuncha(cwd, call))
    expect(resumed).toMatchObject({ state: 'done', done: count, pages: count * 3 })
    expect(found(resumed)).toEqual(planted.toSorted())
    expect(new Set(served.answered)).toEqual(new Set(everyPage))
    const { had, underWay } = askedAgain(served.requests, [killedAt])
    expect(had).toEqual([])
    expect(underWay.length).toBeLessThanOrEqual(4)
  })

  it.each([
    ['no batch', [], 'bad-input', '没有给出批次编号'],
    ['a batch that is not there', ['--batch', 'x'], 'unknown-batch', '没有编号为“x”的批次'],
    ['empty checks', ['--batch', 'x', '--checks', '，'], 'bad-input', '--checks 里没有写检查项'],
    ['a concurrency that is none', ['--batch', 'x', '--concurrency', '0'], 'bad-input', '--concurrency 要写 1 到 16 之间的整数']
  ])('refuses %s', async (_what, args, code, says) => {
    const result = await xuncha(temporaryFolder(), ['sweep', ...args, '--no-browser', '--workspace', '工作区', '--json'])
    expect(result.code).toBe(2)
    expect(json(result)).toMatchObject({ error: { code, message: expect.stringContaining(says) } })
  })
})
