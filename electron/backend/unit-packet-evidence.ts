import { XunchaError } from '../domain/errors.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { evidenceOf } from './batch-lookup.ts'
import type { BackendContext } from './context.ts'

interface PacketFile {
  folder: '截图' | '取证单'
  /** Without its ending. */
  name: string
  ending: string
  bytes: Uint8Array
}

/**
 * What of one evidence is handed over: its picture, masked where a mask was saved (the unmasked one only where it is asked
 * for), and its printed sheet. Archives and other files stay: nobody has masked them. Throws `evidence-missing` for changed bytes.
 */
export async function unitEvidence(
  ctx: BackendContext,
  files: EvidenceStore,
  { id, originals }: { id: string; originals: boolean },
  notes: Set<string>
): Promise<PacketFile[]> {
  const evidence = evidenceOf(ctx.store, id)
  for (const { sha256 } of evidence.files) {
    if ((await files.verify(sha256)) === 'ok') continue
    throw new XunchaError('evidence-missing', '有证据文件与登记的校验值不符，单位材料没有做完；请从备份恢复这份证据后重试。')
  }
  const out: PacketFile[] = []
  const picture =
    evidence.files.find(({ role }) => role === 'image') ??
    evidence.files.find(({ role, mime }) => role === 'attachment' && mime.startsWith('image/'))
  if (picture === undefined) notes.add('不是图片的证据文件没有放入，只有取证单；如需提供请另行交接。')
  else {
    const bytes = await files.read(picture.sha256)
    const layers = ctx.store.annotation(id)?.layers ?? []
    const at = picture.name.lastIndexOf('.')
    const stem = at > 0 ? picture.name.slice(0, at) : picture.name
    const isMasked = layers.some(({ type }) => type === 'mosaic')
    if (layers.length > 0) {
      const { decodePixels, encodePng } = await import('../evidence/pixels.ts')
      const { burnIn } = await import('../evidence/annotated-copy.ts')
      const pixels = await decodePixels(bytes)
      await burnIn(pixels, layers)
      const copy = Buffer.concat(await encodePng(pixels))
      out.push({ folder: '截图', name: `${stem}-${isMasked ? '已打码' : '带标注'}`, ending: '.png', bytes: copy })
    }
    if (!isMasked || originals) out.push({ folder: '截图', name: stem, ending: at > 0 ? picture.name.slice(at) : '', bytes })
    if (!isMasked && ctx.store.foundNumbers(id).length > 0) {
      notes.add('有的图片上找到了号码但没有打码，原图已放入；请核对，需要时先打码再重做。')
    }
    if (isMasked) notes.add(originals ? '按要求同时放入了未打码的原图。' : '存过打码的图片只放入打码后的副本，原图没有放入。')
  }
  const sheet = await printed(ctx, files, evidence)
  if (sheet === null) notes.add('本机没有可用的浏览器，没有打印取证单；请安装 Chromium、Edge 或 Chrome 后重做。')
  else out.push({ folder: '取证单', name: plainStem(evidence.files[0]?.name ?? id), ending: '.pdf', bytes: sheet })
  return out
}

const plainStem = (name: string): string => name.replace(/\.[^.]*$/, '')

async function printed(
  ctx: BackendContext,
  files: EvidenceStore,
  evidence: ReturnType<typeof evidenceOf>
): Promise<Uint8Array | null> {
  if (ctx.pageHost?.printPdf === undefined) return null
  const { printedSheet } = await import('./printed-sheet.ts')
  const { sheetHtml } = await import('../export/sheet-html.ts')
  return ctx.pageHost.printPdf(sheetHtml(await printedSheet(ctx, files, evidence)))
}
