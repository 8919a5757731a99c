import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noticeHtml } from '../../../electron/export/notice-html.ts'
import { anhuiNotice, poppler, temporaryDir } from '../../export/notice-samples.ts'
import { electronExecutable, launchElectron } from '../../support/electron-app.ts'
import { colourPng } from '../../support/fixture-pages.ts'
import { launchProbedApp, type ProbedApp } from './probed-app.ts'

if (electronExecutable() === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  describe('a notice printed by the desktop', () => {
    let app: ProbedApp
    beforeAll(async () => {
      const launched = await launchProbedApp()
      if (launched === null) throw new Error('no display for Electron: run xuncha doctor --fix')
      app = launched
    })
    afterAll(async () => {
      expect(await app?.close()).toBe(0)
    })

    async function print(html: string): Promise<string> {
      const reply = await app.perform({ op: 'print', html })
      if (!reply.ok) throw new Error(reply.error.message)
      const file = join(temporaryDir(), '通报.pdf')
      writeFileSync(file, Buffer.from(String(reply.value), 'base64'))
      return file
    }

    it('is a PDF of A4 pages with every figure of the annexes as text', async () => {
      const tools = poppler()
      if (tools === null) return
      const model = anhuiNotice()
      const file = await print(noticeHtml(model))
      expect(tools.info(file)).toMatch(/size:\s+59[45]\.\d+ x 841\.\d+ pts \(A4\)/)
      const flow = tools.flow(file)
      for (const table of model.tables) {
        for (const row of table.rows) expect(flow).toContain(row.join(''))
      }
      expect(flow).toContain('—1—')
      const text = tools.text(file).replace(/\s|—\d+—/g, '')
      for (const paragraph of model.paragraphs) expect(text).toContain(paragraph.text)
    })

    it('comes from a window that is gone afterwards, ran no script and reached no address', async () => {
      const hits: string[] = []
      const server = createServer((request, response) => {
        hits.push(request.url ?? '')
        response.end()
      })
      await new Promise<void>((done) => {
        server.listen(0, '127.0.0.1', () => done())
      })
      const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const tools = poppler()
      const before = await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
      const file = await print(
        `<!doctype html><meta charset="utf-8"><p id="p">as written</p><img src="${origin}/img"><iframe src="${origin}/frame"></iframe><link rel="stylesheet" href="${origin}/css"><script>document.getElementById('p').textContent='by script';fetch('${origin}/script')</script>`
      )
      server.close()
      expect(hits).toEqual([])
      if (tools !== null) expect(tools.text(file)).toContain('as written')
      expect(await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(before)
    })

    it('prints a picture that lies in the document itself, as a capture sheet has one', async () => {
      const picture = colourPng(40, 20, [200, 30, 30]).toString('base64')
      const file = await print(`<!doctype html><meta charset="utf-8"><p>图</p><img src="data:image/png;base64,${picture}">`)
      const [listed] = execFileSync('pdfimages', ['-list', file]).toString().trimEnd().split('\n').slice(2)
      // Page, number, type, width, height.
      expect(listed?.trim().split(/\s+/).slice(0, 5)).toEqual(['1', '0', 'image', '40', '20'])
    })

    it('prints a document of more than two megabytes, which an address could not carry', async () => {
      const tools = poppler()
      if (tools === null) return
      const file = await print(`<!doctype html><meta charset="utf-8"><!--${'长'.repeat(1_000_000)}--><p>ends here</p>`)
      expect(tools.text(file)).toContain('ends here')
    })
  })
}
