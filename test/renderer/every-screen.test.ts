import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zhCN } from '../../renderer/strings/strings.ts'
import { seriousFaults } from './support/axe.ts'
import { busyBackend, type BusyBackend } from './support/busy-backend.ts'
import { layoutFaults } from './support/layout-faults.ts'
import type { RendererKind } from './support/built-renderer.ts'
import { openScreens, type OpenedScreens } from './support/open-screens.ts'
import { isForTheEye, picture } from './support/picture.ts'

let busy: BusyBackend
let opened: OpenedScreens | undefined
let page: Page

/** Name → address; `BATCH` and `PROFILE` are filled in. */
const screens: Record<string, string> = {
  home: '#/home',
  registry: '#/registry',
  'registry-import': '#/registry/import',
  'registry-history': '#/registry/history',
  rules: '#/rules',
  'rules-edition': '#/rules/edition/national-2019-site',
  'rules-diff': '#/rules/diff/national-2019-site/national-2019-account',
  'rules-import': '#/rules/import',
  'rules-terms': '#/rules/terms',
  'rules-what-if': '#/rules/what-if/BATCH',
  batches: '#/batches',
  'batches-new': '#/batches/new',
  'batches-result': '#/batches/BATCH',
  'batches-work': '#/batches/work/BATCH',
  'batches-watch': '#/batches/watch/BATCH',
  checking: '#/checking/BATCH',
  hints: '#/hints',
  notices: '#/notices',
  'notices-profiles': '#/notices/profiles',
  'notices-profile': '#/notices/profile/PROFILE',
  'notices-tables': '#/notices/tables',
  'notices-tables-import': '#/notices/tables/import',
  'notices-templates': '#/notices/templates',
  'notices-history': '#/notices/history',
  exchange: '#/exchange',
  'exchange-merge': '#/exchange/merge',
  'exchange-inbox': '#/exchange/inbox',
  'exchange-stamps': '#/exchange/stamps',
  analysis: '#/analysis',
  settings: '#/settings'
}

/** An office laptop and the same at 150 %; where all are asked for, at 125 % and a large screen as well (XUNCHA_WHOLE_SCREENS=1). */
const office = { width: 1366, height: 768 }
const small = { width: 911, height: 512 }
const isWhole = isForTheEye || process.env['XUNCHA_WHOLE_SCREENS'] === '1'
const sizes = isWhole ? [office, { width: 1920, height: 1080 }, { width: 1093, height: 614 }, small] : [office, small]

let profile = ''
const complaints: string[] = []

async function open(kind: RendererKind): Promise<void> {
  complaints.push(...(opened?.complaints ?? []))
  await opened?.close()
  opened = await openScreens(busy.backend, kind)
  ;({ page } = opened)
  await page.getByRole('navigation').waitFor()
}

beforeAll(async () => {
  busy = await busyBackend()
  // A shipped profile cannot be changed: the editor is that of an office's own copy.
  const { profiles } = await busy.call('profiles.list', {})
  const shipped = await busy.call('profiles.get', { id: profiles[0]?.id ?? '' })
  const title = '内蒙古自治区鄂尔多斯市政府网站与政务新媒体季度通报'
  profile = (await busy.call('profiles.save', { profile: { ...shipped.profile, id: 'eerduosi', title } })).id
  await open('production')
})
afterAll(async () => {
  await opened?.close()
  await busy?.close()
})

async function show(address: string): Promise<void> {
  const hash = address.replace('BATCH', busy.batchId).replace('PROFILE', profile)
  await page.evaluate((to) => {
    location.hash = to
  }, hash)
  await page.locator('main h1').first().waitFor({ state: 'attached' })
  await page.locator('main .ant-skeleton').first().waitFor({ state: 'detached' })
  // The checklist, its findings and its page are most of the checking screen: the second object has a finding.
  if (address.startsWith('#/checking')) await page.locator('.checking-grid .ag-row[row-index="1"]').first().click()
  await settled()
}

/** Two frames without a change of the document: grids and charts have taken their size. */
const settled = (): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        let quiet = 0
        const observer = new MutationObserver(() => {
          quiet = 0
        })
        observer.observe(document.body, { childList: true, subtree: true, attributes: true })
        const look = (): void => {
          quiet += 1
          if (quiet < 6) {
            requestAnimationFrame(look)
            return
          }
          observer.disconnect()
          done()
        }
        requestAnimationFrame(look)
      })
  )

const leaves = (value: unknown, path: string): [string, string][] =>
  typeof value === 'string'
    ? [[path, value]]
    : Object.entries(value as object).flatMap(([key, part]) => leaves(part, path === '' ? key : `${path}.${key}`))
const strings = leaves(zhCN, '')
const keys = new Set(strings.map(([key]) => key))
/** Words of the Chinese screen that no data of this workspace bears. */
const chineseWords = new Set(strings.map(([, words]) => words).filter((words) => /\p{Script=Han}/u.test(words)))

/** Texts and spoken names on the screen. */
const texts = (): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) found.push(node.nodeValue?.trim() ?? '')
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name)?.trim() ?? '')
    return found.filter((text) => text !== '')
  })

/** What the data of the workspace and the editions themselves say in the same words. */
const alsoData = new Set(['错别字', '在运行', '首页', '空白栏目', '单项否决', '东胜区', '切换到中文', '中文'])

/** Screens whose matter is Chinese: items of an edition, the notice itself and its profile, names in an office's template. */
const chineseByNature = new Set(['rules-edition', 'notices', 'notices-profile', 'notices-templates'])

const themeButton = (): Locator => page.getByRole('button', { name: /^(主题|Theme)/ })
async function themeNow(): Promise<'light' | 'dark'> {
  const name = (await themeButton().getAttribute('aria-label')) ?? ''
  return /深色|dark/.test(name) ? 'dark' : 'light'
}

/** By the button of the top bar, as a person does it. */
async function inTheme(theme: 'light' | 'dark'): Promise<void> {
  const words = theme === 'light' ? /浅色|light/ : /深色|dark/
  const isThere = async (): Promise<boolean> => words.test((await themeButton().getAttribute('aria-label')) ?? '')
  while (!(await isThere())) await themeButton().click()
  await page.locator(`html[data-theme="${theme}"]`).waitFor()
  await settled()
}

describe.each(Object.entries(screens))('%s', (name, address) => {
  it(`has nothing cut off at ${sizes.map(({ width }) => width).join(', ')} px, and no serious fault in light and dark`, async () => {
    const faults: string[] = []
    await show(address)
    if (isForTheEye) await inTheme('light')
    for (const size of sizes) {
      await page.setViewportSize(size)
      await settled()
      faults.push(...(await layoutFaults(page)).map((fault) => `${size.width}: ${fault}`))
      await picture(page, 'every', `${name}-${size.width}`)
    }
    await page.setViewportSize(office)
    // From one theme to the other and not back: the next screen is begun in this one.
    const first = await themeNow()
    for (const theme of first === 'light' ? (['light', 'dark'] as const) : (['dark', 'light'] as const)) {
      await inTheme(theme)
      if (theme === 'dark') await picture(page, 'every', `${name}-dark`)
      faults.push(...(await seriousFaults(page, theme === first ? 'all' : 'colours')).map((fault) => `${theme}: ${fault}`))
    }
    expect(faults).toEqual([])
  })
})

describe('in English', () => {
  // Every screen passes here once more: the place for what React warns of, which only a development build says.
  beforeAll(() => open('development'))

  it.each(Object.entries(screens))('%s', async (name, address) => {
    if ((await page.evaluate(() => document.documentElement.lang)) !== 'en') {
      await page.getByRole('button', { name: 'EN', exact: true }).click()
      await page.getByRole('link', { name: 'Registry' }).waitFor()
    }
    const faults: string[] = []
    await show(address)
    // English is the longer one.
    for (const size of isWhole ? [small, office] : [small]) {
      await page.setViewportSize(size)
      await settled()
      faults.push(...(await layoutFaults(page)).map((fault) => `${size.width}: ${fault}`))
    }
    await picture(page, 'every', `${name}-en`)
    if (isForTheEye) {
      await inTheme('dark')
      await picture(page, 'every', `${name}-en-dark`)
      await inTheme('light')
    }
    const said = await texts()
    faults.push(...said.filter((text) => keys.has(text)).map((text) => `raw key: ${text}`))
    if (!chineseByNature.has(name))
      faults.push(...said.filter((text) => chineseWords.has(text) && !alsoData.has(text)).map((text) => `Chinese left: ${text}`))
    expect([...new Set(faults)]).toEqual([])
  })
})

describe('the checks', () => {
  it('see a planted faint text in the dark', async () => {
    await inTheme('dark')
    const plant = (style: string): Promise<void> =>
      page.evaluate((to) => {
        const text = document.querySelector('main h1')
        if (to === '') text?.removeAttribute('style')
        else text?.setAttribute('style', to)
      }, style)
    await plant('color:#333;background:#222')
    expect(await seriousFaults(page, 'colours')).toEqual([expect.stringContaining('color-contrast')])
    await plant('')
    await inTheme('light')
  })

  it('see a planted cut control, a cut text and a document that is too wide', async () => {
    await page.evaluate(() => {
      const plant = document.createElement('div')
      plant.id = 'planted'
      plant.setAttribute('style', 'position:fixed;left:100px;top:100px;width:80px;height:20px;overflow:hidden')
      const button = document.createElement('button')
      button.setAttribute('style', 'width:120px')
      button.textContent = 'planted'
      const text = document.createElement('p')
      text.setAttribute('style', 'position:fixed;left:0;top:0;width:20px;overflow:hidden;white-space:nowrap')
      text.textContent = 'a text that is longer than its box'
      plant.append(button, text)
      document.body.append(plant)
    })
    const faults = await layoutFaults(page)
    expect(faults).toEqual([expect.stringContaining('cut off sideways'), expect.stringContaining('text cut without title')])
    await page.evaluate(() => {
      document.querySelector('#planted')?.setAttribute('style', 'position:absolute;left:100px;top:0;width:9000px;height:1px')
    })
    expect((await layoutFaults(page)).some((fault) => fault.startsWith('document is'))).toBe(true)
    await page.evaluate(() => document.querySelector('#planted')?.remove())
  })

  it('made the browser complain of nothing on the way', () => {
    expect([...complaints, ...(opened?.complaints ?? [])]).toEqual([])
  })
})
