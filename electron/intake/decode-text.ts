import { XunchaError } from '../domain/errors.ts'

/**
 * Text of a CSV file. Order: byte order mark, strict UTF-8, GB18030. No guessing by statistics: on short Chinese texts
 * the detectors are wrong. TextDecoder has the GB18030 table of 2022, iconv-lite that of 2005.
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const marked = decodeMarked(bytes, file)
  if (marked !== null) return checked(marked, file)
  const utf8 = decodeStrict('utf-8', bytes)
  if (utf8 !== null) return checked(utf8, file)
  refuseDamagedUtf8(bytes, file)
  const gb18030 = decodeStrict('gb18030', bytes)
  if (gb18030 === null) throw new XunchaError('bad-file', unreadable(file))
  return checked(gb18030, file)
}

function decodeMarked(bytes: Uint8Array, file: string): string | null {
  const [a, b, c] = bytes
  const name =
    a === 0xef && b === 0xbb && c === 0xbf
      ? 'utf-8'
      : a === 0xff && b === 0xfe
        ? 'utf-16le'
        : a === 0xfe && b === 0xff
          ? 'utf-16be'
          : null
  if (name === null) return null
  const text = decodeStrict(name, bytes)
  if (text === null) throw new XunchaError('bad-file', unreadable(file))
  return text
}

function decodeStrict(name: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes)
  } catch {
    // The decoder's only way to say "these bytes are not of this encoding".
    return null
  }
}

/** A UTF-8 file with a few broken bytes often is "valid" GB18030, as nonsense. Better refused than imported so. */
function refuseDamagedUtf8(bytes: Uint8Array, file: string): void {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const chinese = text.match(/[\u4e00-\u9fff]/g)?.length ?? 0
  if (chinese < broken * 10) return
  const line = text.slice(0, text.indexOf('\ufffd')).split('\n').length
  throw new XunchaError(
    'bad-file',
    `文件“${file}”的编码有损坏（约第 ${line} 行）；请在表格软件中重新打开核对，另存为 UTF-8 编码的 CSV 或 .xlsx 后再导入。`,
    {
      faults: [{ file, row: line, reason: '有不能识别的字节' }]
    }
  )
}

/** Control and private-use characters do not stand in a table: the bytes were of another encoding, or no text at all. */
function checked(text: string, file: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0008\u000e-\u001f\ue000-\uf8ff\ufffd]/.test(text)) throw new XunchaError('bad-file', unreadable(file))
  return text
}

function unreadable(file: string): string {
  return `文件“${file}”不是能识别的文字编码（支持 UTF-8 和 GB18030）；请另存为 UTF-8 编码的 CSV 或 .xlsx 后再导入。`
}
