import { createHash, randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { flushFolder, writeNewFile } from '../disk/durable-file.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import type { NoticeModel } from '../domain/notice.ts'
import { writeNoticeDocx } from './notice-docx.ts'
import { noticeHtml } from './notice-html.ts'
import { noticeDay, writeAnnexes, writeProblemList } from './notice-workbooks.ts'
import { fillWordTemplate } from './template-fill.ts'

export const noticeFileNames = ['通报.docx', '附件.xlsx', '问题清单.xlsx', 'notice.json'] as const
/** Written when asked for. The template is kept with what it made, so that the notice can be checked against it later. */
export const extraFileNames = ['通报.pdf', '通报模板.docx'] as const
export type NoticeFileName = (typeof noticeFileNames)[number] | (typeof extraFileNames)[number]

export interface RenderOptions {
  /** The office's own Word template in place of the built-in layout; `file` is what a person calls it. */
  template?: { bytes: Uint8Array; file: string } | null
  /** Prints a page of HTML; null where there is no PDF to make. */
  pdf?: ((html: string) => Promise<Uint8Array>) | null
}

export interface WrittenFile {
  name: NoticeFileName
  path: string
  sha256: string
  size: number
}

/**
 * The files of a notice in memory. The same model gives the same bytes (the PDF: with the same browser and fonts). Throws what
 * `fillWordTemplate` throws, and what `pdf` throws.
 */
export async function renderNotice(
  model: NoticeModel,
  { template = null, pdf = null }: RenderOptions = {}
): Promise<Map<NoticeFileName, Uint8Array>> {
  const files = new Map<NoticeFileName, Uint8Array>([
    ['通报.docx', template === null ? await writeNoticeDocx(model) : await fillWordTemplate(model, template, noticeDay(model))],
    ['附件.xlsx', await writeAnnexes(model)],
    ['问题清单.xlsx', await writeProblemList(model)]
  ])
  if (pdf !== null) files.set('通报.pdf', stampPdf(await pdf(noticeHtml(model)), noticeDay(model)))
  if (template !== null) files.set('通报模板.docx', template.bytes)
  return files.set('notice.json', Buffer.from(noticeJson(model)))
}

/** The browser stamps the present moment into the file; the notice's own day stands there instead, in as many characters. */
function stampPdf(bytes: Uint8Array, day: Date): Uint8Array {
  const digits = day.toISOString().slice(0, 10).replaceAll('-', '')
  const text = Buffer.from(bytes).toString('latin1')
  return Buffer.from(text.replace(/(\/(?:CreationDate|ModDate) \(D:)\d{14}/g, `$1${digits}000000`), 'latin1')
}

/** Readable, and the same for the same model: keys in the order of the canonical form. */
function noticeJson(model: NoticeModel): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(model)), null, 1)}\n`
}

/**
 * Writes all files or none. A new directory appears whole, by one rename; in a directory that is already there every file
 * is first written beside its place and synced, then all are renamed, and what was there before is put back should a
 * rename fail. A PDF or template left there by an earlier notice goes. Throws the file system's error (ENOSPC …) with nothing half written left behind.
 */
export async function writeNoticeFiles(dir: string, files: ReadonlyMap<NoticeFileName, Uint8Array>): Promise<WrittenFile[]> {
  const target = resolve(dir)
  await mkdir(dirname(target), { recursive: true })
  if (await exists(target)) await writeInto(target, files)
  else await writeNew(target, files)
  return [...files].map(([name, bytes]) => ({
    name,
    path: join(target, name),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.byteLength
  }))
}

async function writeNew(target: string, files: ReadonlyMap<NoticeFileName, Uint8Array>): Promise<void> {
  const parent = dirname(target)
  const unfinished = join(parent, `.${basename(target)}.${randomUUID()}.tmp`)
  try {
    await mkdir(unfinished)
    for (const [name, bytes] of files) await writeNewFile(join(unfinished, name), bytes)
    await flushFolder(unfinished)
    await rename(unfinished, target)
    await flushFolder(parent)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

async function writeInto(target: string, files: ReadonlyMap<NoticeFileName, Uint8Array>): Promise<void> {
  const work = join(target, `.notice.${randomUUID()}.tmp`)
  const moved: { name: string; hadOld: boolean }[] = []
  try {
    await mkdir(join(work, 'old'), { recursive: true })
    for (const [name, bytes] of files) await writeNewFile(join(work, name), bytes)
    for (const name of files.keys()) {
      const hadOld = await exists(join(target, name))
      if (hadOld && !(await stat(join(target, name))).isFile()) {
        throw new XunchaError('bad-input', `“${join(target, name)}”是一个文件夹，通报文件写不进去；请换一个文件夹导出。`)
      }
      if (hadOld) await rename(join(target, name), join(work, 'old', name))
      moved.push({ name, hadOld })
      await rename(join(work, name), join(target, name))
    }
    // A PDF or template of the notice before this one would contradict it.
    for (const name of extraFileNames) {
      if (files.has(name) || !(await exists(join(target, name)))) continue
      await rename(join(target, name), join(work, 'old', name))
      moved.push({ name, hadOld: true })
    }
    await flushFolder(target)
  } catch (error) {
    for (const { name, hadOld } of moved) {
      await rm(join(target, name), { force: true, recursive: false }).catch(() => undefined)
      if (hadOld) await rename(join(work, 'old', name), join(target, name))
    }
    throw error
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  )
}
