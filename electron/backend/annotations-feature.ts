import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { annotationProcedures, AnnotationState } from '../contract/annotations.ts'
import type { Input, Output } from '../contract/index.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { layersSchema, type ExportedCopy, type FoundNumber, type Layer } from '../domain/annotation.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Evidence } from '../domain/inspection.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { NewEvent } from '../events/types.ts'
import { evidenceOf } from './batch-lookup.ts'
import type { BackendContext, Feature } from './context.ts'

/** Copies for people outside, inside the exports folder. */
const folderName = '带标注副本'
const draftSetting = (evidenceId: string): string => `annotation-draft:${evidenceId}`

export function annotationsFeature(
  ctx: BackendContext,
  files: EvidenceStore,
  exportsDir: string
): Feature<keyof typeof annotationProcedures> {
  const { store } = ctx

  function draftOf(evidenceId: string): Layer[] | null {
    const kept = store.setting(draftSetting(evidenceId)) ?? ''
    if (kept === '') return null
    try {
      return layersSchema.parse(JSON.parse(kept))
    } catch {
      // Of another version: the saved layers stand.
      return null
    }
  }

  function state({ evidenceId }: { evidenceId: string }): AnnotationState {
    const saved = store.annotation(evidenceId)
    return {
      evidenceId,
      imageSha256: imageOf(evidenceOf(store, evidenceId))?.sha256 ?? null,
      layers: saved?.layers ?? [],
      savedAt: saved?.time ?? null,
      savedBy: saved?.author ?? null,
      draft: draftOf(evidenceId),
      numbers: store.foundNumbers(evidenceId),
      copies: store.evidenceCopies(evidenceId)
    }
  }

  function keepDraft({ evidenceId, layers }: Input<'annotations.keepDraft'>): Record<string, never> {
    evidenceOf(store, evidenceId)
    store.setSetting(draftSetting(evidenceId), layers === null ? '' : JSON.stringify(layers))
    return {}
  }

  function save({ evidenceId, layers }: Input<'annotations.save'>): AnnotationState {
    const evidence = evidenceOf(store, evidenceId)
    const image = imageOf(evidence)
    if (image === null) throw new XunchaError('bad-input', '这份证据不是图片，不能加标注。')
    assertInside(layers, evidence)
    const annotationId = store.annotation(evidenceId)?.annotationId ?? ctx.ids.next()
    store.append([{ type: 'evidence.annotated', payload: { annotationId, evidenceId, imageSha256: image.sha256, layers } }])
    store.setSetting(draftSetting(evidenceId), '')
    ctx.emit('workspace.changed', { topics: ['evidence', 'workspace'], batchId: evidence.batchId })
    return state({ evidenceId })
  }

  async function exportCopy({ evidenceId }: Input<'annotations.export'>): Promise<Output<'annotations.export'>> {
    const evidence = evidenceOf(store, evidenceId)
    const image = imageOf(evidence)
    const annotation = store.annotation(evidenceId)
    if (image === null || annotation === null) {
      throw new XunchaError('bad-input', '这份证据还没有保存过标注；请先标注并保存，再导出副本。')
    }
    if (annotation.imageSha256 !== image.sha256 || (await files.verify(image.sha256)) !== 'ok') {
      throw new XunchaError('evidence-missing', '原图与登记的校验值不符，没有生成副本；请从备份恢复这份证据后重试。')
    }
    // The picture library is loaded when first needed.
    const { decodePixels, encodePng } = await import('../evidence/pixels.ts')
    const { burnIn } = await import('../evidence/annotated-copy.ts')
    const pixels = await decodePixels(await files.read(image.sha256))
    await burnIn(pixels, annotation.layers)
    const pieces = await encodePng(pixels)
    const name = image.name.replace(/\.[^.]*$/, '')
    const png = {
      role: 'image' as const,
      name: `${name}-带标注副本.png`,
      mime: 'image/png',
      ...(await files.save(pieces, 'png'))
    }
    const copyId = ctx.ids.next()
    const masked = annotation.layers.flatMap((layer) => {
      if (layer.type !== 'mosaic') return []
      const { x, y, width, height, block, shown } = layer
      return [{ x, y, width, height, block, shown }]
    })
    const record = {
      format: 'xuncha-annotated-copy/1',
      copy: copyId,
      evidence: evidenceId,
      derivedFrom: { sha256: image.sha256, name: image.name, width: evidence.width, height: evidence.height },
      capturedAt: evidence.capturedAt,
      finalUrl: evidence.finalUrl,
      image: { sha256: png.sha256, size: png.size, width: pixels.width, height: pixels.height },
      masked,
      drawn: annotation.layers.filter(({ type }) => type !== 'mosaic'),
      annotation: { id: annotation.annotationId, savedAt: annotation.time, savedBy: annotation.author },
      madeAt: ctx.clock.now(),
      madeBy: ctx.author(),
      versions: { xuncha: ctx.version }
    }
    const recordBytes = Buffer.from(`${JSON.stringify(record, null, 2)}\n`, 'utf8')
    const recordFile = {
      role: 'record' as const,
      name: `${name}-带标注副本.json`,
      mime: 'application/json',
      ...(await files.save(recordBytes, 'json'))
    }
    const copy: ExportedCopy = {
      copyId,
      evidenceId,
      annotationId: annotation.annotationId,
      derivedFrom: image.sha256,
      masked,
      drawn: record.drawn.length,
      files: [png, recordFile]
    }
    const folder = join(exportsDir, folderName)
    await mkdir(folder, { recursive: true })
    await writeFileDurably(join(folder, png.name), await files.read(png.sha256))
    await writeFileDurably(join(folder, recordFile.name), recordBytes)
    store.append([{ type: 'evidence.copy-exported', payload: copy }])
    ctx.emit('workspace.changed', { topics: ['evidence', 'workspace'], batchId: evidence.batchId })
    return { copy, path: `${folderName}/${png.name}`, recordPath: `${folderName}/${recordFile.name}` }
  }

  return {
    handlers: {
      'annotations.get': state,
      'annotations.keepDraft': keepDraft,
      'annotations.save': save,
      'annotations.export': exportCopy
    }
  }
}

/** What goes into the log beside a capture whose page showed numbers. */
export function numbersFound(evidence: Evidence, numbers: FoundNumber[] | null): NewEvent[] {
  const image = imageOf(evidence)
  if (image === null || numbers === null || numbers.length === 0) return []
  return [{ type: 'evidence.numbers-found', payload: { evidenceId: evidence.id, imageSha256: image.sha256, numbers } }]
}

/** The picture that is annotated: the capture's, or a picture that was handed in. */
function imageOf(evidence: Evidence): Evidence['files'][number] | null {
  return (
    evidence.files.find(({ role }) => role === 'image') ??
    evidence.files.find(({ role, mime }) => role === 'attachment' && mime.startsWith('image/')) ??
    null
  )
}

function assertInside(layers: readonly Layer[], { width, height }: Evidence): void {
  // Files from elsewhere may not say how large they are.
  if (width === 0 || height === 0) return
  const isOutside = layers.some((layer) => {
    if (layer.x >= width || layer.y >= height) return true
    if (layer.type === 'arrow') return layer.toX > width || layer.toY > height
    return layer.type === 'mosaic' || layer.type === 'box'
      ? layer.x + layer.width > width || layer.y + layer.height > height
      : false
  })
  if (isOutside) throw new XunchaError('bad-input', '有标注超出了图片范围，没有保存；请把它移回图片里再保存。')
}
