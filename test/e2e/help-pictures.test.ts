import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Transformer } from '@napi-rs/image'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Office, policy, rootExtensions, serve, stampExtensions } from '../evidence/stamp-authority.ts'
import { launchBrowserHost } from '../support/browser-app.ts'
import { projectRoot } from '../support/electron-app.ts'
import { screensFolder, serveSites } from './main-path.ts'

/**
 * Takes the pictures of the help pages from the running product: `npm run update:help` writes them where the pages take
 * them from; `XUNCHA_PICTURES=1` writes them beside and compares names and sizes. `npm test` leaves them out.
 */
const committed = join(projectRoot, 'resources/help/pictures')
const out = process.env['XUNCHA_UPDATE_HELP'] === '1' ? committed : join(projectRoot, 'out/help-pictures')
/** 1200 × 720 at 0.8 is 960 × 576: text is drawn at that size, not shrunk afterwards. */
const view = { width: 1200, height: 720, scale: 0.8 }
const byteLimit = 60 * 1024

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xuncha-help-'))
  process.env['XUNCHA_KEYS'] = join(folder, '密钥')
  mkdirSync(out, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function save(png: Uint8Array, name: string): Promise<void> {
  for (const quality of [88, 80, 72, 60, 50]) {
    const picture = await new Transformer(png).webp(quality)
    if (picture.length > byteLimit && quality > 50) continue
    return writeFileSync(join(out, `${name}.webp`), picture)
  }
}

/** A window of the pictures' size on the product, and the way to take one. */
async function openWindow(workspace: string): Promise<{ page: Page; take(name: string): Promise<void>; close(): Promise<void> }> {
  const running = await launchBrowserHost({ workspace })
  await running.page.close()
  const context = await running.browser.newContext({
    viewport: { width: view.width, height: view.height },
    deviceScaleFactor: view.scale,
    colorScheme: 'light'
  })
  const page = await context.newPage()
  await page.goto(running.url)
  return {
    page,
    take: async (name) => {
      // The pointer must not light up what it happened to press last, nor a message cover the screen.
      await page.mouse.move(view.width - 1, view.height - 1)
      await page.locator('.ant-message-notice').first().waitFor({ state: 'detached' })
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 150))))
      await save(await page.screenshot(), name)
    },
    close: async () => void (await running.close())
  }
}

const goTo = (page: Page, hash: string) =>
  page.evaluate((to) => {
    location.hash = to
  }, hash)

async function sampleScreens({ page, take }: Awaited<ReturnType<typeof openWindow>>): Promise<void> {
  await page.getByRole('button', { name: '打开示例批次' }).waitFor()
  await take('home')
  await page.getByRole('button', { name: '打开示例批次' }).click()
  await page.getByLabel('查找对象').waitFor({ timeout: 60_000 })
  await page.locator('[role="row"][row-index="0"]').first().click()
  await page.locator('[data-pane="page"]').getByText('已载入').waitFor({ timeout: 60_000 })
  await page.keyboard.press('F6')
  await take('guide')
  await page.getByRole('button', { name: '跳过引导' }).click()

  await page.keyboard.press('F8')
  await page.getByText('取证完成').waitFor({ timeout: 60_000 })
  await page.getByText('政策解读', { exact: true }).first().click()
  await take('checking')
  await page.keyboard.press('2')
  await page.getByLabel('数量', { exact: true }).fill('1')
  await page.getByLabel('位置').fill('首页》政策解读')
  await page.getByLabel('问题描述').fill('政策解读栏目最近更新为2026-04-01，监测时间点前6个月内未更新。')
  await take('finding')
  await page.keyboard.press('Control+Enter')
  await page.getByText('已登记问题').waitFor()
  await page.getByText('为什么').click()
  await take('score')
  await page.getByText('为什么').click()
  await page.getByRole('tab', { name: '证据 1' }).click()
  await page.getByRole('button', { name: /的证据原图$/ }).click()
  await page.getByRole('dialog').locator('img').waitFor()
  await take('evidence')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: /栏目/ }).click()
  await page.getByText('登记当前页').first().click()
  await take('columns')

  await goTo(page, '#/rules')
  await page.getByText('政府网站检查指标（国家 2019 年版）').first().dblclick()
  await page.getByText('应更新未更新栏目').first().click()
  await take('rules')
  await goTo(page, '#/notices')
  await page.getByText('还不能导出').first().waitFor({ timeout: 60_000 })
  await take('notice')
  await goTo(page, '#/settings')
  await page.getByText('状态重建').first().waitFor()
  await page.getByText('放假（天）').first().waitFor()
  await take('settings')
}

async function registryScreens({ page, take }: Awaited<ReturnType<typeof openWindow>>, registryFile: string): Promise<void> {
  await goTo(page, '#/registry/import')
  await page.getByTestId('registry-files').setInputFiles(registryFile)
  await page.getByText('合计相符').waitFor({ timeout: 60_000 })
  await take('import')
  await page.getByRole('button', { name: '确认导入' }).click()
  // The preview counts its rows as well; the import is over when the registry stands there.
  await page.waitForURL('**#/registry')
  await page.getByText(/^共 \d+ 行$/).waitFor()
  await goTo(page, '#/batches/new')
  await page.getByLabel('批次名称').fill('2026年第四季度政府网站抽查')
  await page.getByLabel('检查时期').fill('2026年第四季度')
  await page.getByLabel('比例', { exact: true }).fill('0.5')
  await page.getByText('+1').first().waitFor()
  await take('sampling')
}

/** A package made and verified on one computer, its days stamped by an authority of openssl's, taken to another, and checked without us. */
async function exchangeScreens(
  { page, take }: Awaited<ReturnType<typeof openWindow>>,
  other: Awaited<ReturnType<typeof openWindow>>
): Promise<void> {
  const office = new Office(join(folder, 'tsa'))
  const root = office.issue('省时间戳中心根证书', { extensions: rootExtensions })
  const signer = office.issue('省时间戳中心', { extensions: stampExtensions, issuer: root })
  const { url, server } = await serve((request) => ({ body: office.reply(request, signer) }))
  try {
    const settings = { name: '省时间戳中心', url, policy, roots: [readFileSync(root.cert, 'utf8')] }
    await goTo(page, '#/exchange/stamps')
    await page.getByTestId('authority-file').setInputFiles(office.file('settings.json', JSON.stringify(settings)))
    await page.getByRole('button', { name: '申请时间戳…' }).click()
    await page.getByRole('button', { name: '联网申请' }).click()
    await page.getByText('全部证据都有时间戳').waitFor()
    await take('stamps')
  } finally {
    server.close()
  }
  await goTo(page, '#/exchange')
  await page.getByLabel('签名口令').fill('示例的口令2026')
  await page.getByLabel('再输一次').fill('示例的口令2026')
  await page.getByRole('button', { name: '做证据包', exact: true }).click()
  const made = page.getByTestId('made-package')
  await made.waitFor({ timeout: 60_000 })
  const file = (await made.locator('dd').first().innerText()).trim()
  const code = (await made.locator('.exchange-code').first().innerText()).trim()
  await page.getByLabel(/已知的抄记码/).fill(code)
  await page.getByTestId('verify-file').setInputFiles(file)
  await page.getByText('与填写的抄记码、密钥编号相符').waitFor({ timeout: 60_000 })
  await take('packages')

  await goTo(other.page, '#/exchange/merge')
  await other.page.getByTestId('merge-files').setInputFiles(file)
  await other.page.getByRole('button', { name: '合并 1 个包' }).click()
  await other.page.getByText('这台设备的密钥还没有接受').waitFor({ timeout: 60_000 })
  await other.page.getByRole('button', { name: '接受密钥…' }).click()
  await other.page.getByLabel('给这台设备起个名字').fill('2 号机')
  await other.take('merge')
  await other.page.keyboard.press('Escape')

  const verifier = join(folder, 'verify.html')
  writeFileSync(verifier, execFileSync('unzip', ['-p', file, 'verify.html']))
  await other.page.goto(pathToFileURL(verifier).href)
  await other.page.locator('#known').fill(code)
  await other.page.locator('#file').setInputFiles(file)
  await other.page.locator('#result.good h2').waitFor({ timeout: 60_000 })
  await other.page.locator('#result').scrollIntoViewIfNeeded()
  await other.take('verify-page')
}

describe('pictures of the help pages', () => {
  it('show the screens of the running product', async () => {
    const sample = await openWindow(join(folder, '巡查工作区'))
    const served = await serveSites(folder)
    const own = await openWindow(join(folder, '工作区'))
    try {
      await sampleScreens(sample)
      await registryScreens(own, served.registryFile)
      await exchangeScreens(sample, own)
    } catch (error) {
      await sample.page.screenshot({ path: join(screensFolder('failed'), 'help.png') })
      await own.page.screenshot({ path: join(screensFolder('failed'), 'help-own.png') })
      throw error
    } finally {
      await sample.close()
      await own.close()
      await served.sites.close()
    }

    const names = readdirSync(out).filter((name) => name.endsWith('.webp'))
    expect(names.toSorted()).toEqual(
      readdirSync(committed)
        .filter((name) => name.endsWith('.webp'))
        .toSorted()
    )
    for (const name of names) {
      const { width, height } = await new Transformer(readFileSync(join(out, name))).metadata()
      expect([name, width, height]).toEqual([name, 960, 576])
      expect(statSync(join(out, name)).size, name).toBeLessThanOrEqual(byteLimit)
    }
  })
})
