import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { openStore } from '../../db/open.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { pngChunk } from '../../electron/png/png-chunk.ts'
import { smallInspection } from '../db/fixtures.ts'
import { median, type Part } from './figure.ts'
import { openWorkspaceIn } from './workspace.ts'

const captures = 1_000
const runs = 3

/** 1280 × 800 of noise in blocks: as large as the picture of a page with photographs, and as hard to pack. */
function noisePng(): Buffer {
  const [width, height] = [1280, 800]
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  header.writeUInt8(2, 9)
  const row = width * 3 + 1
  const pixels = Buffer.alloc(row * height, 0xf4)
  for (let line = 0; line < height; line += 10) randomBytes(row - 1).copy(pixels, line * row + 1)
  for (let line = 0; line < height; line += 1) pixels[line * row] = 0
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...pngChunk('IHDR', [header]),
    ...pngChunk('IDAT', [deflateSync(pixels, { level: 1 })]),
    ...pngChunk('IEND', [])
  ])
}

/** Pages as a browser keeps them: text that packs well. */
const pageText = (number: number): Buffer =>
  Buffer.from(
    `From: <Saved>\r\nSubject: ${number}\r\n\r\n${'<p>政务公开 政策解读 通知公告</p>\r\n'.repeat(600)}${randomBytes(20_000).toString('base64')}`
  )

function keep(dir: string, bytes: Buffer, extension: string): { sha256: string; size: number } {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const folder = join(dir, 'evidence', sha256.slice(0, 2))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${sha256}.${extension}`), bytes)
  return { sha256, size: bytes.length }
}

/** A workspace with a batch whose log names so many captures, of a picture and a page each. @returns their bytes */
function captured(dir: string): number {
  const all = smallInspection(40)
  const capture = all.find((event) => event.type === 'evidence.captured')
  if (capture?.type !== 'evidence.captured') throw new Error('no capture in the fixture')
  const opening = all.filter(({ type }) =>
    ['registry.imported', 'registry.objects-changed', 'batch.opened', 'batch.targets-drawn'].includes(type)
  )
  let [ids, size] = [0, 0]
  const store = openStore(join(dir, 'workspace.db'), {
    clock: { now: () => '2023-09-25T00:00:00.000Z' },
    ids: { next: () => `01-${String((ids += 1)).padStart(6, '0')}` },
    author: () => '王检',
    device: 'device-a'
  })
  store.setSetting('device', 'device-a')
  store.append(opening)
  for (let number = 0; number < captures; number += 1) {
    const image = keep(dir, noisePng(), 'png')
    const page = keep(dir, pageText(number), 'mhtml')
    size += image.size + page.size
    const files = [
      { role: 'image', name: 'page.png', mime: 'image/png', ...image },
      { role: 'archive', name: 'page.mhtml', mime: 'multipart/related', ...page }
    ] satisfies typeof capture.payload.files
    const event: NewEvent = { ...capture, payload: { ...capture.payload, id: `evidence-${number}`, files } }
    store.append([event])
  }
  store.close()
  return size
}

const timed = async (act: () => unknown): Promise<number> => {
  const started = performance.now()
  await act()
  return performance.now() - started
}

/** Ours makes two hashes of every file, checks what it wrote once more, and keeps it on the disk for certain. */
export const packages: Part = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-bench-'))
  process.env['XUNCHA_KEYS'] = join(dir, 'keys')
  try {
    const workspace = join(dir, 'w')
    mkdirSync(workspace)
    const bytes = captured(workspace)
    const opened = await openWorkspaceIn(workspace)
    const [ours, checks, plain, plainChecks]: number[][] = [[], [], [], []]
    let size = 0
    // By turns: a machine that slows down slows both.
    for (let run = 0; run <= runs; run += 1) {
      const file = join(dir, `ours-${run}.zip`)
      const made = await timed(() =>
        opened.call('packages.create', { batchId: 'batch-1', objectKeys: null, outFile: file, passphrase: '测量用的口令2026' })
      )
      let isGood = false
      const checked = await timed(async () => {
        isGood = (await opened.call('packages.verify', { file, heads: [], keyIds: [] })).ok
      })
      if (!isGood) throw new Error('the package is not good')
      const shell = (command: string): void => void execFileSync('sh', ['-c', command], { cwd: workspace })
      const zipped = await timed(() =>
        shell(`find evidence -type f | xargs sha256sum > ../SUMS && zip -q -r ../plain-${run}.zip evidence`)
      )
      const unzipped = await timed(() =>
        shell(`unzip -q -o ../plain-${run}.zip -d ../out && cd ../out && sha256sum --quiet -c ../SUMS`)
      )
      size = statSync(file).size
      // The first round warms the disk's cache.
      if (run > 0)
        for (const [list, time] of [
          [ours, made],
          [checks, checked],
          [plain, zipped],
          [plainChecks, unzipped]
        ] as const)
          list?.push(time)
      rmSync(join(dir, 'out'), { recursive: true })
      rmSync(file)
      rmSync(join(dir, `plain-${run}.zip`))
    }
    await opened.close()
    const megabytes = bytes / 2 ** 20
    const speed = (times: number[] = []): string => `${Math.round(megabytes / (median(times) / 1000))} MB/s`
    const part = 'packages'
    const of = `${captures} captures, ${Math.round(megabytes)} MB`
    return [
      {
        part,
        what: `package of ${of}: ours ÷ sha256sum and zip`,
        value: median(ours ?? []) / median(plain ?? []),
        unit: '×',
        note: `${speed(ours)} ÷ ${speed(plain)}; SM3, seals, second look and fsync included; ${Math.round(size / 2 ** 20)} MB in the end`
      },
      {
        part,
        what: `the same verified: ours ÷ unzip and sha256sum -c`,
        value: median(checks ?? []) / median(plainChecks ?? []),
        unit: '×',
        note: `${speed(checks)} ÷ ${speed(plainChecks)}`
      }
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
