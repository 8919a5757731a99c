/** Why a text is refused as JSON: half a Chinese sentence and the line it is about. */
export class JsonFault extends Error {
  readonly line: number
  readonly reason: string

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`)
    this.name = 'JsonFault'
    this.line = line
    this.reason = reason
  }
}

/** Deeper than any of our files, and shallow enough for whatever walks the value afterwards. */
const mostDepth = 64
/** The largest word pack that fits its own limit has fewer. */
const mostValues = 1_000_000
const longestNumber = 40
/** Names that mean something to the language itself: no file of ours has them, and copying such an object is how programs are led astray. */
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads JSON that came from elsewhere. Unlike `JSON.parse` it refuses what two programs would read differently: a key that
 * comes twice, numbers that lose digits, halves of characters, control characters; and bounds depth and count.
 * Throws `JsonFault`.
 * @param text without byte order mark
 */
export function parseStrictJson(text: string): unknown {
  let at = 0
  let values = 0

  function fault(reason: string, where = at): JsonFault {
    return new JsonFault(text.slice(0, where).split('\n').length, reason)
  }
  function skipBlank(): void {
    for (;;) {
      const code = text.charCodeAt(at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      at += 1
    }
  }
  function expectMark(mark: string): void {
    if (text[at] !== mark) throw fault(at >= text.length ? '没有写完' : `这里应是 ${mark}`)
    at += 1
  }

  function string(): string {
    const from = at
    let isEscaped = false
    for (at += 1; ; at += 1) {
      const code = text.charCodeAt(at)
      if (Number.isNaN(code)) throw fault('引号没有收尾', from)
      if (code === 0x22) break
      if (code < 0x20) throw fault('文字里有控制字符')
      if (code !== 0x5c) continue
      isEscaped = true
      const escape = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6))
      if (escape === null) throw fault('反斜杠后面的写法不对')
      at += escape[0].length
    }
    at += 1
    const value = isEscaped ? (JSON.parse(text.slice(from, at)) as string) : text.slice(from + 1, at - 1)
    if (/[\ud800-\udfff]/u.test(value)) throw fault('文字里有半个字符', from)
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)) throw fault('文字里有控制字符', from)
    return value
  }

  function number(): number {
    const token = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(text.slice(at, at + longestNumber + 1))?.[0] ?? ''
    if (token === '') throw fault('这里不是能识别的值')
    if (token.length > longestNumber) throw fault('数字过长')
    const value = Number(token)
    if (!Number.isFinite(value)) throw fault('数字过大')
    if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw fault('数字过大，读出来会走样')
    at += token.length
    return value
  }

  function word<T>(letters: string, value: T): T {
    if (!text.startsWith(letters, at)) throw fault('这里不是能识别的值')
    at += letters.length
    return value
  }

  function list(depth: number): unknown[] {
    const found: unknown[] = []
    at += 1
    skipBlank()
    if (text[at] === ']') {
      at += 1
      return found
    }
    for (;;) {
      found.push(valueAt(depth + 1))
      skipBlank()
      if (text[at] !== ',') break
      at += 1
    }
    expectMark(']')
    return found
  }

  function object(depth: number): Record<string, unknown> {
    const found: Record<string, unknown> = {}
    const keys = new Set<string>()
    at += 1
    skipBlank()
    if (text[at] === '}') {
      at += 1
      return found
    }
    for (;;) {
      skipBlank()
      if (text[at] !== '"') throw fault(at >= text.length ? '没有写完' : '这里应是带引号的键')
      const from = at
      const key = string()
      const shown = key.slice(0, 40)
      if (refusedKeys.has(key)) throw fault(`有不允许的键“${shown}”`, from)
      // Composed and decomposed writings of one name look the same to a person.
      const same = key.normalize('NFC')
      if (keys.has(same)) throw fault(`键“${shown}”出现了两次`, from)
      keys.add(same)
      skipBlank()
      expectMark(':')
      found[key] = valueAt(depth + 1)
      skipBlank()
      if (text[at] !== ',') break
      at += 1
    }
    expectMark('}')
    return found
  }

  function valueAt(depth: number): unknown {
    skipBlank()
    if (depth > mostDepth) throw fault(`嵌套超过 ${mostDepth} 层`)
    values += 1
    if (values > mostValues) throw fault('内容过多')
    switch (text[at]) {
      case undefined:
        throw fault('没有写完')
      case '{':
        return object(depth)
      case '[':
        return list(depth)
      case '"':
        return string()
      case 't':
        return word('true', true)
      case 'f':
        return word('false', false)
      case 'n':
        return word('null', null)
      default:
        return number()
    }
  }

  const value = valueAt(0)
  skipBlank()
  if (at < text.length) throw fault('结尾有多余的内容')
  return value
}
