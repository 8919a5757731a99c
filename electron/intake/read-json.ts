import { XunchaError } from '../domain/errors.ts'
import { JsonFault, parseStrictJson } from '../domain/strict-json.ts'

/** A file of JSON is at most this large, bytes. */
export const jsonLimit = 8 * 1024 * 1024

/**
 * JSON of UTF-8 bytes, a byte order mark allowed. Throws `bad-file`, `file-too-large`, each with the sentence to show.
 * @param what the file as the sentence begins with it: `词库“a.json”`
 * @param advice what else may help, with a comma before it
 */
export function readJson(bytes: Uint8Array, what: string, advice = ''): unknown {
  if (bytes.byteLength > jsonLimit) {
    throw new XunchaError('file-too-large', `${what}超过 8 MB；请减少内容或分成几个文件后重试。`)
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new XunchaError('bad-file', `${what}不是有效的 JSON（有不是 UTF-8 的字节）；请用 UTF-8 保存后重试${advice}。`, {
      cause
    })
  }
  try {
    return parseStrictJson(text)
  } catch (cause) {
    if (!(cause instanceof JsonFault)) throw cause
    const { line, reason } = cause
    throw new XunchaError('bad-file', `${what}不是有效的 JSON（第 ${line} 行${reason}）；请用 UTF-8 保存后重试${advice}。`, {
      cause
    })
  }
}

/** Told by its content, as tables are: the first sign after a byte order mark and spaces. */
export function looksLikeJson(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*[{[]/.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, 200)))
}
