import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { XunchaError } from '../domain/errors.ts'
import { checkNotice } from '../domain/notice-check.ts'
import { noticeModelSchema } from '../domain/notice.ts'
import { compareAnnexes, compareDocument, compareProblemList } from './read-back.ts'

/**
 * Counts a written notice again: notice.json against its own rows, then the office files against it (the document by the
 * template kept beside it, where there is one; a PDF is not read). Empty when all
 * agree. Throws `bad-input` when the folder holds no notice at all.
 */
export async function checkNoticeDir(dir: string): Promise<string[]> {
  const json = await readOrNull(join(dir, 'notice.json'))
  if (json === null) {
    throw new XunchaError('bad-input', `“${basename(dir)}”里没有 notice.json，不是通报文件夹；请指定导出通报的文件夹。`)
  }
  const parsed = noticeModelSchema.safeParse(parseOrNull(json.toString('utf8')))
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? ''
    return [`notice.json 已损坏或被改过${place === '' ? '' : `（${place} 处）`}，无法核对；请重新导出通报。`]
  }
  const model = parsed.data
  const mismatches = checkNotice(model)
  const template = await readOrNull(join(dir, '通报模板.docx'))
  for (const [name, compare] of [
    ['附件.xlsx', compareAnnexes],
    ['问题清单.xlsx', compareProblemList],
    ['通报.docx', (wanted: typeof model, bytes: Uint8Array) => compareDocument(wanted, bytes, template)]
  ] as const) {
    const bytes = await readOrNull(join(dir, name))
    mismatches.push(...(bytes === null ? [`文件夹里缺少“${name}”。`] : await compare(model, bytes)))
  }
  return mismatches
}

async function readOrNull(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
    throw error
  })
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}
