import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import type { NoticeModel } from '../../electron/domain/notice.ts'
import { renderNotice } from '../../electron/export/notice-files.ts'
import { noticeHtml } from '../../electron/export/notice-html.ts'
import { realHost } from '../support/chromium.ts'
import { anhuiNotice, hostileNotice, poppler, temporaryDir } from './notice-samples.ts'

describe('通报.pdf by the real browser', () => {
  let host: PageHost
  beforeAll(async () => {
    host = await realHost()
  })
  afterAll(() => host.close())

  const print = async (html: string): Promise<Uint8Array> => {
    if (host.printPdf === undefined) throw new Error('the host cannot print')
    return host.printPdf(html)
  }
  async function written(model: NoticeModel): Promise<string> {
    const files = await renderNotice(model, { pdf: print })
    const file = join(temporaryDir(), '通报.pdf')
    writeFileSync(file, files.get('通报.pdf') ?? '')
    return file
  }

  it('has A4 pages in the layout of the standard, 22 lines of 28 characters, — 1 — on the outer side', async () => {
    const tools = poppler()
    if (tools === null) return
    const model = anhuiNotice()
    // Nothing but Chinese, so that every full line has as many characters as the standard says.
    model.paragraphs = Array.from({ length: 3 }, () => ({ level: 0, text: '检'.repeat(28 * 14), template: '' }))
    const file = await written(model)
    const info = tools.info(file)
    expect(info).toMatch(/size:\s+59[45]\.\d+ x 841\.\d+ pts \(A4\)/)
    const words = tools.words(file)
    const full = words.filter(({ text }) => /^检{28}$/.test(text))
    // The first line of each paragraph begins two characters in.
    expect(words.filter(({ text }) => /^检{26}$/.test(text))).toHaveLength(3)
    expect(full).toHaveLength(39)
    const second = words.filter(({ page, text }) => page === 2 && text.startsWith('检')).map(({ top }) => top)
    expect(second).toHaveLength(22)
    const pitch = ((second.at(-1) ?? 0) - (second[0] ?? 0)) / 21
    // 225 mm in 22 lines.
    expect(pitch).toBeCloseTo((225 / 22 / 25.4) * 72, 1)
    const [left, right] = [Math.min(...full.map((word) => word.left)), Math.max(...full.map((word) => word.right))]
    expect(left).toBeCloseTo((28 / 25.4) * 72, 0)
    expect(right).toBeLessThanOrEqual(((210 - 26) / 25.4) * 72 + 1)
    const marks = words.filter(({ text, page }) => text === String(page))
    const numbers = marks.filter(({ top }) => top > ((297 - 35) / 25.4) * 72)
    expect(numbers.map(({ page }) => page)).toEqual(Array.from({ length: numbers.length }, (_, at) => at + 1))
    const middle = (210 / 2 / 25.4) * 72
    expect(numbers.map(({ page, left: at }) => (page % 2 === 1 ? at > middle : at < middle))).not.toContain(false)
  })

  it('says every sentence and every figure of the tables, as text', async () => {
    const tools = poppler()
    if (tools === null) return
    for (const model of [anhuiNotice(), hostileNotice()]) {
      const file = await written(model)
      const text = tools.text(file).replace(/\s|—\d+—/g, '')
      for (const paragraph of model.paragraphs) expect(text).toContain(paragraph.text.replace(/\s/g, ''))
      // Every row of every table, its cells one after another, in the order of the table.
      const flow = tools.flow(file)
      for (const table of model.tables) {
        for (const row of [...table.rows, table.total ?? []]) {
          if (row.some((cell) => /[\p{Cc}\p{Cs}\n]/u.test(String(cell)))) continue
          const cells = row.filter((cell) => cell !== '').map((cell) => String(cell).replace(/\s/g, ''))
          expect(flow, `${table.label} ${cells.join(' ')}`).toContain(cells.join(''))
        }
      }
    }
  })

  it('never begins a line with closing punctuation', async () => {
    const tools = poppler()
    if (tools === null) return
    const model = anhuiNotice()
    // A full stop after each possible number of characters comes to stand at the end of a line once.
    model.paragraphs = Array.from({ length: 30 }, (_, at) => ({
      level: 0,
      text: `${'检'.repeat(20 + at)}。》”，${'查'.repeat(30)}`,
      template: ''
    }))
    const lines = tools.text(await written(model)).split('\n')
    expect(lines.filter((line) => /^\s*[。》”，、；：！？）]/.test(line))).toEqual([])
    expect(lines.filter((line) => /^\s*查/.test(line)).length).toBeGreaterThan(5)
  })

  it('makes the same bytes for the same notice', async () => {
    const hash = async (): Promise<string> =>
      createHash('sha256')
        .update((await renderNotice(anhuiNotice(), { pdf: print })).get('通报.pdf') ?? '')
        .digest('hex')
    expect(await hash()).toBe(await hash())
  })

  it('runs no script and reaches no address, whatever the texts say', async () => {
    const hits: string[] = []
    const server = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.end()
    })
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', () => done())
    })
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const attack = `<img src="${origin}/img"><script>fetch('${origin}/script')</script><iframe src="${origin}/frame"></iframe><link rel="stylesheet" href="${origin}/css"><style>body{background:url(${origin}/url)}</style>`
    const model = anhuiNotice()
    model.title = attack
    expect(noticeHtml(model)).not.toContain('<script')
    // Also where the text were not escaped.
    await print(`<!doctype html><title>x</title><body>${attack}</body>`)
    server.close()
    expect(hits).toEqual([])
  })
})

if (poppler() !== null) {
  it('shows a wide table lying, its heading on every page', async () => {
    const host = await realHost()
    const tools = poppler()
    const model = hostileNotice()
    const table = model.tables[0]
    if (table === undefined || tools === null) throw new Error('no table')
    table.columns = Array.from({ length: 14 }, (_, at) => ({ id: `c${at}`, label: `第${at + 1}列内容较多`, measure: 'name' }))
    const row = (number: number): string[] => table.columns.map((_, at) => `格${number}之${at}内容`)
    table.rows = Array.from({ length: 60 }, (_, number) => row(number))
    model.tables = [table]
    table.total = null
    const file = join(temporaryDir(), '宽表.pdf')
    writeFileSync(
      file,
      (await renderNotice(model, { pdf: (html) => host.printPdf?.(html) ?? Promise.reject() })).get('通报.pdf') ?? ''
    )
    await host.close()
    const sizes = tools.info(file).match(/size:\s+[\d.]+ x [\d.]+/g) ?? []
    const lying = sizes.filter((size) => /841\.\d+ x 59[45]/.test(size))
    expect(lying.length).toBeGreaterThan(1)
    const pages = tools
      .text(file)
      .split('\f')
      .map((page) => page.replace(/\s/g, ''))
    const withRows = pages.filter((page) => page.includes('之'))
    expect(withRows.length).toBeGreaterThan(1)
    expect(withRows.filter((page) => !page.includes('第1列'))).toEqual([])
  })
}
