import { readFileSync } from 'node:fs'
import { wrongUsage } from './terminal.ts'

/** Objects listed in a text file, one a line: 网站标识码, 平台:账号 or name. Blank lines and `#` lines are left out. */
export function namesIn(file: string, usage: string): string[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '')
  } catch {
    throw wrongUsage(`对象清单“${file}”不能读取。`, usage)
  }
  const names = text.split(/\r?\n/).map((line) => line.trim())
  const given = names.filter((line) => line !== '' && !line.startsWith('#'))
  if (given.length === 0) throw wrongUsage(`对象清单“${file}”里没有对象。`, usage)
  return given
}
