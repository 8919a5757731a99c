import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { design, importFile, openBackend } from '../../backend/support.ts'
import { temporaryFolder } from '../../db/support.ts'
import { addPhoto, recordFinding, type Desk } from '../exchange/two-desks.ts'
import { lookAt } from '../support/look-at.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'

const units = ['市人力资源和社会保障局', '市市场监督管理局', '市教育体育局']
const rows = units.map((unit, at) => `网站,${unit}门户网站,市直,${unit},341100000${at},http://s${at}.example.com/,,,在运行`)

/** Two units with a finding and its photo, the second masked; the third without. */
async function notices(): Promise<OpenedScreens> {
  const dir = temporaryFolder()
  const desk: Desk = { ...(await openBackend(dir)), dir }
  const file = join(dir, '名录.csv')
  writeFileSync(file, `类别,名称,地区,主办单位,网站标识码,网址,平台,账号,状态\r\n${rows.join('\r\n')}\r\n`)
  await importFile(desk, file)
  const { batch } = await desk.call('batches.create', {
    title: '三季度抽查',
    period: '2023年第三季度',
    catalogueId: 'national-2019-site',
    design: design({ strata: 'none' })
  })
  let masked = ''
  for (const at of [0, 1]) {
    const key = `site:341100000${at}`
    const evidenceId = await addPhoto(desk, batch.id, key, 640)
    await recordFinding(desk, batch.id, key, 2, [evidenceId])
    if (at === 1) masked = evidenceId
  }
  const mosaic = { type: 'mosaic' as const, id: 'm', x: 8, y: 8, width: 64, height: 64, block: 32, shown: null }
  await desk.call('annotations.save', { evidenceId: masked, layers: [mosaic] })
  const screens = await openScreens(desk.backend)
  onTestFinished(() => screens.close())
  await screens.page.evaluate((id) => localStorage.setItem('xuncha.batch', id), batch.id)
  await screens.page.reload()
  await screens.page.evaluate(() => {
    location.hash = '#/notices'
  })
  return screens
}

it('makes the folders that were asked for by clicks, says what is left out, and hands their files out', async () => {
  const { page, complaints } = await notices()
  const look = lookAt(page, 'notices')
  await page.getByLabel('整改期限', { exact: true }).fill('2023-10-20')
  const open = page.getByRole('button', { name: '按单位整理…' })
  await open.click()
  const dialog = page.getByRole('dialog', { name: '按单位整理材料' })
  await dialog.getByText('整理全部 2 个有问题的单位').waitFor()
  expect(await look('packets-ask')).toEqual([])
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })

  await open.click()
  await dialog.getByRole('checkbox', { name: units[1] ?? '' }).waitFor()
  expect(await dialog.locator('.packets-list label').allInnerTexts()).toEqual([units[0], units[1]])
  await dialog.getByRole('checkbox', { name: units[1] ?? '' }).check()
  await dialog.getByRole('button', { name: '整理 1 个单位' }).click()
  const made = page.getByTestId('packets-made')
  const said = await made.getByText(/已为 1 个单位整理材料/).innerText()
  const dir = said.slice(said.indexOf('/'))
  expect(readdirSync(dir)).toEqual([units[1]])
  const listed = async (): Promise<string[]> => made.getByText(/只放入打码后的副本|没有打印取证单/).allInnerTexts()
  expect((await listed()).length, 'left out: the original, and sheets where no browser prints').toBe(2)
  await made.getByText(/市市场监督管理局：问题 1 条/).click()
  const link = made.getByRole('link', { name: '截图/截图640-已打码.png' })
  expect(await look('packets-made')).toEqual([])
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')
  const onDisk = hash(join(dir, units[1] ?? '', '截图', '截图640-已打码.png'))
  expect(hash(await download.path())).toBe(onDisk)
  await made.getByText(onDisk).waitFor()

  // Again, within the same minute, for all and with originals: a folder of its own.
  await open.click()
  await dialog.getByLabel('同时放入没有打码的原图').check()
  await dialog.getByRole('button', { name: '整理 2 个单位' }).click()
  const all = await made.getByText(/已为 2 个单位整理材料/).innerText()
  const second = all.slice(all.indexOf('/'))
  expect(second).not.toBe(dir)
  expect(readdirSync(join(second, units[1] ?? '', '截图')).toSorted()).toEqual(['截图640-已打码.png', '截图640.jpg'].toSorted())
  expect(readdirSync(second).toSorted()).toEqual([units[0], units[1]].toSorted())
  expect(complaints).toEqual([])
}, 240_000)
