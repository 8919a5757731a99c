import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { XunchaError } from '../domain/errors.ts'
import { parseWordPackJson, type WordPack } from '../domain/word-pack.ts'

/** A pack as JSON is at most this large; as a table the limits of tables hold. */
const jsonLimit = 8 * 1024 * 1024

/** Every pack shipped in `<resources>/terms`, by file name. */
export function loadWordPacks(resourcesDir: string): WordPack[] {
  const dir = join(resourcesDir, 'terms')
  const files = readdirSync(dir).filter((name) => name.endsWith('.json'))
  return files.sort().map((name) => readWordPackJson(readFileSync(join(dir, name)), name))
}

/** A pack of UTF-8 JSON, a byte order mark allowed. Throws `bad-file`, `file-too-large`. */
export function readWordPackJson(bytes: Uint8Array, file: string): WordPack {
  if (bytes.byteLength > jsonLimit) {
    throw new XunchaError('file-too-large', `词库“${file}”超过 8 MB；请分成几个词库后再导入。`)
  }
  return parseWordPackJson(jsonOf(bytes, file), file)
}

function jsonOf(bytes: Uint8Array, file: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new XunchaError('bad-file', `词库“${file}”不是有效的 JSON；请用 UTF-8 保存后重试，或改用表格导入。`, { cause })
  }
}
