import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import { design, importFile } from '../../backend/support.ts'
import { deskOf, merged, packed, type Desk } from '../../backend/work-desks.ts'
import { temporaryFolder } from '../../db/support.ts'
import { photo } from '../../support/photos.ts'
import { builtVerifyPage } from '../../support/verify-page.ts'
import { lookedAtScreens } from '../support/looked-at-screens.ts'

const passphrase = '任务包测试的口令2026'
const offices = ['人力资源和社会保障局', '市场监督管理局', '教育体育局', '住房和城乡建设局', '卫生健康委员会', '应急管理局']
/** Two 地区, taken in turn: the first three objects of each way through lie 东胜区, 伊金霍洛旗, 东胜区 … */
const sites = offices.map((office, at) => {
  const stratum = at % 2 === 0 ? '东胜区' : '伊金霍洛旗'
  const name = `内蒙古自治区鄂尔多斯市${stratum}${office}政务信息公开网`
  return {
    name,
    stratum,
    key: `site:150602000${at}`,
    row: `网站,${name},${stratum},${office},150602000${at},http://s${at}.example.com/,,,在运行`
  }
})
/** 地区 one after the other, dealt out like cards: read off the rule in words, not off the program. */
const dealt = ['东胜区', '伊金霍洛旗'].flatMap((stratum) => sites.filter((site) => site.stratum === stratum))
const shareOf = (index: number) => dealt.filter((_, at) => at % 2 === index)

let manager: Desk
let batchId = ''

beforeEach(async () => {
  await builtVerifyPage()
  manager = await deskOf('负责人', undefined, passphrase)
  const file = join(manager.dir, '名录.csv')
  const head = '类别,名称,地区,主办单位,网站标识码,网址,平台,账号,状态'
  writeFileSync(file, `${[head, ...sites.map(({ row }) => row)].join('\r\n')}\r\n`)
  await importFile(manager, file)
  const title = '鄂尔多斯市政府网站常态化监管第三季度抽查'
  const draw = { title, period: '2023年第三季度', catalogueId: 'national-2019-site', design: design() }
  batchId = (await manager.call('batches.create', draw)).batch.id
})

/** A photo with ballast behind its last byte, as some cameras append: what it weighs is what counts here. */
async function heavyPhoto({ call }: Desk, objectKey: string, megabytes: number): Promise<string> {
  const bytes = Buffer.concat([await photo('jpg'), randomBytes(megabytes * 1024 * 1024)])
  let uploadId: string | null = null
  for (let at = 0; at < bytes.length; at += 1024 * 1024) {
    const chunk = bytes.subarray(at, at + 1024 * 1024).toString('base64')
    const last = at + 1024 * 1024 >= bytes.length
    uploadId = (await call('uploads.append', { uploadId, name: '首页.jpg', chunk, last })).uploadId
  }
  const { files } = await call('evidence.addFile', { batchId, objectKey, uploadId: uploadId ?? '' })
  return files.find(({ role }) => role === 'image')?.sha256 ?? ''
}

const row = (page: Page, inspector: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: inspector, exact: true }) })
const cells = async (at: Locator): Promise<string[]> => at.getByRole('cell').allInnerTexts()

async function saved(page: Page, link: Locator): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const path = join(temporaryFolder(), download.suggestedFilename())
  await download.saveAs(path)
  return path
}

describe('分派', { timeout: 600_000 }, () => {
  it('shares the batch out, hands over a file for each, and shows how far they are once results are merged', async () => {
    const { page, complaints, goTo, look } = await lookedAtScreens(manager.backend, 'work')
    await goTo(`/batches/${batchId}`)
    await page.getByRole('button', { name: '分派', exact: true }).click()
    await page.getByText('未分派 6 个对象').waitFor()
    await page.getByText('还没有分派', { exact: true }).waitFor()
    expect(await look('assign-first')).toEqual([])
    const make = page.getByRole('button', { name: '均分并做任务包' })
    expect(await make.isDisabled()).toBe(true)
    await page.getByLabel(/^检查员姓名/).fill('李四\n李四')
    await page.getByRole('alert').getByText('不能重复').waitFor()
    expect(await make.isDisabled()).toBe(true)
    await page.getByLabel(/^检查员姓名/).fill('李四\n阿拉腾其其格')
    await page.getByLabel(/^签名密钥口令/).fill('短')
    await page.getByLabel('再输一次口令').fill('短')
    expect(await make.isDisabled()).toBe(true)
    await page.getByLabel(/^签名密钥口令/).fill(passphrase)
    await page.getByRole('alert').getByText('两次输入不一样').waitFor()
    expect(await make.isDisabled()).toBe(true)
    await page.getByLabel('再输一次口令').fill(passphrase)
    await make.click()
    await page.getByText('李四：3 个对象').waitFor()
    await page.getByText('阿拉腾其其格：3 个对象').waitFor()
    await page.getByText('全部对象都已分派').waitFor()
    expect(await cells(row(page, '李四'))).toEqual(['3', '0', '0', '3', '还没有交回'])
    expect(await look('assign-made')).toEqual([])
    const links = page.getByRole('link', { name: '下载任务包' })
    const [first, second] = [await saved(page, links.nth(0)), await saved(page, links.nth(1))]
    expect([first, second].map((path) => /任务包-([^/-]+)-[^/]+\.zip$/.exec(path)?.[1])).toEqual(['李四', '阿拉腾其其格'])
    const { keyId } = await manager.call('packages.key', {})
    await page.getByText(`请把密钥编号 ${(keyId?.match(/.{4}/g) ?? []).join(' ')} 当面或电话告知检查员`).waitFor()

    const [li, other] = [await deskOf('李四'), await deskOf('阿拉腾其其格')]
    for (const [desk, path, index] of [
      [li, first, 0],
      [other, second, 1]
    ] as const) {
      await desk.call('work.open', { path, as: null, acceptKey: keyId })
      const { targets } = await desk.call('batches.targets', { batchId })
      expect(targets.map(({ objectKey }) => objectKey).toSorted()).toEqual(
        shareOf(index)
          .map(({ key }) => key)
          .toSorted()
      )
    }
    const [done, begun] = shareOf(0)
    await li.call('verdicts.give', { batchId, objectKey: done?.key ?? '', indicatorId: 'W3', verdict: 'pass' })
    await li.call('targets.complete', { batchId, objectKey: done?.key ?? '' })
    await li.call('verdicts.give', { batchId, objectKey: begun?.key ?? '', indicatorId: 'W3', verdict: 'pass' })
    await manager.call('work.withdraw', { batchId, to: '李四', names: [begun?.name ?? ''], reason: '换人' })
    await page.getByText('未分派 1 个对象').waitFor()
    await merged(manager, [await packed(li, batchId)])
    await row(page, '李四').getByText('2023-').waitFor()
    expect((await cells(row(page, '李四'))).slice(0, 4)).toEqual(['2', '1', '0', '1'])
    await page.getByText(`${begun?.name ?? ''}：李四 的记录 2 条（已收回）`).waitFor()
    expect(await look('assign-back')).toEqual([])
    await page.getByRole('button', { name: '重发 李四' }).click()
    await page.getByText('李四：2 个对象').waitFor()
    // What was taken back is all that is shared out anew: nobody gets what others have.
    await page.getByLabel(/^检查员姓名/).fill('王五\n赵六')
    await page.getByRole('alert').getByText('未分派的对象只有 1 个').waitFor()
    expect(await make.isDisabled()).toBe(true)
    await page.getByLabel(/^检查员姓名/).fill('王五')
    await make.click()
    await page.getByText('王五：1 个对象').waitFor()
    await page.getByText('全部对象都已分派').waitFor()
    const { inspectors } = await manager.call('work.list', { batchId })
    expect(inspectors.map(({ inspector, assigned }) => [inspector, assigned])).toEqual([
      ['李四', 2],
      ['王五', 1],
      ['阿拉腾其其格', 3]
    ])
    expect(complaints).toEqual([])
  })
})

describe('打开任务包', { timeout: 600_000 }, () => {
  it('is told first, asks for the key of its sender, and opens one of more than 50 MB', async () => {
    const names = [sites[0]?.name ?? '', sites[1]?.name ?? '']
    const sent = async (name: string, to: string) => {
      const selection = { by: 'names', names } as const
      const outFile = join(temporaryFolder(), name)
      return manager.call('work.send', { batchId, to, selection, outFile, passphrase, anyDevice: false })
    }
    const [first, foreign] = [await sent('李四.zip', '李四'), await sent('王五.zip', '王五')]
    const hashes = [await heavyPhoto(manager, sites[0]?.key ?? '', 27), await heavyPhoto(manager, sites[0]?.key ?? '', 26)]
    const large = await sent('李四的新任务包.zip', '李四')
    expect(statSync(large.file).size).toBeGreaterThan(52 * 1024 * 1024)

    const li = await deskOf('李四')
    const before = await li.state()
    const { page, complaints, goTo, look } = await lookedAtScreens(li.backend, 'work')
    const choose = async (path: string): Promise<void> => {
      await goTo('/')
      await page.getByRole('button', { name: '打开任务包' }).waitFor()
      await page.getByTestId('work-file').setInputFiles(path)
    }
    const dialog = page.getByRole('dialog', { name: '打开任务包' })
    await choose(first.file)
    await dialog.waitFor()
    expect(await dialog.getByRole('row').allInnerTexts()).toEqual([
      '批次\t2023年第三季度 鄂尔多斯市政府网站常态化监管第三季度抽查',
      '检查员\t李四',
      '对象\t2',
      '签发人\t负责人',
      `密钥编号\t${(first.keyId.match(/.{4}/g) ?? []).join(' ')} · 本机第一次见到，请与签发人当面或电话核对后再打开`
    ])
    expect(await look('open-confirm')).toEqual([])
    await dialog.getByRole('button', { name: /^取\s?消$/ }).click()
    await dialog.waitFor({ state: 'detached' })
    // For somebody else: said in the dialog, nothing written.
    await choose(foreign.file)
    await dialog.getByRole('button', { name: '已核对，打开' }).click()
    await dialog.getByText('任务包是给“王五”的，本机的检查员是“李四”').waitFor()
    expect(await look('open-foreign')).toEqual([])
    await page.keyboard.press('Escape')
    const broken = join(temporaryFolder(), '坏.zip')
    writeFileSync(broken, readFileSync(first.file).subarray(0, -40))
    await choose(broken)
    await page.getByText(/没有通过核验/).waitFor()
    expect(await li.state()).toBe(before)

    await choose(large.file)
    await dialog.waitFor({ timeout: 360_000 })
    await dialog.getByRole('button', { name: '已核对，打开' }).click()
    await page.waitForURL(`**#/checking/${batchId}`)
    await page.getByText('已打开任务包：共 2 个对象，新增 2 个').waitFor()
    await page
      .getByText(names[0] ?? '')
      .first()
      .waitFor()
    const { targets } = await li.call('batches.targets', { batchId })
    expect(targets.map(({ name }) => name).toSorted()).toEqual(names.toSorted())
    for (const hash of hashes) {
      const file = li.backend.servedFile(`evidence/${hash}`)?.file ?? ''
      expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(hash)
    }

    // The key is known from now on; an older package is of no use any more.
    const opened = await li.state()
    await choose(first.file)
    await dialog.getByText('已登记').waitFor()
    await dialog.getByRole('button', { name: /^打\s?开$/ }).click()
    await dialog.getByText('已打开过这个批次更新的任务包').waitFor()
    expect(await li.state()).toBe(opened)
    expect(complaints).toEqual([])
  })
})
