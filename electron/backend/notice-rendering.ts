import { XunchaError } from '../domain/errors.ts'
import type { NoticeModel } from '../domain/notice.ts'
import type { NoticeFileName } from '../export/notice-files.ts'
import type { BackendContext } from './context.ts'
import { documentFonts, fontSentence } from './document-fonts.ts'
import { wordTemplate } from './word-templates-feature.ts'

export interface RenderedNotice {
  files: Map<NoticeFileName, Uint8Array>
  /** What the files, read again, say otherwise than the model; empty when all agree. */
  mismatches: string[]
  /** Sentences for the person: no PDF and why, fonts that this machine lacks. */
  notes: string[]
}

/** What stands in for a PDF where none can be made: the other files are written all the same. */
const noPrinter = '没有生成 PDF：本机没有可用的浏览器，请安装 Chromium、Edge 或 Chrome 后再导出；其他文件已照常写出。'

/**
 * The files of a notice as bytes, read again by the readers that `notice check` uses, before one of them touches the disk.
 * @param template id of a kept Word template, null for the built-in layout. Throws naming what in it cannot be filled.
 */
export async function renderChecked(
  ctx: Pick<BackendContext, 'store' | 'pageHost' | 'log'>,
  model: NoticeModel,
  { template, pdf }: { template: string | null; pdf: boolean }
): Promise<RenderedNotice> {
  // The document writers are large: read when first needed, not before the first window.
  const { renderNotice } = await import('../export/notice-files.ts')
  const own = template === null ? null : wordTemplate(ctx, template)
  const notes: string[] = []
  const print = pdf ? printer(ctx, notes) : null
  let failure: unknown = null
  const files = await renderNotice(model, {
    template: own,
    pdf:
      print === null
        ? null
        : (html) =>
            print(html).catch((error: unknown) => {
              failure = error
              return new Uint8Array()
            })
  })
  if (failure !== null) {
    files.delete('通报.pdf')
    ctx.log.warn({ err: failure }, 'the notice could not be printed')
    notes.push(
      failure instanceof XunchaError && failure.code === 'no-browser'
        ? noPrinter
        : '没有生成 PDF：浏览器打印时出错，请重试，或用 Word、WPS 打开通报.docx 另存为 PDF；其他文件已照常写出。'
    )
  }
  const fonts = fontSentence(await documentFonts())
  if (fonts !== null) notes.push(fonts)
  const { readBackNotice } = await import('../export/read-back.ts')
  return { files, mismatches: await readBackNotice(model, files), notes }
}

/** null, with the reason among the notes, where the host has no browser. */
function printer(
  { pageHost }: Pick<BackendContext, 'pageHost'>,
  notes: string[]
): ((html: string) => Promise<Uint8Array>) | null {
  const print = pageHost?.printPdf?.bind(pageHost)
  if (print === undefined) notes.push(noPrinter)
  return print ?? null
}
