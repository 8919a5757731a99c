/** What goes into a 证据包, read from the store and the evidence folder. */
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Store } from '../../db/store-types.ts'
import type { StoredEvent } from '../events/verify.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import type { Head, PackageManifest, Seal } from '../domain/evidence-package.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Evidence } from '../domain/inspection.ts'
import { prettyJson } from '../evidence/package/canonical.ts'
import { captureJson, environmentJson, type CaptureContext } from '../evidence/package/capture-sheets.ts'
import { createCustody, type Scope } from '../evidence/package/custody.ts'
import { packedEventSchema, sortedHeads } from '../evidence/package/events.ts'
import { keyPath } from '../evidence/package/keys.ts'
import { readmeText } from '../evidence/package/readme-text.ts'
import type { PackageFile } from '../evidence/package/write.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { packageStamps } from './package-stamps.ts'

/** The log as far as a package goes: what is written meanwhile is not in it. */
export interface LogPart {
  count: number
  heads: Head[]
  /** Events that brought evidence in, by the evidence's id. */
  captured: ReadonlyMap<string, CaptureContext['event']>
  /** Evidence that came with a work package. */
  isHanded(id: string): boolean
}

const pageSize = 500

export function readLog(store: Store): LogPart {
  const heads = new Map<string, Head>()
  const captured = new Map<string, CaptureContext['event']>()
  const handed = new Set<string>()
  let count = 0
  for (const event of allEvents(store, Number.POSITIVE_INFINITY)) {
    const { device, seq, hash, time, author } = event
    count += 1
    heads.set(device, { device, seq, hash })
    if (event.type === 'work.received') {
      const { excerpt } = JSON.parse(event.payloadJson) as { excerpt: { evidence: { id: string }[] } }
      for (const { id } of excerpt.evidence) handed.add(id)
    }
    if (event.type !== 'evidence.captured') continue
    const { id } = JSON.parse(event.payloadJson) as { id: string }
    captured.set(id, { device, seq, hash, time, author })
  }
  return { count, heads: sortedHeads(heads.values()), captured, isHanded: (id) => handed.has(id) }
}

function* allEvents(store: Store, count: number): Generator<StoredEvent> {
  for (let given = 0; ;) {
    const page = store.storedEvents(given, pageSize)
    for (const event of page) {
      if (given === count) return
      given += 1
      yield event
    }
    if (page.length < pageSize) return
  }
}

/** Canonical JSON of the whole event; the payload is spliced in as the text that was hashed. */
function eventLine({ author, device, hash, id, parents, payloadJson, prevHash, seq, time, type }: StoredEvent): string {
  const before = canonicalJson({ author, device, hash, id, parents })
  return `${before.slice(0, -1)},"payload":${payloadJson},${canonicalJson({ prevHash, seq, time, type }).slice(1)}`
}

export interface ContentsRequest {
  store: Store
  evidenceStore: EvidenceStore
  resourcesDir: string
  batch: PackageManifest['batch']
  log: LogPart
  seals: readonly Seal[]
  keyId: string
}

/** Every file but manifest, signature and sums. `evidence`: how many captures and files they are the proof of. */
export async function packageContents(request: ContentsRequest): Promise<{ files: PackageFile[]; evidence: number }> {
  const { store, evidenceStore, batch, log, seals, keyId } = request
  const scope: Scope = { batchId: batch.id, targets: batch.targets }
  const all = store
    .evidence(batch.id)
    .filter(({ objectKey }) => batch.targets === null || batch.targets.includes(objectKey))
    // What came with a work package was captured by others: their log proves it, and their package has it.
    .filter(({ id }) => log.captured.has(id) || !log.isHanded(id))
  const files = new Map<string, PackageFile>()
  const add = (path: string, open: PackageFile['open']): void => void files.set(path, { path, open })
  const addText = (path: string, text: string): void => {
    const bytes = Buffer.from(text, 'utf8')
    add(path, () => [bytes])
  }
  for (const evidence of all) {
    for (const { sha256, name } of evidence.files) {
      const file = evidenceStore.fileOf(sha256)
      if (file === null) {
        throw new XunchaError('evidence-missing', `证据“${name}”的文件不在工作区里，证据包没有做；请从备份恢复后重试。`)
      }
      add(`evidence/${basename(file)}`, () => createReadStream(file))
    }
    const context = await contextOf(request, evidence)
    addText(`captures/${evidence.id}/capture.json`, prettyJson(captureJson(context)))
    addText(`captures/${evidence.id}/environment.json`, prettyJson(environmentJson(context)))
  }
  for (const seal of seals) addText(keyPath(seal.keyId), seal.publicKey)
  addText('seals.json', canonicalJson(seals))
  add('events.jsonl', () => pieces(store, log.count, (event) => `${eventLine(event)}\n`))
  add('custody.jsonl', () => {
    const custody = createCustody(scope)
    return pieces(store, log.count, (event) => custody.line(packedEventSchema.parse(JSON.parse(eventLine(event)))) ?? '')
  })
  for (const [path, bytes] of packageStamps(store, all)) add(path, () => [bytes])
  addText('验证说明.txt', readmeText({ batch, keyId }))
  const page = await readFile(join(request.resourcesDir, '../out/main/verify.html')).catch((cause: unknown) => {
    throw new XunchaError(
      'bad-package',
      '程序里没有核验页 verify.html，证据包没有做；请重新安装程序（开发时先运行 npm run build）。',
      { cause }
    )
  })
  add('verify.html', () => [page])
  return { files: [...files.values()], evidence: all.length }
}

/** Text in pieces of some size: a file of millions of tiny writes takes minutes. */
function* pieces(store: Store, count: number, text: (event: StoredEvent) => string): Generator<Uint8Array> {
  let held = ''
  for (const event of allEvents(store, count)) {
    held += text(event)
    if (held.length < 256 * 1024) continue
    yield Buffer.from(held, 'utf8')
    held = ''
  }
  if (held !== '') yield Buffer.from(held, 'utf8')
}

async function contextOf({ store, evidenceStore, log }: ContentsRequest, evidence: Evidence): Promise<CaptureContext> {
  const event = log.captured.get(evidence.id)
  if (event === undefined)
    throw new XunchaError('workspace-damaged', '有证据不在日志里，证据包没有做；请先运行 xuncha state rebuild。')
  const sheet = evidence.files.find(({ role }) => role === 'sheet')
  const object = store.target(evidence.batchId, evidence.objectKey)?.object
  return {
    evidence,
    event,
    sheet: sheet === undefined ? null : parsedSheet(await evidenceStore.read(sheet.sha256)),
    object: object === undefined ? null : { name: object.name, siteCode: object.siteCode, unit: object.unit },
    findings: store
      .findings(evidence.batchId, evidence.objectKey)
      .filter(({ evidenceIds }) => evidenceIds.includes(evidence.id))
      .map(({ id, indicatorId }) => ({ id, indicatorId }))
  }
}

/** A sheet that cannot be read is still in the package as it is. */
function parsedSheet(bytes: Uint8Array): CaptureContext['sheet'] {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
