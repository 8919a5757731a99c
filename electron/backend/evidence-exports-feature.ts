/** What is handed out of one capture: its kept page as WACZ, its record as a printed 取证单. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { evidenceExportProcedures } from '../contract/evidence-exports.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { XunchaError } from '../domain/errors.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { evidenceOf } from './batch-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { sha256 } from './sha256.ts'

export function evidenceExportsFeature(
  ctx: BackendContext,
  files: EvidenceStore,
  exportsDir: string
): Feature<keyof typeof evidenceExportProcedures> {
  const { store } = ctx

  /** The bytes as they were saved, or a refusal: what is made of changed bytes would prove the wrong thing. */
  async function original(hash: string): Promise<Uint8Array> {
    if ((await files.verify(hash)) === 'ok') return files.read(hash)
    throw new XunchaError('evidence-missing', '证据文件与登记的校验值不符，没有导出；请从备份恢复这份证据后重试。')
  }

  async function write(folderName: string, name: string, bytes: Buffer) {
    const folder = join(exportsDir, folderName)
    try {
      await mkdir(folder, { recursive: true })
      await writeFileDurably(join(folder, name), bytes)
    } catch (error) {
      throw toFaultOfDisk(error, `“${name}”没有导出`)
    }
    return { path: `${folderName}/${name}`, file: { name, sha256: sha256(bytes), size: bytes.length } }
  }

  async function exportArchive({ evidenceId }: { evidenceId: string }) {
    const evidence = evidenceOf(store, evidenceId)
    const kept = evidence.files.find(({ role }) => role === 'archive')
    const url = evidence.finalUrl ?? evidence.requestedUrl
    if (kept === undefined || url === null) {
      throw new XunchaError('bad-input', '这份证据没有网页存档（照片和文件没有网页），不能导出；请另选一次网页取证。')
    }
    const picture = evidence.files.find(({ role, mime }) => role === 'image' && mime === 'image/png')
    // The writer of archives is loaded when first needed.
    const { webArchive } = await import('../evidence/web-archive.ts')
    const bytes = await webArchive({
      evidenceId,
      url,
      title: evidence.title ?? url,
      capturedAt: evidence.capturedAt,
      mhtml: { bytes: await original(kept.sha256), sha256: kept.sha256 },
      picture: picture === undefined ? null : await original(picture.sha256),
      software: `Xuncha ${ctx.version}`
    })
    const { path, file } = await write('网页存档', `${stemOf(kept.name)}.wacz`, bytes)
    store.append([{ type: 'evidence.archive-exported', payload: { evidenceId, derivedFrom: kept.sha256, file } }])
    return { path, size: file.size }
  }

  async function exportSheet({ evidenceId }: { evidenceId: string }) {
    const evidence = evidenceOf(store, evidenceId)
    const print = ctx.pageHost?.printPdf?.bind(ctx.pageHost)
    if (print === undefined) {
      throw new XunchaError('no-browser', '本机没有可用的浏览器，不能打印取证单；请安装 Chromium、Edge 或 Chrome 后重试。')
    }
    for (const file of evidence.files) await original(file.sha256)
    const { printedSheet } = await import('./printed-sheet.ts')
    const { sheetHtml } = await import('../export/sheet-html.ts')
    const sheet = await printedSheet(ctx, files, evidence)
    const pdf = await print(sheetHtml(sheet)).catch((cause: unknown) => {
      if (cause instanceof XunchaError) throw cause
      throw new XunchaError('page-failed', '浏览器打印时出错，取证单没有导出；请重试，仍不行时重新打开程序。', { cause })
    })
    const bytes = Buffer.from(pdf)
    const named = evidence.files.find(({ role }) => role === 'sheet') ?? evidence.files[0]
    const { path, file } = await write('取证单', `${stemOf(named?.name ?? evidenceId)}.pdf`, bytes)
    store.append([{ type: 'evidence.sheet-exported', payload: { evidenceId, anchor: sheet.anchor, file } }])
    return { path, size: file.size }
  }

  return { handlers: { 'evidence.exportArchive': exportArchive, 'evidence.exportSheet': exportSheet } }
}

const stemOf = (name: string): string => name.replace(/\.[^.]*$/, '')
