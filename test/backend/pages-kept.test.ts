import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageDriver } from '../../electron/capture/page-driver.ts'
import { pause, until } from '../support/chromium.ts'
import { host, site, test, batchId, key, incidents, states, useInspectedPages } from './inspected-pages.ts'

useInspectedPages()

/** Looks at the browser from a page of its own. */
let watcher: PageDriver
let others = 0

async function alive(): Promise<number> {
  const { targetInfos } = await watcher.send('Target.getTargets')
  return targetInfos.filter(({ type }) => type === 'page').length - others
}

beforeAll(async () => {
  watcher = await host.open({ sessionKey: 'watcher', allowHosts: [], visible: false })
  others = await alive()
})
afterAll(() => watcher.close())

const asked = (number: number): number => site.requests.filter((path) => path === `/kept/${number}`).length
const openKept = (number: number) => test.call('page.open', { batchId, objectKey: key(number), url: null })
const prefetch = (number: number) => test.call('page.prefetch', { batchId, objectKey: key(number), url: null })
const show = (number: number) => test.call('page.show', { batchId, objectKey: key(number) })
const frames = (): { objectKey: string }[] =>
  test.events.filter(({ name }) => name === 'page.frame').map(({ payload }) => payload as { objectKey: string })

describe('kept pages', () => {
  it('shows a page that was loaded ahead without asking the site again', async () => {
    await openKept(4)
    const before = asked(5)
    expect(await prefetch(5)).toEqual({ isKept: true })
    expect(asked(5)).toBe(before + 1)
    expect((await test.call('page.state', {})).state?.objectKey).toBe(key(4))
    await pause(300)
    expect(states().filter(({ objectKey }) => objectKey === key(5))).toEqual([])
    expect(await openKept(5)).toMatchObject({ objectKey: key(5), url: `${site.origin}/kept/5`, status: 200, loading: false })
    expect((await show(4)).state).toMatchObject({ objectKey: key(4), status: 200 })
    expect(asked(5)).toBe(before + 1)
  })

  it('keeps at most four pages alive, the shown one among them, whatever is opened', async () => {
    expect(await alive()).toBe(0)
    const most: number[] = []
    for (let number = 4; number <= 15; number += 1) {
      await openKept(number)
      if (number % 4 === 0 && number < 15) await prefetch(number + 1)
      most.push(await alive())
    }
    expect(Math.max(...most)).toBe(4)
    expect((await test.call('page.state', {})).state?.objectKey).toBe(key(15))
    // The last two stand behind it, the first is gone.
    expect((await show(14)).state?.objectKey).toBe(key(14))
    expect((await show(4)).state).toBeNull()
    expect((await test.call('page.state', {})).state).toBeNull()
    await test.backend.close()
    expect(await alive()).toBe(0)
  })

  it('holds the bound also where many are asked for at once', async () => {
    const counted: number[] = []
    const work = { isDone: false }
    const all = Promise.all([openKept(4), ...[5, 6, 7, 8].map(prefetch)]).finally(() => {
      work.isDone = true
    })
    while (!work.isDone) {
      counted.push(await alive())
      await pause(20)
    }
    await all
    expect(Math.max(...counted)).toBeLessThanOrEqual(4)
    expect(await alive()).toBe(4)
    expect((await test.call('page.state', {})).state?.objectKey).toBe(key(4))
  })

  it('gives a page back where it was left: place, scroll and history', async () => {
    await openKept(4)
    await test.call('page.navigate', { url: `${site.origin}/kept/6` })
    await test.call('page.input', { type: 'wheel', x: 300, y: 300, dx: 0, dy: 700, modifiers: 0 })
    await pause(500)
    await openKept(5)
    expect((await show(4)).state).toMatchObject({ url: `${site.origin}/kept/6`, canGoBack: true, title: '第 6 页' })
    const { view } = await scrolled()
    expect(view).toBeGreaterThan(300)
    expect((await test.call('page.back', {})).url).toBe(`${site.origin}/kept/4`)
  })

  it('sends frames of the shown page only', async () => {
    await test.call('page.bounds', { bounds: { x: 0, y: 0, width: 800, height: 600 } })
    await test.call('page.open', { batchId, objectKey: key(1), url: `${site.origin}/moving` })
    await until(() => frames().length > 3)
    await test.call('page.open', { batchId, objectKey: key(4), url: null })
    await until(() => frames().at(-1)?.objectKey === key(4), 'a frame of the page that is static')
    const before = frames().length
    await pause(800)
    expect(
      new Set(
        frames()
          .slice(before)
          .map(({ objectKey }) => objectKey)
      ).has(key(1))
    ).toBe(false)
  })

  it('tells what happened to a hidden page when it is shown, and under its own name', async () => {
    await openKept(4)
    await test.call('page.prefetch', { batchId, objectKey: key(1), url: `${site.origin}/popup` })
    await pause(500)
    expect(incidents()).toEqual([])
    await show(1)
    expect(incidents()).toEqual([expect.objectContaining({ kind: 'popup', batchId, objectKey: key(1) })])
  })

  it('binds a capture to the shown target, also where it is shown again', async () => {
    await openKept(4)
    await prefetch(5)
    await show(5)
    expect(await test.call('page.capture', { mode: 'visible' })).toMatchObject({
      objectKey: key(5),
      finalUrl: `${site.origin}/kept/5`
    })
    await show(6)
    await expect(test.call('page.capture', { mode: 'visible' })).rejects.toMatchObject({ code: 'page-failed' })
  })

  it('loads a page anew that failed while nobody looked', async () => {
    await openKept(4)
    await test.call('page.prefetch', { batchId, objectKey: key(5), url: 'http://127.0.0.1:9/' })
    expect((await show(5)).state).toBeNull()
    expect(await openKept(5)).toMatchObject({ status: 200, error: null })
  })
})

async function scrolled(): Promise<{ view: number }> {
  const evidence = await test.call('page.capture', { mode: 'visible' })
  const sheet = evidence.files.find(({ role }) => role === 'sheet')
  const read = JSON.parse(readFileSync(test.backend.servedFile(`evidence/${sheet?.sha256}`)?.file ?? '', 'utf8')) as {
    view: { scroll: { y: number } }
  }
  return { view: read.view.scroll.y }
}
