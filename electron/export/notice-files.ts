import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import type { NoticeModel } from '../domain/notice.ts'
import { writeNoticeDocx } from './notice-docx.ts'
import { writeAnnexes, writeProblemList } from './notice-workbooks.ts'

export const noticeFileNames = ['通报.docx', '附件.xlsx', '问题清单.xlsx', 'notice.json'] as const
export type NoticeFileName = (typeof noticeFileNames)[number]

export interface WrittenFile {
  name: NoticeFileName
  path: string
  sha256: string
  size: number
}

/** The four files of a notice in memory. The same model gives the same bytes. */
export async function renderNotice(model: NoticeModel): Promise<Map<NoticeFileName, Uint8Array>> {
  return new Map<NoticeFileName, Uint8Array>([
    ['通报.docx', await writeNoticeDocx(model)],
    ['附件.xlsx', await writeAnnexes(model)],
    ['问题清单.xlsx', await writeProblemList(model)],
    ['notice.json', Buffer.from(noticeJson(model))]
  ])
}

/** Readable, and the same for the same model: keys in the order of the canonical form. */
function noticeJson(model: NoticeModel): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(model)), null, 1)}\n`
}

/**
 * Writes all files or none. A new directory appears whole, by one rename; in a directory that is already there every file
 * is first written beside its place and synced, then all are renamed, and what was there before is put back should a
 * rename fail. Throws the file system's error (ENOSPC …) with nothing half written left behind.
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
    for (const [name, bytes] of files) await writeSynced(join(unfinished, name), bytes)
    await syncFolder(unfinished)
    await rename(unfinished, target)
    await syncFolder(parent)
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
    for (const [name, bytes] of files) await writeSynced(join(work, name), bytes)
    for (const name of files.keys()) {
      const hadOld = await exists(join(target, name))
      if (hadOld && !(await stat(join(target, name))).isFile()) {
        throw new XunchaError('bad-input', `“${join(target, name)}”是一个文件夹，通报文件写不进去；请换一个文件夹导出。`)
      }
      if (hadOld) await rename(join(target, name), join(work, 'old', name))
      moved.push({ name, hadOld })
      await rename(join(work, name), join(target, name))
    }
    await syncFolder(target)
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

async function writeSynced(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Windows knows no fsync of a folder; there the rename is journaled. */
async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(dir, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  )
}
