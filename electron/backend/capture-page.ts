/** 取证: picture, archive and sheet of the open page; an event in the log only when all of them are on the disk. */
import { captureArchive } from '../capture/archive.ts'
import { buildCaptureSheet, certificateChain } from '../capture/capture-sheet.ts'
import { captureImage } from '../capture/screenshot.ts'
import { judgePage } from '../capture/quality-gate.ts'
import { findSensitiveNumbers } from '../capture/sensitive-text.ts'
import type { CaptureArea } from '../domain/capture-area.ts'
import type { CaptureFault, Evidence, EvidenceFile } from '../domain/inspection.ts'
import { XunchaError } from '../domain/errors.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { numbersFound } from './annotations-feature.ts'
import type { BackendContext } from './context.ts'
import { captureEnvironment } from './environment.ts'
import type { LivePage } from './page-live.ts'

export async function capturePage(
  ctx: BackendContext,
  store: EvidenceStore,
  page: LivePage,
  area: CaptureArea
): Promise<Evidence> {
  const record = page.recorder.current()
  if (record === null || page.recorder.url() === 'about:blank') {
    throw new XunchaError('page-failed', '页面还没有打开，没有可以取证的内容，请等页面出现后再取证。')
  }
  const captureStartedAt = ctx.clock.now()
  const image = await captureImage(page.driver, area, (step, done, total) => ctx.emit('capture.progress', { step, done, total }))
  const numbers = await findSensitiveNumbers(page.driver, {
    origin: image.view.taken,
    ratio: image.view.devicePixelRatio,
    width: image.width,
    height: image.height
  })
  // The browser's own error page has nothing to archive; its picture and the sheet tell what was seen.
  const archive = record.error === null ? await whole(captureArchive(page.driver)) : null
  const chain = await certificateChain(page.driver, record.finalUrl)
  const environment = await captureEnvironment(ctx, page.driver, record.finalUrl)
  const capturedAt = ctx.clock.now()
  const state = await page.freshState()
  const quality: CaptureFault[] = [
    ...image.faults,
    ...judgePage({
      hints: image.hints,
      status: record.status,
      error: record.error,
      requestedUrl: record.requestedUrl,
      finalUrl: record.finalUrl,
      isOnRegisteredHost: state.onRegisteredHost
    })
  ]

  ctx.emit('capture.progress', { step: 'saving', done: 0, total: 1 })
  const id = ctx.ids.next()
  const name = `${safeName(page.target.name)}-${stamp(capturedAt)}`
  const save = async (
    role: EvidenceFile['role'],
    bytes: Uint8Array | Uint8Array[],
    file: string,
    mime: string
  ): Promise<EvidenceFile> => ({
    role,
    name: file,
    mime,
    ...(await store.save(bytes, file.slice(file.lastIndexOf('.') + 1)))
  })
  const files = await settleAll([
    save('image', image.png, `${name}-${areaNames[area.mode]}.png`, 'image/png'),
    ...(archive === null ? [] : [save('archive', archive, `${name}-网页存档.mhtml`, 'multipart/related')]),
    save('thumbnail', image.thumbnail, `${name}-缩略图.webp`, 'image/webp')
  ])
  const sheet = buildCaptureSheet({
    evidenceId: id,
    batchId: page.target.batchId,
    objectKey: page.target.objectKey,
    objectName: page.target.name,
    inspector: ctx.author(),
    requestedUrl: record.requestedUrl,
    title: state.title,
    mode: area.mode,
    record,
    errorText: state.errorText,
    chain,
    captureStartedAt,
    capturedAt,
    view: image.view,
    zoom: state.zoom,
    image: { width: image.width, height: image.height, tiles: image.tiles },
    versions: { ...ctx.runtime, ...page.driver.versions, xuncha: ctx.version },
    environment,
    quality,
    files
  })
  const sheetBytes = Buffer.from(`${JSON.stringify(sheet, null, 2)}\n`, 'utf8')
  const evidence: Evidence = {
    id,
    batchId: page.target.batchId,
    objectKey: page.target.objectKey,
    kind: 'capture',
    requestedUrl: record.requestedUrl,
    finalUrl: record.finalUrl,
    title: state.title,
    capturedAt,
    width: image.width,
    height: image.height,
    quality,
    files: [...files, await save('sheet', sheetBytes, `${name}-取证单.json`, 'application/json')]
  }
  ctx.store.append([{ type: 'evidence.captured', payload: evidence }, ...numbersFound(evidence, numbers)])
  ctx.emit('capture.progress', { step: 'saving', done: 1, total: 1 })
  ctx.emit('workspace.changed', { topics: ['evidence', 'workspace'], batchId: evidence.batchId })
  return evidence
}

const areaNames: Readonly<Record<CaptureArea['mode'], string>> = {
  visible: '可见区域',
  whole: '整页',
  region: '框选区域',
  element: '页面元素'
}

/** Waits for every save before it lets a failure out, so that nothing is written behind an answer. */
async function settleAll<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work)
  return Promise.all(work)
}

async function whole<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (error instanceof XunchaError) throw error
    throw new XunchaError('capture-failed', '网页存档没有生成，取证未保存，请等页面加载完成后重新取证。', { cause: error })
  })
}

/** `20230926T102000` in Beijing time, for file names. */
const stamp = (utc: string): string =>
  new Date(Date.parse(utc) + 8 * 3_600_000).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')

/** Nothing that a file system or a spreadsheet link would trip over. */
const safeName = (name: string): string => name.replaceAll(/[\\/:*?"<>|\s\p{C}]+/gu, '_').slice(0, 60) || '对象'
