import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre'
import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { electronExecutable, launchElectron, type RunningApp } from '../support/electron-app.ts'
import { drawBatch, exportNotice, importRegistry, screensFolder, serveSites } from './main-path.ts'

const passphrase = '两台电脑的口令2026'
const drawn = 4

/** What the person chooses in the system's dialogs, which no test can click. */
async function answerDialogs({ app }: RunningApp, file: string): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, file)
}

const rail = (page: Page, name: RegExp): Promise<void> => page.getByRole('navigation').getByRole('link', { name }).click()

async function view(page: Page, name: string): Promise<void> {
  await rail(page, /^交换/)
  await page.locator('.screen-actions').getByText(name).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** @returns the number of the key that signed it */
async function pack(desk: RunningApp, file: string, isFirst: boolean): Promise<string> {
  const { page } = desk
  await answerDialogs(desk, file)
  await view(page, '证据包')
  await page.getByLabel('签名口令').fill(passphrase)
  if (isFirst) await page.getByLabel('再输一次').fill(passphrase)
  await page.getByRole('button', { name: '做证据包…' }).click()
  const made = page.getByTestId('made-package')
  await made.waitFor({ timeout: 60_000 })
  return (await made.locator('.exchange-code').nth(1).innerText()).trim()
}

/** `keyId`: to be accepted, as it was read out by telephone. */
async function take(desk: RunningApp, file: string, keyId: string | null, name = ''): Promise<string> {
  const { page } = desk
  await answerDialogs(desk, file)
  await view(page, '合并')
  await page.getByRole('button', { name: '选择证据包…' }).click()
  await page.getByRole('button', { name: '合并 1 个包' }).click()
  await page.getByTestId('merge-result').waitFor({ timeout: 60_000 })
  if (keyId === null) return page.getByTestId('merge-result').innerText()
  await page.getByRole('button', { name: '接受密钥…' }).click()
  await page.getByText((keyId.match(/.{4}/g) ?? []).join(' ')).waitFor()
  await page.getByLabel('给这台设备起个名字').fill(name)
  await page.keyboard.press('Enter')
  await page
    .getByTestId('merge-result')
    .getByText(/新合并 \d+ 条记录/)
    .waitFor()
  return page.getByTestId('merge-result').innerText()
}

async function openFirst(page: Page): Promise<void> {
  await rail(page, /^检查/)
  await page.locator('[role="row"][row-index="0"]').first().click()
  await page.getByText('已载入').waitFor({ timeout: 30_000 })
}

async function judge(page: Page, key: string, verdict: string): Promise<void> {
  await openFirst(page)
  await page.getByText('空白栏目').first().click()
  await page.keyboard.press(key)
  await expect.poll(() => page.locator('.checking-status').innerText()).toContain(verdict)
}

async function finishAll(page: Page): Promise<void> {
  await openFirst(page)
  for (let done = 1; done <= drawn; done += 1) {
    await page.keyboard.press('n')
    await page.getByText(`已检 ${done}`, { exact: false }).first().waitFor()
    if (done < drawn) await page.getByText('已载入').waitFor({ timeout: 30_000 })
  }
}

/** Everything is finished: what stands in the way is the conflict alone. */
async function noticeIs(page: Page, isReady: boolean): Promise<void> {
  await rail(page, /^通报/)
  await page.getByText(isReady ? '全部数字已重新计算' : /^还不能导出：有 \d+ 处要先解决/).waitFor()
  expect(await page.getByRole('button', { name: /^导\s?出$/ }).isDisabled()).toBe(!isReady)
  // What it says meanwhile is no result, and says so.
  expect(await page.getByText(/^草稿：有 \d+ 处要先解决/).count()).toBe(isReady ? 0 : 1)
}

/** A screen shows what it has until the backend has counted anew. */
async function sameState(first: RunningApp, second: RunningApp): Promise<string> {
  const differs = async (): Promise<boolean> => (await stateHash(first.page)) !== (await stateHash(second.page))
  await expect.poll(differs, { timeout: 20_000 }).toBe(false)
  return stateHash(first.page)
}

async function stateHash(page: Page): Promise<string> {
  await rail(page, /^设置/)
  const hash = page.getByText(/^[0-9a-f]{64}$/).first()
  await hash.waitFor()
  return hash.innerText()
}

/** What a notice says: its model without the moments at which it was written, and every cell of its tables. */
async function contentOf(dir: string): Promise<unknown> {
  const tables = readdirSync(dir)
    .filter((name) => name.endsWith('.xlsx'))
    .toSorted()
  const cells = await Promise.all(
    tables.map(async (name) => {
      const { sheets } = await readXlsx(readFileSync(join(dir, name)))
      return { name, sheets: sheets.map((sheet) => ({ name: sheet.name, rows: sheet.rows })) }
    })
  )
  return { model: JSON.parse(readFileSync(join(dir, 'notice.json'), 'utf8')) as unknown, cells }
}

if (electronExecutable() === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  it(
    'two desktops judge one batch apart, meet the conflict, rule it and give the same notice',
    { timeout: 600_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'xuncha-two-'))
      const served = await serveSites(folder)
      onTestFinished(async () => {
        await served.sites.close()
        rmSync(folder, { recursive: true, force: true })
      })
      const screens = screensFolder('two-desktops')
      const desktop = async (name: string): Promise<RunningApp> => {
        const env = { XUNCHA_KEYS: join(folder, `${name}-密钥`) }
        const running = await launchElectron({ workspace: join(folder, name), env })
        if (running === null) throw new Error('no display for Electron: run xuncha doctor --fix')
        running.page.setDefaultTimeout(60_000)
        onTestFinished(async () => void (await running.close()))
        return running
      }
      const [first, second] = [await desktop('一号机'), await desktop('二号机')]
      // Of the page, not of the screen: there one program lies over the other.
      const picture = ({ page }: RunningApp, name: string) => page.screenshot({ path: join(screens, `${name}.png`) })

      await importRegistry(first, served, screens)
      await drawBatch(first, served, screens)
      const file = (name: string): string => join(folder, `${name}.zip`)
      const firstKey = await pack(first, file('开工'), true)
      await take(second, file('开工'), firstKey, '1 号机')
      await sameState(first, second)

      // Both finish all four, and judge one item of the first differently.
      await judge(first.page, '1', '合格')
      await judge(second.page, '3', '不适用')
      await finishAll(first.page)
      await finishAll(second.page)
      // That they are told apart is seen too: else their being alike would say nothing.
      expect(await stateHash(first.page)).not.toBe(await stateHash(second.page))
      await noticeIs(first.page, true)
      await pack(first, file('一号机'), false)
      const secondKey = await pack(second, file('二号机'), true)
      expect(await take(second, file('一号机'), null)).toContain('1 处判得不同，等待裁定')
      expect(await take(first, file('二号机'), secondKey, '2 号机')).toContain('1 处判得不同，等待裁定')
      await first.page.getByRole('link', { name: '交换 1 项待裁定' }).waitFor()
      await sameState(first, second)
      await noticeIs(first.page, false)
      await noticeIs(second.page, false)
      await picture(second, '通报-草稿')

      await view(first.page, '待裁定')
      const said = first.page.locator('.exchange-said')
      await said.nth(1).waitFor()
      const words = await said.allInnerTexts()
      expect(words.toSorted()).toEqual(['不适用', '合格'])
      await picture(first, '待裁定')
      await first.page.locator('main').focus()
      await first.page.keyboard.press(String(words.indexOf('不适用') + 1))
      await first.page.keyboard.insertText('复看页面，本站没有该栏目')
      await first.page.keyboard.press('Enter')
      await first.page.getByText('没有待裁定的项').waitFor()
      // The ruling is here alone.
      expect(await stateHash(first.page)).not.toBe(await stateHash(second.page))

      await pack(first, file('裁定后'), false)
      expect(await take(second, file('裁定后'), null)).toMatch(/新合并 \d+ 条记录/)
      const hash = await sameState(first, second)
      const [one, other] = [await exportNotice(first, screens), await exportNotice(second, screens)]
      expect(await contentOf(other)).toEqual(await contentOf(one))
      console.log(`two desktops: Electron ${first.electronVersion}, state ${hash.slice(0, 16)}, notice of ${drawn} objects alike`)
    }
  )
}
