import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seriousFaults } from './support/axe.ts'
import { clippedControls } from './support/clipped.ts'
import { openBackend } from './support/open-backend.ts'
import { openScreens, type OpenedScreens } from './support/open-screens.ts'

const folder = mkdtempSync(join(tmpdir(), 'xuncha-screens-'))

let opened: Awaited<ReturnType<typeof openBackend>>
let screens: OpenedScreens
let page: Page

beforeAll(async () => {
  opened = await openBackend()
  screens = await openScreens(opened.backend)
  ;({ page } = screens)
})
afterAll(async () => {
  await screens?.close()
  await opened?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function goTo(hash: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
  await page.locator('main h1, main [role="grid"]').first().waitFor()
  await page.locator('main .ant-skeleton').first().waitFor({ state: 'detached' })
}

describe('first start', () => {
  it('offers the sample, an import, and says why no batch can be made yet', async () => {
    await page.getByRole('button', { name: '打开示例批次' }).waitFor()
    expect(await page.getByRole('button', { name: '导入名录' }).isEnabled()).toBe(true)
    expect(await page.getByRole('button', { name: '新建批次' }).isDisabled()).toBe(true)
    expect(await page.getByText('名录为空，请先导入名录').isVisible()).toBe(true)
    expect(await seriousFaults(page)).toEqual([])
  })

  it('shows an empty state on every list', async () => {
    for (const [hash, words] of [
      ['#/registry', '名录还是空的'],
      ['#/registry/history', '还没有导入记录'],
      ['#/batches', '还没有批次'],
      ['#/notices', '还没有批次，无法编制通报'],
      ['#/checking', '还没有批次']
    ] as const) {
      await goTo(hash)
      await page.locator('main').getByText(words, { exact: true }).waitFor()
      expect(await seriousFaults(page), hash).toEqual([])
    }
  })

  it('goes to home from an address that is not there', async () => {
    await goTo('#/nowhere')
    await page.waitForURL(/#\/home$/)
  })

  it('opens the sample batch into checking', async () => {
    await goTo('#/home')
    await page.getByRole('button', { name: '打开示例批次' }).click()
    await page.waitForURL(/#\/checking\/[0-9a-f-]{36}$/)
    await page.locator('.batch-switcher').getByText('云岭县政府网站').waitFor()
  })
})

describe('import', () => {
  const longName = '内蒙古自治区鄂尔多斯市东胜区人力资源和社会保障局政务新媒体'
  const file = join(folder, '名录.csv')

  it('says in place what is wrong with a file and keeps the way to choose another', async () => {
    writeFileSync(file, '甲,乙\n1,2\n')
    await goTo('#/registry/import')
    await page.getByTestId('registry-files').setInputFiles(file)
    const alert = page.locator('main [role="alert"]')
    expect(await alert.innerText()).toContain('名录.csv')
    expect(await page.getByRole('button', { name: '选择文件' }).isVisible()).toBe(true)
    expect(await seriousFaults(page)).toEqual([])
  })

  it('shows the whole difference, accounts for every row, and waits for a decision on rejected rows', async () => {
    writeFileSync(
      file,
      [
        '类别,地区,主办单位,名称,网站标识码,网址,平台,账号',
        `网站,东胜区,东胜区人社局,${longName},1506020033,http://rsj.example.gov.cn/,,`,
        '网站,东胜区,东胜区教育局,东胜区教育局网站,15060,http://jyj.example.gov.cn/,,',
        '网站,东胜区,东胜区财政局,东胜区财政局网站,1506020035,http://czj.example.gov.cn/,,'
      ].join('\n')
    )
    await page.getByTestId('registry-files').setInputFiles(file)
    await page.getByText('数据行 3 = 新增 2 + 变更 0 + 未变 0 + 拒绝 1').waitFor()
    await page.getByText('合计相符').waitFor()
    await page.getByRole('gridcell', { name: longName }).waitFor()
    const confirm = page.getByRole('button', { name: '确认导入' })
    expect(await confirm.isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: /只导入有效行/ }).check()
    expect(await confirm.isEnabled()).toBe(true)
    expect(await seriousFaults(page)).toEqual([])
    expect(await clippedControls(page)).toEqual([])
  })

  it('leaves the registry as it was when discarded', async () => {
    await page.getByRole('button', { name: '放弃' }).click()
    await goTo('#/registry')
    await page.getByText('网站 17', { exact: true }).waitFor()
  })

  it('finds an object by the initials of its pinyin', async () => {
    await page.getByRole('searchbox').fill('ylxmzj')
    await page.getByText('显示 1 行').waitFor()
    await page.getByRole('gridcell', { name: '云岭县民政局网站' }).waitFor()
  })
})

describe('new batch', () => {
  it('says beside the table why a design cannot be drawn', async () => {
    await goTo('#/batches/new')
    await page.getByLabel('比例', { exact: true }).fill('1.5')
    await page.getByText('抽查比例 1.5 超过 1').waitFor()
    expect(await page.getByRole('button', { name: '抽取', exact: true }).isDisabled()).toBe(true)
    expect(await seriousFaults(page)).toEqual([])
  })

  it('shows the shares that add up, draws, and makes the new batch the current one', async () => {
    // 16 running sites: 1, 12 and 3; half is 8 = 0.5 → 0, 6, 1.5 → 2 (the larger of two equal remainders wins).
    await page.getByLabel('比例', { exact: true }).fill('0.5')
    const row = (name: string) => page.getByRole('row', { name })
    await row('县直部门 12 6 50.00').waitFor()
    await row('县本级 1 0 0.00').waitFor()
    await row('乡镇街道 3 2 66.67 +1').waitFor()
    await row('合计 16 8 50.00 1').waitFor()
    await page.getByRole('button', { name: '抽取', exact: true }).click()
    await page.getByText('请填写批次名称').waitFor()
    await page.getByLabel('批次名称').fill('第三季度抽查')
    await page.getByLabel('检查时期').fill('2023年第三季度')
    await page.getByLabel('种子').fill('20230926')
    // The preview of the new seed must be there before the draw is offered again.
    await page.locator('button:enabled', { hasText: /^抽取$/ }).click()
    await page.getByText('20230926', { exact: true }).waitFor()
    await page
      .getByText(/^sha256:[0-9a-f]{64}$/)
      .first()
      .waitFor()
    await page.locator('.batch-switcher').getByText('第三季度抽查').waitFor()
    const href = await page.getByRole('link', { name: '下载抽样记录' }).getAttribute('href')
    const record = await page.evaluate(async (address) => (await fetch(address)).json(), href ?? '')
    expect(record).toMatchObject({ format: 'xuncha-sample-record', drawn: 8, title: '第三季度抽查' })
  })
})

describe('every screen', () => {
  const addresses = ['#/home', '#/registry', '#/registry/history', '#/batches', '#/batches/new', '#/notices', '#/settings']

  it.each(addresses)('%s has no serious fault and nothing clipped, light and dark', async (hash) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-theme="${colorScheme}"]`).waitFor()
      await goTo(hash)
      expect(await seriousFaults(page), colorScheme).toEqual([])
      expect(await clippedControls(page), colorScheme).toEqual([])
    }
  })

  it('sees a planted fault and a planted clipped control', async () => {
    await page.evaluate(() => {
      const button = document.createElement('button')
      button.id = 'planted'
      button.setAttribute('style', 'position:fixed;left:1300px;width:200px;top:60px;height:20px')
      document.querySelector('.shell')?.append(button)
    })
    expect((await seriousFaults(page)).some((fault) => fault.startsWith('button-name'))).toBe(true)
    expect(await clippedControls(page)).toHaveLength(1)
    await page.evaluate(() => document.querySelector('#planted')?.remove())
  })

  it('can be reached by keyboard from the top: skip link, then the rail', async () => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.reload()
    await page.getByRole('navigation').waitFor()
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('跳到主要内容')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('首页')
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
    expect(outline).toBe('solid')
  })

  it('stays in the language chosen, over a reload', async () => {
    await page.getByRole('button', { name: 'EN', exact: true }).click()
    await page.getByRole('link', { name: 'Registry' }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Registry' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    for (const hash of addresses) {
      await goTo(hash)
      expect(await clippedControls(page), hash).toEqual([])
    }
    await page.getByRole('button', { name: '中文', exact: true }).click()
    await page.getByRole('link', { name: '名录' }).waitFor()
  })
})

describe('settings', () => {
  it('names the person at the desk, and rebuilds the state to the same hash', async () => {
    await goTo('#/settings')
    await page.getByLabel('署名').fill('王检查')
    await page.getByRole('button', { name: '保存' }).first().click()
    await page.getByText('署名已保存').waitFor()
    await page.getByRole('button', { name: '重建' }).click()
    await page.getByText(/相同，共 \d+ 条操作记录/).waitFor()
  })
})

describe('a screen that breaks', () => {
  it('says one sentence with the details to copy, and leaves the rest standing', async () => {
    const other = await page.context().newPage()
    await other.route('**/settings-screen*.js', (route) => route.abort())
    await other.goto(`${new URL(screens.host.url).origin}/#/settings`)
    const alert = other.locator('main [role="alert"]')
    await alert.getByText('这个页面出错了').waitFor()
    await alert.getByRole('button', { name: '详情' }).click()
    expect(await alert.locator('pre').innerText()).toContain('settings-screen')
    await other.getByRole('link', { name: '名录' }).click()
    await other.getByRole('heading', { name: '名录' }).waitFor()
    await other.close()
  })
})

describe('the page', () => {
  it('made the browser complain of nothing under its own policy', () => {
    expect(screens.complaints).toEqual([])
  })

  it('refuses a style element without the nonce of this load', async () => {
    const colour = await page.evaluate(() => {
      const style = document.createElement('style')
      style.textContent = 'html { --planted: yes }'
      document.head.append(style)
      return getComputedStyle(document.documentElement).getPropertyValue('--planted')
    })
    expect(colour).toBe('')
  })

  it('says in words that the connection was lost, and keeps the screen', async () => {
    await screens.host.close()
    await page.getByText('与后台的连接断开了').waitFor()
    expect(await page.getByRole('navigation').isVisible()).toBe(true)
  })
})
