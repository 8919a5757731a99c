import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBackend, type Backend } from '../../../electron/backend/backend.ts'
import type { PageHost } from '../../../electron/capture/page-driver.ts'
import type { AnnotationState } from '../../../electron/contract/annotations.ts'
import type { Input, Output, ProcedureName } from '../../../electron/contract/index.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { design, header } from '../../backend/support.ts'
import { realHost } from '../../support/chromium.ts'
import { sendHtml, serveFixtures, type FixtureServer } from '../../support/fixture-pages.ts'
import { seriousFaults } from '../support/axe.ts'
import { projectRoot } from '../support/open-backend.ts'
import { openScreens, type OpenedScreens } from '../support/open-screens.ts'
import { picture } from '../support/picture.ts'

const folder = mkdtempSync(join(tmpdir(), 'xuncha-annotate-'))
const name = '内蒙古自治区鄂尔多斯市东胜区人力资源和社会保障局网站'
const key = 'site:3400000001'

let site: FixtureServer
let pageHost: PageHost
let backend: Backend
let screens: OpenedScreens
let page: Page
let evidence: Evidence
let original: Buffer

async function call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>> {
  const reply = await backend.call(procedure, input)
  if (reply.ok) return reply.value as Output<P>
  throw new Error(reply.error.message)
}
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const fileOf = (hash: string): Buffer => readFileSync(backend.servedFile(`evidence/${hash}`)?.file ?? '')
const imageHash = (): string => evidence.files.find(({ role }) => role === 'image')?.sha256 ?? ''
const known = (): Promise<AnnotationState> => call('annotations.get', { evidenceId: evidence.id })
const screenshot = (what: string): Promise<void> => picture(page, 'annotate', what)

beforeAll(async () => {
  site = await serveFixtures({
    '/': sendHtml(
      `<title>公示公告_${name}</title><style>body{margin:0;font:16px/32px sans-serif}p{margin:0;padding:8px 40px}section{height:900px;border-bottom:1px solid #999}</style><p>联系人：王某，电话 13812345678</p><p>证件 11010519491231002X</p>${Array.from({ length: 43 }, (_, index) => `<section>第 ${index} 段</section>`).join('')}`
    )
  })
  pageHost = await realHost()
  backend = await createBackend({
    workspaceDir: join(folder, 'workspace'),
    resourcesDir: join(projectRoot, 'resources'),
    version: 'test',
    clock: { now: () => new Date().toISOString() },
    ids: { next: () => v7() },
    pageHost,
    runtime: { host: 'test' },
    log: pino({ level: 'silent' })
  })
  const file = join(folder, '名录.csv')
  writeFileSync(
    file,
    `${[header, `网站,${name},鄂尔多斯市,东胜区人力资源和社会保障局,3400000001,${site.origin}/,,,`].join('\r\n')}\r\n`
  )
  const { previewId } = await call('registry.preview', { sources: [{ path: file }] })
  await call('registry.commit', { previewId, acceptValid: false })
  const { batch } = await call('batches.create', {
    title: '三季度检查',
    period: '2023Q3',
    catalogueId: 'national-2019-site',
    design: design(),
    allowHosts: [site.host]
  })
  await call('page.open', { batchId: batch.id, objectKey: key, url: null })
  evidence = await call('page.capture', { mode: 'whole' })
  original = fileOf(imageHash())
  await call('page.close', {})
  screens = await openScreens(backend)
  page = screens.page
  await page.evaluate((id) => {
    window.location.hash = `#/checking/${id}`
  }, batch.id)
}, 400_000)
afterAll(async () => {
  await screens?.close()
  await backend?.close()
  await pageHost?.close()
  await site?.close()
  rmSync(folder, { recursive: true, force: true })
})

const editor = () => page.locator('dialog.is-full')
const layerNames = (): Promise<string[]> => editor().locator('.annotate-layer').allInnerTexts()

describe('AnnotateEditor', () => {
  it('opens from the viewer by A, over a picture of about 39,000 rows, drawing no more than the pane', async () => {
    expect(evidence.height).toBeGreaterThan(38_000)
    await page.locator('.ag-row', { hasText: '内蒙古自治区' }).click()
    await page.getByRole('tab', { name: '证据 1' }).click()
    await page.getByRole('button', { name: /的证据原图/ }).click()
    await page.getByText('发现 2 处号码未打码').waitFor()
    await screenshot('viewer')
    await page.keyboard.press('a')
    await editor().locator('canvas').waitFor()
    const { canvas, pane } = await editor().evaluate((dialog) => ({
      canvas: [...dialog.querySelectorAll('canvas')].map(({ width, height }) => [width, height])[0] ?? [0, 0],
      pane: dialog.querySelector('.annotate-scroll')?.getBoundingClientRect().toJSON() as { width: number; height: number }
    }))
    expect(canvas[0]).toBeLessThanOrEqual(pane.width)
    expect(canvas[1]).toBeLessThanOrEqual(pane.height)
    // The picture is there, not only its frame: more than one colour.
    await expect
      .poll(() =>
        editor().evaluate((dialog) => {
          const drawn = dialog.querySelector('canvas')
          const data = drawn?.getContext('2d')?.getImageData(0, 0, drawn.width, drawn.height).data ?? []
          const colours = new Set<number>()
          for (let at = 0; at < data.length; at += 4) colours.add(((data[at] ?? 0) << 8) | (data[at + 3] ?? 0))
          return colours.size
        })
      )
      .toBeGreaterThan(4)
  })

  it('makes, moves and resizes a box by keyboard alone, undoes and redoes', async () => {
    await page.keyboard.press('b')
    await page.keyboard.press('Enter')
    const [placed = ''] = await layerNames()
    const [, x = '', y = '', width = ''] = /左 (\d+)，上 (\d+)，宽 (\d+)/.exec(placed) ?? []
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+Shift+ArrowRight')
    expect(await layerNames()).toEqual([`方框 · 左 ${Number(x) + 1}，上 ${Number(y) + 10}，宽 ${Number(width) + 10}，高 120`])
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    expect(await layerNames()).toEqual([placed])
    await page.keyboard.press('Control+z')
    expect(await layerNames()).toEqual([])
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+y')
    expect(await layerNames()).toEqual([`方框 · 左 ${Number(x) + 1}，上 ${Number(y) + 10}，宽 ${Number(width) + 10}，高 120`])
  })

  it('counts numbers, takes words with an input method, and masks the numbers that were found', async () => {
    await page.keyboard.press('n')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.press('t')
    await page.keyboard.press('Enter')
    const field = page.getByLabel('文字内容')
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true)
    const session = await page.context().newCDPSession(page)
    await session.send('Input.imeSetComposition', { text: 'bm', selectionStart: 2, selectionEnd: 2 })
    await session.send('Input.insertText', { text: '栏目' })
    await page.keyboard.type('b10')
    await page.keyboard.press('Enter')
    await page.keyboard.press('p')
    const names = await layerNames()
    expect(names.map((line) => line.split(' · ')[0])).toEqual([
      '方框',
      '序号 1',
      '序号 2',
      '栏目b10',
      '138****5678',
      '11*************02X'
    ])
    await page.getByText('2 处号码已打码').waitFor()
    await page.locator('.annotate-layer', { hasText: '序号 1' }).click()
    await page.keyboard.press('Delete')
    expect((await layerNames()).map((line) => line.split(' · ')[0])).toContain('序号 1')
    expect(await layerNames()).toHaveLength(5)
  })

  it('draws with the mouse where it is drawn, at any scroll', async () => {
    await page.keyboard.press('r')
    const pane = editor().locator('.annotate-scroll')
    await pane.evaluate((element) => {
      element.scrollTop = 20_000
    })
    const box = await pane.boundingBox()
    if (box === null) throw new Error('no pane')
    await page.mouse.move(box.x + 100, box.y + 100)
    await page.mouse.down()
    await page.mouse.move(box.x + 180, box.y + 150, { steps: 4 })
    await page.mouse.move(box.x + 300, box.y + 200)
    await page.mouse.up()
    const zoom = await pane.evaluate(
      (element, width) => (element.querySelector<HTMLElement>('.annotate-space')?.offsetWidth ?? 0) / width,
      evidence.width
    )
    const top = await pane.evaluate((element) => element.scrollTop)
    const arrow = (await layerNames()).find((line) => line.startsWith('箭头')) ?? ''
    const numbers = (arrow.match(/\d+/g) ?? []).map(Number)
    const expected = [99 / zoom, (top + 99) / zoom, 299 / zoom, (top + 199) / zoom]
    expect(numbers).toHaveLength(4)
    expect(numbers.every((value, index) => Math.abs(value - (expected[index] ?? 0)) <= 2)).toBe(true)
    await screenshot('editor')
    expect(await seriousFaults(page)).toEqual([])
  })

  it('keeps a draft when it is left by Escape, and brings it back', async () => {
    const before = await layerNames()
    await page.keyboard.press('Escape')
    await editor().waitFor({ state: 'detached' })
    // The viewer below is still open.
    expect(await page.locator('dialog[open]').count()).toBe(1)
    await expect.poll(async () => (await known()).draft?.length).toBe(before.length)
    expect((await known()).layers).toEqual([])
    await page.keyboard.press('a')
    await expect.poll(layerNames).toEqual(before)
  })

  it('saves by Ctrl+S as data, the original untouched, and exports a copy whose record names it', async () => {
    await editor().locator('.annotate-scroll').focus()
    await page.keyboard.press('Control+s')
    await page.getByText('标注已保存').waitFor()
    const saved = await known()
    expect(saved).toMatchObject({ imageSha256: imageHash(), draft: null })
    expect(saved.layers.map(({ type }) => type)).toEqual(['box', 'number', 'text', 'mosaic', 'mosaic', 'arrow'])
    await page.getByRole('button', { name: '导出带标注副本' }).last().click()
    await page.getByText('副本已写入').waitFor({ timeout: 120_000 })
    await screenshot('exported')
    const { copies } = await known()
    const [copy] = copies
    if (copy === undefined) throw new Error('no copy')
    expect(copy).toMatchObject({ derivedFrom: imageHash(), drawn: 4 })
    expect(copy.masked.map(({ shown }) => shown)).toEqual(['138****5678', '11*************02X'])
    const [image, record] = copy.files
    const bytes = readFileSync(join(folder, 'workspace', 'exports', '带标注副本', image?.name ?? ''))
    expect(sha(bytes)).toBe(image?.sha256)
    expect(
      JSON.parse(readFileSync(join(folder, 'workspace', 'exports', '带标注副本', record?.name ?? ''), 'utf8'))
    ).toMatchObject({
      format: 'xuncha-annotated-copy/1',
      derivedFrom: { sha256: imageHash() },
      image: { sha256: image?.sha256, width: evidence.width, height: evidence.height },
      masked: copy.masked
    })
    const after = fileOf(imageHash())
    expect([after.equals(original), sha(after)]).toEqual([true, imageHash()])
    const [was, is] = [await new Transformer(original).rawPixels(), await new Transformer(bytes).rawPixels()]
    expect(is.length).toBe(was.length)
    const channels = is.length / (evidence.width * evidence.height)
    const [phone] = copy.masked
    if (phone === undefined) throw new Error('no mask')
    // One number, one colour: all of it, its average; and beside it the page as it was.
    const pixel = (data: Buffer, x: number, y: number): string =>
      data.subarray((y * evidence.width + x) * channels, (y * evidence.width + x) * channels + 3).join()
    const inside = new Set<string>()
    const sums = [0, 0, 0]
    for (let y = phone.y; y < phone.y + phone.height; y += 1) {
      for (let x = phone.x; x < phone.x + phone.width; x += 1) {
        inside.add(pixel(is, x, y))
        pixel(was, x, y)
          .split(',')
          .forEach((value, index) => {
            sums[index] = (sums[index] ?? 0) + Number(value)
          })
      }
      expect(pixel(is, phone.x - 1, y)).toBe(pixel(was, phone.x - 1, y))
      expect(pixel(is, phone.x + phone.width, y)).toBe(pixel(was, phone.x + phone.width, y))
    }
    expect([...inside]).toEqual([sums.map((sum) => Math.round(sum / (phone.width * phone.height))).join()])
  })

  it('keeps state and rebuild the same', async () => {
    const { before, stateHash } = await call('state.rebuild', {})
    expect(stateHash).toBe(before)
    expect((await known()).layers).toHaveLength(6)
  })

  it('reads in the dark too', async () => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('html[data-theme="dark"]').waitFor()
    await screenshot('editor-dark')
    expect(await seriousFaults(page)).toEqual([])
    expect(screens.complaints).toEqual([])
  })
})
