import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import type { Input, Output } from '../contract/index.ts'
import { XunchaError, type InputFault } from '../domain/errors.ts'
import { parseFindingRows, type FindingRow } from '../domain/findings-rows.ts'
import type { Evidence, EvidenceFile, Target } from '../domain/inspection.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { NewEvent } from '../events/types.ts'
import { readTables } from '../intake/read-tables.ts'
import { batchOf } from './batch-lookup.ts'
import { calendarInUse } from './calendar-lookup.ts'
import type { BackendContext } from './context.ts'
import { readNamedFile, unreadable } from './read-sources.ts'

const mimes: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.pdf': 'application/pdf',
  '.mhtml': 'multipart/related',
  '.mht': 'multipart/related',
  '.txt': 'text/plain'
}

interface Attachment {
  path: string
  bytes: Buffer
}

/** Findings a person wrote into a table. All or nothing: one faulty row or one missing evidence file refuses the file. */
export async function importFindings(
  ctx: BackendContext,
  evidenceStore: EvidenceStore,
  { batchId, path }: Input<'findings.import'>
): Promise<Output<'findings.import'>> {
  const { store } = ctx
  const batch = batchOf(store, batchId)
  const { name, bytes } = await readNamedFile(path)
  const targets = store.targets(batchId)
  const context = {
    catalogue: batch.catalogue,
    targets,
    calendar: calendarInUse(ctx),
    now: ctx.clock.now(),
    author: ctx.author()
  }
  const parsed = (await readTables(bytes, name)).map((table) => parseFindingRows(table, context))
  const rows = parsed.flatMap(({ findings }) => findings)
  const { attachments, faults } = await readAttachments(rows, dirname(resolve(path)), name)
  refuse(name, [...parsed.flatMap(({ rejected }) => rejected.map((fault) => ({ file: name, ...fault }))), ...faults])
  if (rows.length === 0) throw new XunchaError('file-empty', `文件“${name}”中没有问题行；请检查后重试。`)

  const byKey = new Map(targets.map((target) => [target.objectKey, target]))
  const touched = new Set<string>()
  const failed = new Set<string>()
  const events: NewEvent[] = []
  for (const given of rows) {
    const { row: _row, evidencePaths: _paths, ...finding } = given
    const place = { batchId, objectKey: finding.objectKey }
    const { inspector } = finding
    if (!touched.has(finding.objectKey)) {
      touched.add(finding.objectKey)
      events.push(...takenUp(byKey.get(finding.objectKey), inspector))
    }
    const evidence = []
    for (const attachment of attachments.get(given) ?? []) {
      evidence.push(await keep(ctx, evidenceStore, attachment, { ...place, capturedAt: finding.observedAt }))
    }
    events.push(...evidence.map((payload): NewEvent => ({ type: 'evidence.captured', payload })))
    const evidenceIds = evidence.map(({ id }) => id)
    events.push({ type: 'finding.recorded', payload: { ...finding, id: ctx.ids.next(), batchId, evidenceIds } })
    const indicator = `${finding.objectKey} ${finding.indicatorId}`
    if (failed.has(indicator)) continue
    failed.add(indicator)
    const { indicatorId } = finding
    events.push({ type: 'verdict.given', payload: { ...place, indicatorId, verdict: 'fail', inspector } })
  }
  store.append(events)
  ctx.emit('workspace.changed', { topics: ['targets', 'findings', 'evidence', 'batches'], batchId })
  const withoutEvidence = rows.filter(({ evidencePaths }) => evidencePaths.length === 0).length
  return { imported: rows.length, withoutEvidence, targets: touched.size }
}

/** A completed target that gets another finding is under way again; a waiting one is taken up. */
function takenUp(target: Target | undefined, inspector: string): NewEvent[] {
  if (!target || target.state === 'in-progress') return []
  const { batchId, objectKey } = target
  return [
    {
      type: 'target.state-changed',
      payload: { batchId, objectKey, state: 'in-progress', inspector: target.inspector ?? inspector }
    }
  ]
}

async function readAttachments(
  rows: readonly FindingRow[],
  dir: string,
  file: string
): Promise<{ attachments: ReadonlyMap<FindingRow, Attachment[]>; faults: InputFault[] }> {
  const attachments = new Map<FindingRow, Attachment[]>()
  const faults: InputFault[] = []
  for (const finding of rows) {
    const read: Attachment[] = []
    attachments.set(finding, read)
    for (const written of finding.evidencePaths) {
      const path = resolve(dir, written)
      try {
        read.push({ path, bytes: await readFile(path) })
      } catch (error) {
        faults.push({ file, row: finding.row, column: '证据', reason: unreadable(written, error).message })
      }
    }
  }
  return { attachments, faults }
}

function refuse(file: string, faults: readonly InputFault[]): void {
  if (faults.length === 0) return
  throw new XunchaError('bad-input', `问题文件“${file}”中有 ${faults.length} 处不合格，没有导入任何内容；请按明细修改后重试。`, {
    faults
  })
}

async function keep(
  ctx: BackendContext,
  evidenceStore: EvidenceStore,
  { path, bytes }: Attachment,
  place: Pick<Evidence, 'batchId' | 'objectKey' | 'capturedAt'>
): Promise<Evidence> {
  const extension = extname(path).toLowerCase()
  const { sha256, size } = await evidenceStore.save(bytes, extension.slice(1) || 'bin')
  const mime = mimes[extension] ?? 'application/octet-stream'
  const file: EvidenceFile = { role: 'attachment', name: basename(path), mime, sha256, size }
  return {
    id: ctx.ids.next(),
    ...place,
    kind: 'file',
    requestedUrl: null,
    finalUrl: null,
    title: basename(path),
    width: 0,
    height: 0,
    quality: [],
    files: [file]
  }
}
