/** 照片和文件作证据: what an inspector photographed of an app or a mini-program, taken in as it is. */
import type { evidenceFileProcedures } from '../contract/evidence-files.ts'
import { XunchaError } from '../domain/errors.ts'
import { canBeAccepted, neverStands } from '../domain/evidence-standing.ts'
import type { Evidence, EvidenceFile } from '../domain/inspection.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { claimedTime } from '../intake/exif-time.ts'
import type { BackendContext, Feature } from './context.ts'
import type { Uploads } from './uploads-feature.ts'

type Procedures = keyof typeof evidenceFileProcedures

export function evidenceFilesFeature(
  ctx: BackendContext,
  evidenceStore: EvidenceStore,
  uploads: Pick<Uploads, 'take'>
): Feature<Procedures> {
  const { store } = ctx

  async function addFile(place: { batchId: string; objectKey: string }, name: string, bytes: Buffer): Promise<Evidence> {
    const { kind, photo } = await ctx.files.read('evidence', { bytes, name })
    const claimed = claimedTime(bytes)
    const capturedAt = ctx.clock.now()
    const id = ctx.ids.next()
    const original: EvidenceFile = {
      role: photo === null ? 'attachment' : 'image',
      name,
      mime: kind.mime,
      ...(await evidenceStore.save(bytes, kind.extension))
    }
    const files = [original]
    if (photo !== null) {
      const small = { role: 'thumbnail', name: `${name}-缩略图.webp`, mime: 'image/webp' } as const
      files.push({ ...small, ...(await evidenceStore.save(Buffer.from(photo.thumbnail), 'webp')) })
    }
    const sheet = {
      format: 'xuncha-file-sheet/1',
      evidence: id,
      batch: place.batchId,
      object: place.objectKey,
      inspector: ctx.author(),
      addedAt: capturedAt,
      // What the file says of itself can be set by anyone: a claim, never a fact.
      claimed: claimed === null ? null : { dateTimeOriginal: claimed.written, offset: claimed.offset, utc: claimed.utc },
      file: original
    }
    const sheetBytes = Buffer.from(`${JSON.stringify(sheet, null, 2)}\n`, 'utf8')
    const saved = await evidenceStore.save(sheetBytes, 'json')
    files.push({ role: 'sheet', name: `${name}-取证单.json`, mime: 'application/json', ...saved })
    return {
      id,
      ...place,
      kind: 'file',
      requestedUrl: null,
      finalUrl: null,
      title: name,
      capturedAt,
      width: photo?.width ?? 0,
      height: photo?.height ?? 0,
      quality: [],
      files,
      ...(claimed === null ? {} : { takenAt: claimed.utc })
    }
  }

  return {
    handlers: {
      async 'evidence.addFile'({ batchId, objectKey, uploadId }) {
        const { name, bytes } = await uploads.take(uploadId)
        if (store.target(batchId, objectKey) === null) {
          throw new XunchaError('unknown-target', '这个对象不在本批次里，请在列表中重新选择。')
        }
        const evidence = await addFile({ batchId, objectKey }, name, Buffer.from(bytes))
        store.append([{ type: 'evidence.captured', payload: evidence }])
        ctx.emit('workspace.changed', { topics: ['evidence', 'workspace'], batchId })
        return evidence
      },
      'evidence.view'({ evidenceId }) {
        if (store.evidenceById(evidenceId) === null) {
          throw new XunchaError('unknown-evidence', '这份证据不存在；请刷新后重试。')
        }
        store.append([{ type: 'evidence.viewed', payload: { evidenceId } }])
        return {}
      },
      'evidence.accept'({ evidenceId }) {
        const evidence = store.evidenceById(evidenceId)
        if (evidence === null) throw new XunchaError('unknown-evidence', '这份证据不存在；请刷新后重试。')
        if (evidence.quality.some((fault) => neverStands.includes(fault))) {
          throw new XunchaError('bad-input', '这张截图本身不完整，不能确认为证据；请按 F8 重拍。')
        }
        if (!canBeAccepted(evidence)) return evidence
        const inspector = ctx.author()
        store.append([{ type: 'evidence.accepted', payload: { evidenceId, inspector } }])
        ctx.emit('workspace.changed', { topics: ['evidence', 'workspace'], batchId: evidence.batchId })
        return { ...evidence, acceptedBy: inspector }
      }
    }
  }
}
