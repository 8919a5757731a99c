import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageHost } from '../../electron/capture/page-driver.ts'
import { decodePixels } from '../../electron/evidence/pixels.ts'
import { temporaryFolder } from '../db/support.ts'
import { realHost } from '../support/chromium.ts'
import { photo } from '../support/photos.ts'
import { design, header, importFile, openBackend, type TestBackend } from './support.ts'

let host: PageHost
beforeAll(async () => {
  host = await realHost()
})
afterAll(() => host.close())

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const filesUnder = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(dir, name)).isFile())

/** Units with names that would lead elsewhere, collide, or are one name of two 地区; the last has no finding. */
const sites = [
  ['合肥市', '../../外面'],
  ['合肥市', '县教育局'],
  ['安庆市', '县教育局'],
  ['合肥市', '甲/乙'],
  ['合肥市', '甲:乙'],
  ['合肥市', 'CON'],
  ['合肥市', '没有问题的单位']
] as const

interface Desk {
  test: TestBackend
  batchId: string
  key: (at: number) => string
  finding: (at: number, evidenceIds?: string[], description?: string) => Promise<unknown>
}

async function desk(dir: string, { isPrinting = true } = {}): Promise<Desk> {
  const printPdf = isPrinting ? host.printPdf : undefined
  const test = await openBackend(join(dir, '工作区'), {
    pageHost: { open: (options) => host.open(options), close: async () => {}, ...(printPdf === undefined ? {} : { printPdf }) }
  })
  const code = (at: number): string => `34${String(at + 1).padStart(8, '0')}`
  const rows = sites.map(([stratum, unit], at) => `网站,网站${at},${stratum},${unit},${code(at)},http://s${at}.example.com/,,,`)
  const file = join(dir, '名录.csv')
  writeFileSync(file, `${[header, ...rows].join('\r\n')}\r\n`)
  await importFile(test, file)
  const create = { title: '三季度检查', period: '2023Q3', catalogueId: 'national-2019-site', design: design() }
  const { batch } = await test.call('batches.create', create)
  const key = (at: number): string => `site:${code(at)}`
  /** A document: no picture to hand over. */
  const proof = async (at: number): Promise<string> => {
    const chunk = Buffer.from(`%PDF-1.4\n${at}\n%%EOF\n`).toString('base64')
    const { uploadId } = await test.call('uploads.append', { uploadId: null, name: `证明${at}.pdf`, chunk, last: true })
    return (await test.call('evidence.addFile', { batchId: batch.id, objectKey: key(at), uploadId })).id
  }
  return {
    test,
    batchId: batch.id,
    key,
    finding: async (at, evidenceIds, description = `第${at}个问题`) =>
      test.call('findings.record', {
        batchId: batch.id,
        objectKey: key(at),
        indicatorId: 'W4.3',
        count: 1,
        description,
        location: `首页》栏目${at}`,
        url: `http://s${at}.example.com/`,
        observedAt: '2023-09-01T02:00:00.000Z',
        evidenceIds: evidenceIds ?? [await proof(at)]
      })
  }
}

describe('unitPackets.export', () => {
  it('gives each unit its own folder of that name, inside, whole and as listed', async () => {
    const dir = temporaryFolder()
    const { test, batchId, key, finding } = await desk(dir)
    const original = await photo('png', { width: 96, height: 64 })
    const chunk = original.toString('base64')
    const add = async (name: string) => {
      const { uploadId } = await test.call('uploads.append', { uploadId: null, name, chunk, last: true })
      return test.call('evidence.addFile', { batchId, objectKey: key(1), uploadId })
    }
    const masked = await add('首页.png')
    const plain = await add('首页.PNG')
    const mosaic = { type: 'mosaic' as const, id: 'm', x: 8, y: 8, width: 32, height: 32, block: 32, shown: null }
    await test.call('annotations.save', { evidenceId: masked.id, layers: [mosaic] })
    await finding(1, [masked.id, plain.id], '联系电话页面有误')
    for (const at of [0, 2, 3, 4, 5]) await finding(at)

    const outDir = join(dir, '材料')
    const request = { batchId, units: null, outDir, profile: 'default', deadline: '2023-10-20', originals: false }
    const { packets, notes } = await test.call('unitPackets.export', request)
    expect(packets.map(({ folder }) => folder).toSorted()).toEqual(
      ['_.._外面', '县教育局（合肥市）', '县教育局（安庆市）', '甲_乙', '甲_乙-2', '_CON'].toSorted()
    )
    expect(readdirSync(outDir).toSorted()).toEqual(packets.map(({ folder }) => folder).toSorted())
    // Two levels up is where that name would have led.
    expect([join(dir, '外面'), join(dirname(dir), '外面')].filter((path) => existsSync(path))).toEqual([])
    expect(notes.join()).toContain('只放入打码后的副本')

    let read = 0
    for (const { folder, unit, files } of packets) {
      const at = join(outDir, folder)
      expect(filesUnder(at).toSorted()).toEqual(files.map(({ name }) => name).toSorted())
      const readme = readFileSync(join(at, '说明.txt'), 'utf8')
      for (const { name, sha256: hash, size } of files) {
        const bytes = readFileSync(join(at, name))
        expect([sha256(bytes), bytes.length], name).toEqual([hash, size])
        if (name !== '说明.txt') expect(readme).toContain(`${hash}  ${name}`)
        read += 1
      }
      const { sheets } = await readXlsx(readFileSync(join(at, '问题清单.xlsx')))
      const cells = sheets[0]?.rows.map((row) => row.map((cell) => String(cell ?? ''))) ?? []
      const mine = cells.filter((row) => row.some((cell) => cell.startsWith('首页》栏目')))
      expect(mine).toHaveLength(1)
      expect(mine[0]).toContain(unit)
      const docx = execFileSync('unzip', ['-p', join(at, '整改通知（草稿）.docx'), 'word/document.xml']).toString()
      const text = docx.replaceAll(/<[^>]+>/g, '')
      expect(text).toContain('2023年10月20日前完成整改')
      expect(text).toContain(mine[0]?.find((cell) => cell.startsWith('首页》')) ?? '-')
    }
    const own = packets.find(({ stratum, unit }) => unit === '县教育局' && stratum === '合肥市')
    const folder = join(outDir, own?.folder ?? '')
    const pictures = readdirSync(join(folder, '截图'))
    expect(pictures.toSorted()).toEqual(['首页-已打码.png', '首页.PNG'].toSorted())
    // No pixel of the original under the mask: one average in its place, the rest untouched.
    const copy = await decodePixels(readFileSync(join(folder, '截图', '首页-已打码.png')))
    const whole = await decodePixels(original)
    const pixel = ({ data, width, channels }: typeof copy, x: number, y: number) => [
      ...data.subarray((y * width + x) * channels, (y * width + x) * channels + 3)
    ]
    expect(pixel(copy, 10, 10)).toEqual(pixel(copy, 38, 38))
    expect(pixel(copy, 60, 50)).toEqual(pixel(whole, 60, 50))
    const maskedOriginal = masked.files.find(({ role }) => role !== 'sheet')?.sha256
    const plainOne = sha256(readFileSync(join(folder, '截图', '首页.PNG')))
    expect(plainOne).toBe(maskedOriginal)
    const pdfs = readdirSync(join(folder, '取证单'))
    expect(pdfs).toHaveLength(2)
    const printed = execFileSync('pdftotext', [join(folder, '取证单', pdfs[0] ?? ''), '-']).toString()
    expect(printed).toContain('取证单')
    console.log(`unit packets: ${packets.length} folders, ${read} files read back by another reader`)
  }, 180_000)

  it('gives originals beside masks only where asked for, and one unit where one is named', async () => {
    const dir = temporaryFolder()
    const { test, batchId, key, finding } = await desk(dir)
    const chunk = (await photo('jpg', { width: 96, height: 64 })).toString('base64')
    const { uploadId } = await test.call('uploads.append', { uploadId: null, name: '门牌.jpg', chunk, last: true })
    const evidence = await test.call('evidence.addFile', { batchId, objectKey: key(1), uploadId })
    const layer = { type: 'mosaic' as const, id: 'm', x: 0, y: 0, width: 32, height: 32, block: 32, shown: null }
    await test.call('annotations.save', { evidenceId: evidence.id, layers: [layer] })
    await finding(1, [evidence.id])
    await finding(3)
    const request = { batchId, units: ['县教育局'], outDir: null, profile: 'default', deadline: null }
    const kept = await test.call('unitPackets.export', { ...request, originals: false })
    const original = evidence.files[0]?.sha256 ?? ''
    // The sheet names the original's hash, for proof; the bytes themselves are in no file.
    expect(kept.packets.flatMap(({ files }) => files).some(({ sha256: hash }) => hash === original)).toBe(false)
    expect(kept.packets).toHaveLength(1)
    const outDir = join(dir, '含原图')
    const asked = await test.call('unitPackets.export', { ...request, outDir, originals: true })
    expect(asked.packets[0]?.files.some(({ sha256: hash }) => hash === original)).toBe(true)
    await expect(test.call('unitPackets.export', { ...request, outDir, originals: true })).rejects.toThrow('已有文件')
    await expect(test.call('unitPackets.export', { ...request, units: ['没有问题的单位'], originals: false })).rejects.toThrow(
      '没有名为“没有问题的单位”且有问题的主办单位'
    )
  }, 180_000)

  it('leaves only whole folders when it is cancelled', async () => {
    const dir = temporaryFolder()
    const { test, batchId, finding } = await desk(dir, { isPrinting: false })
    for (const at of [0, 2, 3, 4, 5]) await finding(at)
    const stop = test.backend.onEvent((name, payload) => {
      if (name !== 'job.progress') return
      const { jobId, done } = payload as { jobId: string; done: number }
      // Progress is told ten times a second at most: which unit it comes after is the machine's affair.
      if (done >= 1) void test.backend.call('jobs.cancel', { jobId })
    })
    const outDir = join(dir, '材料')
    const request = { batchId, units: null, outDir, profile: 'default', deadline: null, originals: false }
    await expect(test.call('unitPackets.export', request)).rejects.toThrow()
    stop()
    const left = readdirSync(outDir)
    expect(left.length).toBeLessThan(5)
    for (const folder of left) expect(readdirSync(join(outDir, folder))).toContain('说明.txt')
  })
})
