import { readFileSync } from 'node:fs'
import { wrongUsage } from './terminal.ts'

/** From a file or the environment, never from the command line: that is seen by everybody on the machine. */
export function passphraseOf(file: string | undefined, usage: string): string {
  const given = file === undefined ? process.env['XUNCHA_PASSPHRASE'] : firstLine(file, usage)
  if (given !== undefined && given !== '') return given
  throw wrongUsage('要有签名密钥的口令：用 --passphrase-file 给出存有口令的文件，或放在环境变量 XUNCHA_PASSPHRASE。', usage)
}

function firstLine(file: string, usage: string): string {
  try {
    return (
      readFileSync(file, 'utf8')
        .replace(/^\uFEFF/, '')
        .split(/\r?\n/)[0] ?? ''
    )
  } catch {
    throw wrongUsage(`口令文件“${file}”不能读取。`, usage)
  }
}
