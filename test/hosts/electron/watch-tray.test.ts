import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../db/open.ts'
import { serveSite, watchedBatch } from '../../backend/watch-support.ts'
import { openBackend } from '../../backend/support.ts'
import { countingIds } from '../../db/support.ts'
import { electronExecutable, launchElectron } from '../../support/electron-app.ts'

const clock = { now: () => new Date().toISOString() }

/** A workspace whose watch is on: thirty addresses of one loopback site, often enough for a test to see one. */
async function watchedWorkspace() {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-tray-'))
  const site = await serveSite()
  const test = await openBackend(dir, { clock })
  const urls = Array.from({ length: 30 }, (_, index) => `${site.url}${index}/`)
  const { batchId, keys } = await watchedBatch(test, dir, urls)
  await test.backend.close()
  const store = openStore(join(dir, 'workspace.db'), { clock, ids: countingIds('t'), author: () => '甲' })
  store.append([{ type: 'watch.planned', payload: { batchId, objectKeys: keys, perDay: 288, seed: 's' } }])
  store.setSetting('watch-running', batchId)
  store.close()
  return { dir, site, batchId }
}

/** From here on questions are answered with `answer` and counted, and the tray's menu can be read and used. */
async function takeOver(app: ElectronApplication, answer: number): Promise<void> {
  await app.evaluate(({ dialog, Menu }, response) => {
    const desk = globalThis as unknown as { asked: string[]; menu: Electron.MenuItemConstructorOptions[] }
    desk.asked = []
    desk.menu = []
    dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
      desk.asked.push(options.message)
      return Promise.resolve({ response, checkboxChecked: false })
    }) as typeof dialog.showMessageBox
    const build = Menu.buildFromTemplate.bind(Menu)
    Menu.buildFromTemplate = (template) => {
      desk.menu = template as Electron.MenuItemConstructorOptions[]
      return build(template)
    }
  }, answer)
}
const asked = (app: ElectronApplication) => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
const menu = (app: ElectronApplication) =>
  app.evaluate(() =>
    (globalThis as unknown as { menu: Electron.MenuItemConstructorOptions[] }).menu.flatMap(({ label }) => label ?? [])
  )
const choose = (app: ElectronApplication, label: string) =>
  app.evaluate((_, wanted) => {
    const item = (globalThis as unknown as { menu: Electron.MenuItemConstructorOptions[] }).menu.find(
      (each) => each.label === wanted
    )
    ;(item?.click as (() => void) | undefined)?.()
  }, label)
const isVisible = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false)
const closeWindow = (app: ElectronApplication) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
/** What the machine says, whatever this one has for a network. */
const machine = (app: ElectronApplication, state: { isOnline: boolean; isOnBattery: boolean }) =>
  app.evaluate(({ net, powerMonitor }, { isOnline, isOnBattery }) => {
    net.isOnline = () => isOnline
    powerMonitor.isOnBatteryPower = () => isOnBattery
    powerMonitor.emit('resume')
  }, state)

if (electronExecutable() === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  describe('the desktop while a watch is on', { timeout: 420_000 }, () => {
    it('asks once, goes on in the tray without a window, pauses there, and ends from there', async () => {
      const { dir, site, batchId } = await watchedWorkspace()
      const running = await launchElectron({ workspace: dir })
      if (running === null) throw new Error('no display for Electron: run xuncha doctor --fix')
      const { app, page } = running
      await page.waitForSelector('#root *')
      await takeOver(app, 0)
      await page.evaluate((id) => {
        window.location.hash = `#/batches/watch/${id}`
      }, batchId)

      await machine(app, { isOnline: true, isOnBattery: true })
      await page.getByText('等待：正在使用电池').waitFor()
      await expect.poll(() => menu(app)).toEqual(['正在监测“三季度检查”（用电池时不访问）', '打开', '暂停监测', '退出'])
      await machine(app, { isOnline: false, isOnBattery: false })
      await page.getByText('等待：本机网络不通').waitFor()
      await machine(app, { isOnline: true, isOnBattery: false })
      await page.getByText('正在监测').waitFor()

      await closeWindow(app)
      await expect.poll(() => isVisible(app)).toBe(false)
      expect(await asked(app)).toEqual(['可用性监测正在进行'])
      const before = site.asked.length
      // The moments lie in the middle of the parts: at worst nothing is due for two of five minutes.
      await expect.poll(() => site.asked.length, { timeout: 200_000, interval: 500 }).toBeGreaterThan(before)

      await choose(app, '打开')
      await expect.poll(() => isVisible(app)).toBe(true)
      await closeWindow(app)
      await expect.poll(() => isVisible(app)).toBe(false)
      expect(await asked(app)).toHaveLength(1)

      // With the watch the tray's sign goes: the window comes back, or nothing of the program could be seen.
      await choose(app, '暂停监测')
      await expect.poll(() => isVisible(app)).toBe(true)
      await page.getByText('未在监测').waitFor()
      await page.getByRole('button', { name: '开始监测' }).click()
      await page.getByText('正在监测').waitFor()
      const exit = new Promise((done) => {
        app.process().once('exit', done)
      })
      await choose(app, '退出')
      expect(await exit).toBe(0)
      rmSync(dir, { recursive: true })
    })

    it('ends unasked when it is told to end', async () => {
      const { dir } = await watchedWorkspace()
      const running = await launchElectron({ workspace: dir })
      if (running === null) throw new Error('no display for Electron: run xuncha doctor --fix')
      await running.page.waitForSelector('#root *')
      await takeOver(running.app, 0)
      // As the menu's 退出 and a system that shuts down do it: nobody is asked.
      expect(await running.close()).toBe(0)
      rmSync(dir, { recursive: true })
    })
  })
}
