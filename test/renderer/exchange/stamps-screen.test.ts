import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { openBackend, openBatch } from '../../backend/support.ts'
import { temporaryFolder } from '../../db/support.ts'
import { Office, openssl, policy, rootExtensions, serve, stampExtensions, type Issued } from '../../evidence/stamp-authority.ts'
import { lookAt } from '../support/look-at.ts'
import { openScreens } from '../support/open-screens.ts'
import { addPhoto } from './two-desks.ts'

const dayMs = 86_400_000
/** The day in China's offices. */
const chinaDay = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10)

it('时间戳: an authority is imported, asked only after the dialog, and what it gives or refuses is told day by day', async () => {
  const dir = temporaryFolder()
  const now = Date.now()
  let clock = now - dayMs
  const test = await openBackend(dir, { clock: { now: () => new Date(clock).toISOString() } })
  const batchId = await openBatch(test, dir, 2)
  const [target] = (await test.call('batches.targets', { batchId })).targets
  const objectKey = target?.objectKey ?? ''
  const desk = { ...test, dir }
  // Each makes two files that are stamped: the photo and its capture sheet.
  await addPhoto(desk, batchId, objectKey, 320)
  clock = now
  const today = await addPhoto(desk, batchId, objectKey, 640)
  const { evidence } = await test.call('targets.get', { batchId, objectKey })
  const fileOfToday = evidence.find(({ id }) => id === today)?.files[0]?.sha256 ?? ''

  const office = new Office(join(dir, 'tsa'))
  const root = office.issue('root', { extensions: rootExtensions })
  const signer = office.issue('signer', { extensions: stampExtensions, issuer: root })
  const otherRoot = office.issue('other', { extensions: rootExtensions })
  const stranger = office.issue('stranger', { extensions: stampExtensions, issuer: otherRoot })
  let asked = 0
  const { url, server } = await serve((request) => {
    asked += 1
    return { body: office.reply(request, asked === 2 ? stranger : signer) }
  })
  onTestFinished(() => void server.close())
  const settings = (trusted: Issued): string => {
    const content = { name: '省时间戳中心', url, policy, roots: [readFileSync(trusted.cert, 'utf8')] }
    return office.file('settings.json', JSON.stringify(content))
  }

  const screens = await openScreens(test.backend)
  onTestFinished(() => screens.close())
  const { page, complaints } = screens
  const look = lookAt(page, 'exchange')
  await page.evaluate(() => {
    location.hash = '#/exchange/stamps'
  })
  const ask = page.getByRole('button', { name: '申请时间戳…' })
  await page.getByText('还没有时间戳机构').waitFor()
  expect(await ask.isDisabled()).toBe(true)
  expect(await look('stamps-none')).toEqual([])

  const choose = async (file: string): Promise<void> => page.getByTestId('authority-file').setInputFiles(file)
  writeFileSync(join(dir, '不是.json'), '机构：省时间戳中心')
  await choose(join(dir, '不是.json'))
  await page.getByText('“不是.json”不是 JSON 文件，没有导入').waitFor()
  await choose(settings(root))
  await page.getByText('已加入“省时间戳中心”，信任的根证书：').waitFor()
  const fingerprint = openssl(['x509', '-in', root.cert, '-noout', '-fingerprint', '-sha256']).toString().split('=')[1] ?? ''
  await page.getByText(fingerprint.trim().replaceAll(':', '').toLowerCase()).waitFor()

  await ask.click()
  const dialog = page.getByRole('dialog', { name: '向时间戳机构申请' })
  await dialog.getByText('会向下面的网址发送 2 天证据的校验值（每天一个，共 4 个文件）').waitFor()
  await dialog.getByText(url).waitFor()
  expect(await look('stamps-ask')).toEqual([])
  await dialog.getByRole('button', { name: '取消' }).click()
  expect(asked, 'requests before anybody sent one').toBe(0)

  const send = async (): Promise<void> => {
    await ask.click()
    await dialog.getByRole('button', { name: '联网申请' }).click()
  }
  const cells = async (row: Locator): Promise<string[]> => (await row.getByRole('cell').allInnerTexts()).slice(0, 2)
  const row = (at: number): Locator => page.getByRole('row', { name: new RegExp(`^${chinaDay(at)}`) })
  await send()
  const result = page.getByTestId('stamp-result')
  await result.getByText('已取得 1 天的时间戳').waitFor()
  await result.getByText('签名证书不是由本单位信任的根证书签发的').waitFor()
  await row(now - dayMs)
    .getByText(/省时间戳中心，.*，2 个文件/)
    .waitFor()
  expect([await cells(row(now - dayMs)), await cells(row(now))]).toEqual([
    ['2', '0'],
    ['2', '2']
  ])
  expect(await look('stamps-refused')).toEqual([])

  await send()
  await page.getByText('全部证据都有时间戳').waitFor()
  expect(await ask.isDisabled()).toBe(true)
  expect(await cells(row(now))).toEqual(['2', '0'])
  expect(asked).toBe(3)
  const { stamps } = await test.call('stamps.ofFile', { sha256: fileOfToday })
  expect(stamps.map(({ answer, root: stamped }) => office.accepts(Buffer.from(answer, 'base64'), stamped, root))).toEqual([true])

  // Another root under the same name: what the first one gave counts no more, and waits again.
  await choose(settings(otherRoot))
  await page.getByText('已更新“省时间戳中心”，信任的根证书：').waitFor()
  await row(now).getByText('已不算数：').waitFor()
  expect(await page.getByTestId('stamp-result').count()).toBe(0)
  expect(await cells(row(now))).toEqual(['2', '2'])
  expect(await ask.isDisabled()).toBe(false)
  await page.getByRole('button', { name: 'EN', exact: true }).click()
  await page.getByRole('heading', { name: 'Authorities' }).waitFor()
  expect(await look('stamps-void-en')).toEqual([])
  expect(complaints).toEqual([])
}, 300_000)
