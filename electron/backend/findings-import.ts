import { dirname, extname, resolve } from 'node:path'
import type { Input, Output } from '../contract/index.ts'
import { XunchaError, type InputFault } from '../domain/errors.ts'
import { parseFindingRows, type FindingRow } from '../domain/findings-rows.ts'
import type { Evidence, EvidenceFile, Target } from '../domain/inspection.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { NewEvent } from '../events/types.ts'
import { largestEvidenceFile } from '../intake/evidence-file.ts'
import { batchOf } from './batch-lookup.ts'
import { calendarInUse } from './calendar-lookup.ts'
import type { BackendContext } from './context.ts'
import { fileFault, plainName, readBounded, readNamedFile } from './read-sources.ts'

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

type SavedFile = Pick<EvidenceFile, 'sha256' | 'size'>

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
  const parsed = (await ctx.files.read('tables', { bytes, name })).map((table) => parseFindingRows(table, context))
  const rows = parsed.flatMap(({ findings }) => findings)
  const dir = dirname(resolve(path))
  const faults = await attachmentFaults(rows, dir, name)
  refuse(name, [...parsed.flatMap(({ rejected }) => rejected.map((fault) => ({ file: name, ...fault }))), ...faults])
  if (rows.length === 0) throw new XunchaError('file-empty', `文件“${name}”中没有问题行；请检查后重试。`)

  const byKey = new Map(targets.map((target) => [target.objectKey, target]))
  const touched = new Set<string>()
  const failed = new Set<string>()
  const kept = new Map<string, SavedFile>()
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
    for (const written of given.evidencePaths) {
      const attached = resolve(dir, written)
      // One picture may stand behind many findings: it is read and kept once.
      const saved = kept.get(attached) ?? (await evidenceStore.save(...(await contentOf(attached))))
      kept.set(attached, saved)
      evidence.push(evidenceOf(ctx, attached, saved, { ...place, capturedAt: finding.observedAt }))
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

/** Looks whether every named evidence file can be taken in; nothing of them is kept in memory. */
async function attachmentFaults(rows: readonly FindingRow[], dir: string, file: string): Promise<InputFault[]> {
  const faults = new Map<string, string | null>()
  for (const path of new Set(rows.flatMap(({ evidencePaths }) => evidencePaths))) {
    faults.set(path, await fileFault(resolve(dir, path), largestEvidenceFile))
  }
  return rows.flatMap(({ row, evidencePaths }) =>
    evidencePaths.flatMap((path) => {
      const reason = faults.get(path) ?? null
      return reason === null ? [] : [{ file, row, column: '证据', reason }]
    })
  )
}

function refuse(file: string, faults: readonly InputFault[]): void {
  if (faults.length === 0) return
  throw new XunchaError('bad-input', `问题文件“${file}”中有 ${faults.length} 处不合格，没有导入任何内容；请按明细修改后重试。`, {
    faults
  })
}

const contentOf = async (path: string): Promise<[Buffer, string]> => [
  await readBounded(path, largestEvidenceFile),
  extname(path).toLowerCase().slice(1) || 'bin'
]

function evidenceOf(
  ctx: BackendContext,
  path: string,
  saved: SavedFile,
  place: Pick<Evidence, 'batchId' | 'objectKey' | 'capturedAt'>
): Evidence {
  const name = plainName(path)
  const mime = mimes[extname(path).toLowerCase()] ?? 'application/octet-stream'
  const file: EvidenceFile = { role: 'attachment', name, mime, ...saved }
  return {
    id: ctx.ids.next(),
    ...place,
    kind: 'file',
    requestedUrl: null,
    finalUrl: null,
    title: name,
    width: 0,
    height: 0,
    quality: [],
    files: [file]
  }
}
