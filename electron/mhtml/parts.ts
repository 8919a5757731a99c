/** Reads the parts of a page saved as MHTML, as Chromium writes it: one level of parts between boundaries. */

export interface MhtmlPart {
  /** Media type in lower case, without its parameters. */
  mime: string
  charset: string | null
  /** `Content-Location`; null where the part names none. */
  location: string | null
  /** `Content-ID` without its angle brackets, by which `cid:` addresses name a frame or a style sheet. */
  contentId: string | null
  /** As sent, its transfer encoding undone. */
  bytes: Buffer
}

/** More parts than a page has. */
const mostParts = 20_000

/** null where the bytes are no MHTML. */
export function mhtmlParts(bytes: Uint8Array, mostOfPart = Number.MAX_SAFE_INTEGER): MhtmlPart[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(buffer.subarray(0, 8_192).toString('latin1'))?.[1]
  if (boundary === undefined) return null
  const mark = `--${boundary}`
  const parts: MhtmlPart[] = []
  for (let from = buffer.indexOf(mark); from !== -1 && parts.length < mostParts;) {
    const start = from + mark.length
    const next = buffer.indexOf(mark, start)
    const part = buffer.subarray(start, next === -1 ? buffer.length : next)
    const end = part.indexOf('\r\n\r\n')
    if (end !== -1)
      parts.push(readPart(part.subarray(0, Math.min(end, 16_384)).toString('latin1'), part.subarray(end + 4), mostOfPart))
    from = next
  }
  return parts
}

function readPart(head: string, raw: Buffer, most: number): MhtmlPart {
  // A long header goes on in the next line, after a blank.
  const lines = head.replaceAll(/\r\n[\t ]+/g, ' ')
  const valueOf = (name: string): string | null => new RegExp(`^${name}:\\s*(.+)$`, 'im').exec(lines)?.[1]?.trim() ?? null
  const type = valueOf('content-type') ?? 'application/octet-stream'
  // A part ends with the line break before the next boundary.
  const body = raw.subarray(raw.length - 2).toString('latin1') === '\r\n' ? raw.subarray(0, -2) : raw
  return {
    mime: (type.split(';', 1)[0] ?? '').trim().toLowerCase(),
    charset: /charset="?([\w-]+)/i.exec(type)?.[1] ?? null,
    location: valueOf('content-location'),
    contentId: /<([^>]+)>/.exec(valueOf('content-id') ?? '')?.[1] ?? null,
    bytes: decoded(body, valueOf('content-transfer-encoding')?.toLowerCase() ?? '', most)
  }
}

function decoded(body: Buffer, how: string, most: number): Buffer {
  // The encodings take at most three bytes for one.
  const raw = body.subarray(0, most * 3)
  const bytes =
    how === 'quoted-printable' ? unquoted(raw) : how === 'base64' ? Buffer.from(raw.toString('latin1'), 'base64') : raw
  return bytes.subarray(0, most)
}

function unquoted(bytes: Buffer): Buffer {
  const out = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte !== 0x3d) {
      out[length] = byte
      length += 1
      continue
    }
    // A soft line break, or two digits.
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) at += 2
    else if (bytes[at + 1] === 0x0a) at += 1
    else {
      const value = Number.parseInt(bytes.subarray(at + 1, at + 3).toString('latin1'), 16)
      out[length] = Number.isNaN(value) ? byte : value
      length += 1
      if (!Number.isNaN(value)) at += 2
    }
  }
  return out.subarray(0, length)
}
