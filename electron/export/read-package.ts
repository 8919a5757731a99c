import { createHash } from 'node:crypto'
import yauzl from 'yauzl'
import { XunchaError } from '../domain/errors.ts'

/** Counted on the bytes that really come out. */
const limits = { entries: 20_000, fileBytes: 256 * 1024 * 1024, allBytes: 4 * 1024 * 1024 * 1024 }

export interface PackageContent {
  events: unknown[]
  seals: unknown[]
}

/** Whether it is a package that this version reads. Throws `bad-file`, or `package-newer` for one of a later version. */
export async function assertOurs(path: string): Promise<void> {
  const archive = await opened(path)
  try {
    let manifest: unknown = null
    let count = 0
    for await (const entry of archive.eachEntry()) {
      count += 1
      if (count > limits.entries) throw damaged(`里的文件超过 ${limits.entries} 个`)
      if (entry.fileName !== 'manifest.json') continue
      manifest = parsed('manifest.json', (await readEntry(archive, entry, limits.fileBytes)).toString('utf8'))
      break
    }
    const { format, version } = { format: null, version: null, ...(isObject(manifest) ? manifest : {}) }
    if (format !== 'xuncha-package') throw damaged('不是巡查的包')
    if (version === 1) return
    throw new XunchaError('package-newer', '这个包由更新版本的巡查制作，本版本看不懂；请升级程序后再合并，数据未改动。')
  } catch (error) {
    throw error instanceof XunchaError ? error : damaged('已损坏', error)
  } finally {
    archive.close()
  }
}

const opened = (path: string): Promise<yauzl.ZipFile> =>
  yauzl.openPromise(path).catch((cause: unknown) => {
    throw damaged('不是 zip 文件，或已损坏', cause)
  })

/**
 * Reads a package for a merge, which `assertOurs` and the verifier have let through. `onEvidence` gets each evidence file whose content gives its name, one after the other, so
 * that a package of gigabytes is never in memory whole. Throws `bad-file` on what is no package, damaged or beyond all bounds.
 */
export async function readPackage(
  path: string,
  onEvidence: (bytes: Buffer, extension: string) => Promise<void>
): Promise<PackageContent> {
  const archive = await opened(path)
  try {
    return await readEntries(archive, onEvidence)
  } catch (error) {
    throw error instanceof XunchaError ? error : damaged('已损坏', error)
  } finally {
    archive.close()
  }
}

async function readEntries(
  archive: yauzl.ZipFile,
  onEvidence: (bytes: Buffer, extension: string) => Promise<void>
): Promise<PackageContent> {
  const texts = new Map<string, string>()
  const seen = new Set<string>()
  let all = 0
  for await (const entry of archive.eachEntry()) {
    const { fileName } = entry
    if (seen.size >= limits.entries) throw damaged(`里的文件超过 ${limits.entries} 个`)
    if (seen.has(fileName)) throw damaged(`里有两个“${fileName}”`)
    seen.add(fileName)
    const evidence = /^evidence\/([0-9a-f]{64})\.([a-z0-9]{1,8})$/.exec(fileName)
    if (evidence === null && !wanted.includes(fileName)) continue
    const bytes = await readEntry(archive, entry, Math.min(limits.fileBytes, limits.allBytes - all))
    all += bytes.byteLength
    const [, sha256, extension = 'bin'] = evidence ?? []
    if (sha256 === undefined) texts.set(fileName, bytes.toString('utf8'))
    else if (createHash('sha256').update(bytes).digest('hex') === sha256) await onEvidence(bytes, extension)
    else throw damaged(`里的“${fileName}”内容与文件名不符`)
  }
  const seals = parsed('seals.json', texts.get('seals.json'))
  if (!Array.isArray(seals)) throw damaged('里的 seals.json 格式不对')
  const lines = (texts.get('events.jsonl') ?? '').split('\n').filter((line) => line !== '')
  return { seals, events: lines.map((line) => parsed('events.jsonl', line)) }
}

const wanted: readonly string[] = ['seals.json', 'events.jsonl']

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const damaged = (why: string, cause?: unknown): XunchaError =>
  new XunchaError('bad-file', `包${why}，没有合并；请让对方重新导出。`, { cause })

function parsed(name: string, text: string | undefined): unknown {
  if (text === undefined) throw damaged(`里没有 ${name}`)
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw damaged(`里的 ${name} 不是 JSON`, cause)
  }
}

async function readEntry(archive: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    const piece = Buffer.from(chunk)
    size += piece.byteLength
    if (size > most) throw damaged(`里的“${entry.fileName}”过大`)
    chunks.push(piece)
  }
  return Buffer.concat(chunks)
}
