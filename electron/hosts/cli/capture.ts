import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { toFaultOfDisk } from '../../backend/disk-fault.ts'
import type { Input, Output } from '../../contract/index.ts'
import { XunchaError } from '../../domain/errors.ts'
import { openBrowser } from './open-browser.ts'
import { webAddress } from './read-values.ts'
import { resultFolder, withSession, type Session } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'capture 网址 --out 文件夹 [--mode whole|visible | --region x,y,宽,高 | --element x,y] [--allow-loopback] [--json]'
/** How long a page may go on loading after its document came. */
const loadMilliseconds = 15_000

const options = {
  out: { type: 'string' },
  mode: { type: 'string', default: 'whole' },
  region: { type: 'string' },
  element: { type: 'string' },
  'allow-loopback': { type: 'boolean', default: false }
} as const

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, options, usage)
  const [address, ...rest] = positionals
  const { out } = values
  if (address === undefined || rest.length > 0 || out === undefined) throw wrongUsage('要给出一个网址和 --out。', usage)
  const area = areaOf(values)
  const url = webAddress(address, usage)
  const outDir = resultFolder(resolve(out))
  const pageHost = await openBrowser()
  // The page goes through the same use cases as on the checking screen, in a workspace of its own.
  const dir = await mkdtemp(join(tmpdir(), 'xuncha-capture-'))
  try {
    return await withSession({ workspace: dir, pageHost }, async (session) => {
      const place = await oneTarget(session, dir, url, values['allow-loopback'])
      await session.call('page.open', { ...place, url: url.href })
      const state = await loaded(session)
      const evidence = await session.call('page.capture', area)
      const files = await copyOut(session, evidence, outDir)
      const isFit = evidence.quality.length === 0
      const { finalUrl, title, capturedAt, width, height } = evidence
      const { status, error } = state ?? { status: null, error: null }
      const quality = isFit ? 'ok' : evidence.quality
      print(
        values.json,
        { url: url.href, finalUrl, status, error, title, capturedAt, width, height, quality, ...files },
        Object.values(files).map(({ path }) => path)
      )
      if (!isFit) say(`取证不合要求：${evidence.quality.join('、')}${state?.errorText ? `（${state.errorText}）` : ''}`)
      return isFit ? 0 : 1
    })
  } finally {
    await pageHost.close()
    await rm(dir, { recursive: true, force: true })
  }
}

/** What to take, in CSS pixels of the page. */
function areaOf({
  mode,
  region,
  element
}: {
  mode: string
  region?: string | undefined
  element?: string | undefined
}): Input<'page.capture'> {
  if (region !== undefined) {
    const [x, y, width, height] = numbersOf(region, 4)
    if (x !== undefined && y !== undefined && width !== undefined && height !== undefined && width >= 1 && height >= 1) {
      return { mode: 'region', rect: { x, y, width, height } }
    }
    throw wrongUsage('--region 要写成 x,y,宽,高，例如 0,120,800,600。', usage)
  }
  if (element !== undefined) {
    const [x, y] = numbersOf(element, 2)
    if (x !== undefined && y !== undefined) return { mode: 'element', at: { x, y } }
    throw wrongUsage('--element 要写成 x,y，例如 400,300。', usage)
  }
  if (mode !== 'whole' && mode !== 'visible') throw wrongUsage('--mode 只能是 whole 或 visible。', usage)
  return { mode }
}

function numbersOf(text: string, amount: number): number[] {
  const numbers = text.split(',').map((each) => (each.trim() === '' ? Number.NaN : Number(each)))
  return numbers.length === amount && numbers.every((each) => Number.isFinite(each) && each >= 0) ? numbers : []
}

async function oneTarget({ call }: Session, dir: string, url: URL, isLoopbackAllowed: boolean) {
  const registry = join(dir, '取证.csv')
  const cell = `"${url.origin}/"`
  await writeFile(registry, `类别,名称,地区,主办单位,网站标识码,网址\n网站,${url.hostname},取证,取证,0000000000,${cell}\n`)
  const { previewId } = await call('registry.preview', { sources: [{ path: registry }] })
  await call('registry.commit', { previewId, acceptValid: false })
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const { batch } = await call('batches.create', {
    title: '取证',
    period: '取证',
    catalogueId: 'national-2019-site',
    design: { object: 'site', size: { by: 'all' }, total: 'half-up', strata: 'none', seed: '取证', mustInclude: [] },
    allowHosts: isLoopbackAllowed ? [`${url.hostname}:${port}`] : []
  })
  const { targets } = await call('batches.targets', { batchId: batch.id })
  const [target] = targets
  if (target === undefined) throw new XunchaError('internal', '取证用的批次没有建立。')
  return { batchId: batch.id, objectKey: target.objectKey }
}

async function loaded({ call }: Session): Promise<Output<'page.state'>['state']> {
  const until = performance.now() + loadMilliseconds
  for (;;) {
    const { state } = await call('page.state', {})
    if (!state?.loading || performance.now() > until) return state
    await wait(100)
  }
}

interface WrittenFile {
  path: string
  sha256: string
  size: number
}

async function copyOut(
  { backend }: Session,
  evidence: Output<'page.capture'>,
  outDir: string
): Promise<Record<string, WrittenFile>> {
  const written: Record<string, WrittenFile> = {}
  for (const { role, name, sha256, size } of evidence.files) {
    if (role === 'thumbnail') continue
    const kept = backend.servedFile(`evidence/${sha256}`)
    if (kept === null) throw new XunchaError('capture-failed', `取证文件“${name}”没有保存下来；请重试。`)
    const path = join(outDir, name)
    await copyFile(kept.file, path).catch((error: unknown) => {
      throw toFaultOfDisk(error, `“${path}”没有写成`)
    })
    written[role] = { path, sha256, size }
  }
  return written
}
