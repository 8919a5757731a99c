import type { NoticeAnnex, NoticeModel } from '../domain/notice.ts'
import { characterTwips, textWidthOf } from './notice-layout.ts'
import { textWidth } from './workbook.ts'

/** What the Word document and the printed page have in common: where a title is cut, what the lines say, where the name stands. */

/** Characters of 22 points on a line. */
const titleLine = 20
/** A title is cut after these or before those, so that words stay whole. */
const cutAfter = ['关于', '季度', '半年', '全省', '全市', '全县', '与', '和', '的']
const cutBefore = ['政府网站', '政务新媒体', '检查', '抽查', '情况', '与']

/** The title in as few lines as it needs, cut nearest to the middle where words allow. */
export function titleLines(title: string): string[] {
  if (textWidth(title) <= 2 * titleLine) return [title]
  let best = 0
  let distance = Number.POSITIVE_INFINITY
  for (let at = 1; at < title.length; at += 1) {
    const [head, tail] = [title.slice(0, at), title.slice(at)]
    if (!cutAfter.some((word) => head.endsWith(word)) && !cutBefore.some((word) => tail.startsWith(word))) continue
    if (Math.max(textWidth(head), textWidth(tail)) > 2 * titleLine) continue
    const off = Math.abs(textWidth(head) - textWidth(tail))
    if (off < distance) [best, distance] = [at, off]
  }
  return best === 0 ? [title] : [title.slice(0, best), title.slice(best)]
}

/** 附件：1.… and the lines under it. */
export function annexLines(tables: readonly NoticeAnnex[]): string[] {
  if (tables.length === 1) return [`附件：${tables[0]?.title ?? ''}`]
  return tables.map((table, index) => `${index === 0 ? '附件：' : ''}${index + 1}.${table.title}`)
}

/** The red head stands where the notice has a number: a head without one is a form, which the office's own paper has. */
export function isRedHeaded({ docNumber }: NoticeModel): boolean {
  return docNumber !== ''
}

export function headOf({ issuer }: NoticeModel): string {
  return issuer.endsWith('文件') ? issuer : `${issuer}文件`
}

/** Points: as large as fits one line of the text area with some room beside it, 50 at most. */
export function headSize(words: string): number {
  return Math.min(50, Math.floor((textWidthOf(false) / 20 / [...words].length) * 0.96))
}

export function longTableSentence(table: NoticeAnnex): string {
  return `本表共${table.rows.length}行，篇幅较长，另见“附件.xlsx”的“${table.label}”工作表。`
}

/**
 * Twips from the right edge to the block of issuer and date, which are centred on one another: the shorter of the two never
 * comes nearer than the four characters that the standard gives the date.
 */
export function signatureRight({ issuer, date }: NoticeModel): number {
  const longer = Math.max(0, textWidth(issuer) - textWidth(date))
  return Math.max(0, Math.round(4 * characterTwips - (longer / 4) * characterTwips))
}
