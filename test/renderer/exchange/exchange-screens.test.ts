import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../db/support.ts'
import { packed, unpacked } from '../../evidence/package-forge.ts'
import { picture } from '../support/picture.ts'
import { lookedAtScreens, type LookedAtScreens } from '../support/looked-at-screens.ts'
import { judgeDifferently, passphrase, twoDesks, type Desk, type TwoDesks } from './two-desks.ts'

const opened = ({ backend }: Desk): Promise<LookedAtScreens> => lookedAtScreens(backend, 'exchange')

/** The first line of what stands beside a name. */
const factOf = async (within: Locator, name: string): Promise<string> =>
  (
    await within.locator('dt').getByText(name, { exact: true }).locator('xpath=following-sibling::dd[1]').first().innerText()
  ).split('\n')[0] ?? ''

describe('证据包', { timeout: 240_000 }, () => {
  it('is made with a passphrase typed twice, and verified: whole, with a known code, and changed', async () => {
    const desks = await twoDesks()
    await desks.second.call('merge.packages', { paths: [desks.start] })
    await desks.second.call('merge.acceptKey', { keyId: desks.firstKey, name: '1 号机' })
    const { page, complaints, goTo, look } = await opened(desks.second)
    await goTo('/exchange')
    expect(await look('packages-first')).toEqual([])
    const make = page.getByRole('button', { name: '做证据包', exact: true })
    await page.getByLabel('签名口令').fill('短')
    await page.getByText('口令至少 8 个字').waitFor()
    await page.getByLabel('签名口令').fill(passphrase)
    await page.getByLabel('再输一次').fill('两次不同的口令')
    await page.getByText('两次输入不一样').waitFor()
    expect(await make.isDisabled()).toBe(true)
    await page.getByLabel('再输一次').fill(passphrase)
    await page.getByText('选定的对象', { exact: true }).click()
    expect(await make.isDisabled()).toBe(true)
    await page.getByLabel('名称、单位、拼音首字母').fill('教育')
    await page.getByRole('checkbox', { name: /教育体育局/ }).check()
    expect(await look('packages-some')).toEqual([])
    await page.getByText('整个批次', { exact: true }).click()
    await page.getByLabel('再输一次').press('Enter')
    const made = page.getByTestId('made-package')
    await made.waitFor({ timeout: 60_000 })
    expect(await look('packages-made')).toEqual([])
    const [file, code, keyId, sha256] = await Promise.all(
      ['文件', '抄记码', '密钥编号', '文件校验值（SHA-256）'].map((name) => factOf(made, name))
    )
    const path = file ?? ''
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(sha256)
    const verdict = await desks.second.call('packages.verify', { file: path, heads: [], keyIds: [keyId ?? ''] })
    expect(verdict).toMatchObject({ ok: true, signedBy: { keyId } })
    expect(code).toBe(`${verdict.head?.device}:${verdict.head?.seq}:${verdict.head?.hash.slice(0, 16)}`)

    await page.getByTestId('verify-file').setInputFiles(path)
    const shown = page.getByTestId('verify-verdict')
    await shown.getByText('完好：内容与签名一致').waitFor()
    await shown.getByText('只能证明包内一致').waitFor()
    await page.getByLabel(/已知的抄记码/).fill('不是编号')
    await page.getByText('第 1 行既不是抄记码也不是密钥编号').waitFor()
    await page.getByLabel(/已知的抄记码/).fill(`${code}\n${keyId}`)
    await page.getByRole('button', { name: '重新核验' }).click()
    await shown.getByText('与填写的抄记码、密钥编号相符').waitFor()
    await page.getByLabel(/已知的抄记码/).fill((code ?? '').replace(/.$/, (last) => (last === '0' ? '1' : '0')))
    await page.getByRole('button', { name: '重新核验' }).click()
    await shown.getByText('没有通过核验：1 处问题').waitFor()

    const bytes = readFileSync(path)
    // Inside the first photo, past its head.
    const place = bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff])) + 400
    bytes[place] = (bytes[place] ?? 0) ^ 1
    const changed = join(temporaryFolder(), '改动过的包.zip')
    writeFileSync(changed, bytes)
    await page.getByLabel(/已知的抄记码/).fill('')
    await page.getByTestId('verify-file').setInputFiles(changed)
    await shown.getByText(/没有通过核验：\d+ 处问题/).waitFor()
    await shown
      .getByText(/evidence\/[0-9a-f]{64}/)
      .first()
      .waitFor()
    await shown
      .getByText(/内容被改动过/)
      .first()
      .waitFor()
    expect(await look('packages-changed')).toEqual([])
    expect(complaints).toEqual([])
  })
})

/**
 * Presses 取消 of a job as soon as it says how far it is: from within the page, since the work goes on in the process that
 * drives the page and may be done before the press is on its way.
 */
const stopUnderWay = (page: Page, title: string): Promise<void> =>
  page.evaluate(
    (job) =>
      new Promise<void>((done) => {
        const look = (): void => {
          const strip = [...document.querySelectorAll('.job')].find(({ textContent }) => textContent?.includes(job))
          const button = /\d+ \/ \d+/.test(strip?.textContent ?? '') ? strip?.querySelector('button') : null
          if (button === null || button === undefined) {
            setTimeout(look, 10)
            return
          }
          button.click()
          done()
        }
        look()
      }),
    title
  )

describe('核验', { timeout: 240_000 }, () => {
  it('of a large package shows how far it is and is stopped by 取消; the next one is verified as ever', async () => {
    const { first, start } = await twoDesks()
    const files = await unpacked(start)
    // Many files rather than large ones: they are on their way at once, and each takes its time.
    for (let at = 0; at < 15_000; at += 1) files.set(`evidence/${String(at).padStart(64, '0')}.png`, Buffer.from(String(at)))
    const large = join(temporaryFolder(), '一个季度的证据包.zip')
    writeFileSync(large, packed(files).bytes)
    const { page, complaints, goTo } = await opened(first)
    await goTo('/exchange')
    const { events: before } = await first.call('state.rebuild', {})
    const stopped = stopUnderWay(page, '核验证据包')
    await page.getByTestId('verify-file').setInputFiles(large)
    await stopped
    await page
      .getByRole('status')
      .getByText(/已取消/)
      .waitFor()
    expect(await page.getByRole('alert').count()).toBe(0)
    await page.locator('.job', { hasText: '核验证据包' }).waitFor({ state: 'detached' })
    await picture(page, 'exchange', 'verify-cancelled')
    expect(await page.getByTestId('verify-verdict').count()).toBe(0)
    expect((await first.call('state.rebuild', {})).events).toBe(before)
    await page.getByTestId('verify-file').setInputFiles(start)
    await page.getByTestId('verify-verdict').getByText('完好：内容与签名一致').waitFor()
    expect(complaints).toEqual([])
  })
})

describe('合并', { timeout: 240_000 }, () => {
  it('holds an unknown key until its number was compared, says what is missing, and leads to the inbox', async () => {
    const desks = await twoDesks()
    const { page, complaints, goTo, look } = await opened(desks.second)
    await goTo('/exchange/merge')
    await page.getByText('没有等待的记录').waitFor()
    expect(await look('merge-empty')).toEqual([])
    await page.getByTestId('merge-files').setInputFiles([desks.start])
    await page.getByRole('button', { name: '合并 1 个包' }).click()
    await page.getByText(/收到 \d+ 条，还在等待/).waitFor()
    await page.getByText('这台设备的密钥还没有接受').waitFor()
    expect(await look('merge-held')).toEqual([])
    await page.getByRole('button', { name: '接受密钥…' }).click()
    await page.getByText((desks.firstKey.match(/.{4}/g) ?? []).join(' ')).waitFor()
    expect(await look('merge-accept')).toEqual([])
    await page.getByLabel('给这台设备起个名字').fill('1 号机')
    await page.keyboard.press('Enter')
    await page
      .getByTestId('merge-result')
      .getByText(/新合并 \d+ 条记录/)
      .waitFor()
    await page.getByRole('cell', { name: desks.firstKey }).waitFor()
    expect(await desks.second.call('state.hash', {})).toEqual(await desks.first.call('state.hash', {}))

    const conflicts = await judgeDifferently(desks)
    const late = await desks.pack(desks.first, '一号机-收工.zip')
    await page.getByTestId('merge-files').setInputFiles([late, desks.start])
    await page.getByRole('button', { name: `去掉 ${basename(desks.start)}` }).click()
    await page.getByRole('button', { name: '合并 1 个包' }).click()
    await page.getByText(`${conflicts} 处判得不同，等待裁定`).waitFor()
    expect(await look('merge-conflicts')).toEqual([])
    await page.getByRole('link', { name: `交换 ${conflicts} 项待裁定` }).waitFor()
    await page.getByRole('button', { name: '去裁定' }).click()
    await page.getByRole('heading', { name: '待裁定' }).waitFor()

    const text = join(temporaryFolder(), '不是包.zip')
    writeFileSync(text, '不是压缩包')
    await goTo('/exchange/merge')
    await page.getByTestId('merge-files').setInputFiles([text])
    await page.getByRole('button', { name: '合并 1 个包' }).click()
    await page
      .getByRole('alert')
      .getByText(/“不是包.zip”没有通过核验，没有合并/)
      .waitFor()
    expect(complaints).toEqual([])
  })
})

describe('待裁定', { timeout: 240_000 }, () => {
  let desks: TwoDesks
  let amount = 0
  const merged = async (): Promise<LookedAtScreens> => {
    desks = await twoDesks()
    await desks.second.call('merge.packages', { paths: [desks.start] })
    await desks.second.call('merge.acceptKey', { keyId: desks.firstKey, name: '1 号机' })
    amount = await judgeDifferently(desks)
    await desks.second.call('merge.packages', { paths: [await desks.pack(desks.first, '收工.zip')] })
    return opened(desks.second)
  }

  it('shows the versions in plain words with their evidence, and is worked through by keyboard alone', async () => {
    const { page, complaints, goTo, look } = await merged()
    await goTo('/exchange/inbox')
    await page.getByText(`第 1 项，共 ${amount} 项`).waitFor()
    const item = (name: RegExp): Locator => page.getByRole('list', { name: '待裁定的项' }).getByRole('button', { name })
    await item(/教育体育局.*W2/s).click()
    const versions = page.locator('.exchange-version')
    expect((await versions.locator('.exchange-said').allInnerTexts()).toSorted()).toEqual(['不适用', '合格'])
    const own = versions.filter({ hasText: '阿拉腾其其格 · 本机' })
    await versions.filter({ hasText: '王检查 · 1 号机' }).waitFor()
    await own.getByRole('button', { name: /^查看 .* 的证据$/ }).waitFor()
    expect(await look('inbox-verdict')).toEqual([])
    await own.getByRole('button', { name: /^查看 .* 的证据$/ }).click()
    const shown = page.getByRole('dialog').locator('img')
    await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalHeight)).toBe(900)
    await page.keyboard.press('Escape')

    await item(/问题数量/).click()
    expect((await versions.locator('.exchange-said').allInnerTexts()).toSorted()).toEqual(['4 处', '5 处'])
    await page.getByText('原来 3 处').waitFor()
    expect(await page.locator('.exchange-inbox').innerText()).not.toMatch(/[{}]|null|undefined/)
    expect(await look('inbox-finding')).toEqual([])

    await page.locator('main').focus()
    const five = (await versions.locator('.exchange-said').allInnerTexts()).indexOf('5 处') + 1
    await page.keyboard.press(String(five))
    await page.keyboard.type('复看截图')
    await page.keyboard.press('Enter')
    await page.getByText(new RegExp(`第 \\d 项，共 ${amount - 1} 项`)).waitFor()
    await page.getByRole('link', { name: `交换 ${amount - 1} 项待裁定` }).waitFor()
    const kept = { batchId: desks.batchId, objectKey: desks.objectKeys[0] ?? '' }
    expect((await desks.second.call('targets.get', kept)).findings).toMatchObject([{ count: 5 }])
    const place = await page.locator('#exchange-conflict').innerText()
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await page.locator('#exchange-conflict').innerText()).toBe(place)
    expect(complaints).toEqual([])
  })

  it('rules many with one reason, and a ruling is put right by another one', async () => {
    const { page, complaints, goTo, look } = await merged()
    await goTo('/exchange/inbox')
    await page.getByRole('checkbox', { name: '全选' }).check()
    await page.getByText(`已选 ${amount} 项`).waitFor()
    await page.getByRole('button', { name: '一起裁定…' }).click()
    await page.getByRole('radio', { name: '王检查 · 1 号机' }).check()
    await page.getByRole('dialog').getByLabel('裁定理由').fill('以现场复核为准')
    expect(await look('inbox-together')).toEqual([])
    await page.getByRole('button', { name: `裁定 ${amount} 项` }).click()
    await page.getByText('没有待裁定的项').waitFor()
    await page.getByRole('link', { name: '交换', exact: true }).waitFor()
    const [kept = '', other = ''] = desks.objectKeys
    const work = (objectKey: string) => desks.second.call('targets.get', { batchId: desks.batchId, objectKey })
    expect((await work(other)).verdicts).toMatchObject({ W2: 'pass' })
    expect((await work(kept)).findings).toMatchObject([{ count: 5, location: '首页》政务公开》政策》政策解读' }])

    await page.getByText(`已裁定 ${amount}`, { exact: true }).click()
    expect(await look('inbox-ruled')).toEqual([])
    const name = (await work(other)).target.object.name
    const row = page.getByRole('row', { name: new RegExp(`${name}.*W2`, 's') })
    await row.getByRole('button', { name: '改判…' }).click()
    expect(await page.getByRole('dialog').getByRole('radio', { checked: true }).locator('xpath=..').innerText()).toContain(
      '不适用'
    )
    await page.getByRole('dialog').getByLabel('裁定理由').fill('再次复看，栏目不适用')
    expect(await look('inbox-anew')).toEqual([])
    await page.getByRole('button', { name: '改判', exact: true }).click()
    await row.getByText('再次复看，栏目不适用').waitFor()
    expect((await work(other)).verdicts).toMatchObject({ W2: 'not-applicable' })
    const { before, stateHash } = await desks.second.call('state.rebuild', {})
    expect(stateHash).toBe(before)

    await page.getByRole('button', { name: 'EN', exact: true }).click()
    await page.getByRole('columnheader', { name: 'Not taken' }).waitFor()
    expect(await look('inbox-ruled-en')).toEqual([])
    expect(complaints).toEqual([])
  })
})
