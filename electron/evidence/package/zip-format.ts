/** The few records of a zip archive, as our packages have them: stored, no extra fields, one fixed time. Runs in the page too. */

export const localSize = 30
export const centralSize = 46
export const endSize = 22
export const localMark = 0x04034b50
export const centralMark = 0x02014b50
export const endMark = 0x06054b50
/** Names are UTF-8. */
export const utf8Flag = 0x0800

export interface StoredEntry {
  path: string
  size: number
  crc32: number
  /** Of its local header, from the archive's start. */
  offset: number
}

const version = 20
/** 1980-01-01 00:00, the earliest there is: the same files give the same bytes on every day. */
const day = 0x0021
/** Written on Unix: a plain file that all may read. */
const madeBy = 0x0300 | version
const attributes = 0o100644 * 0x10000

const utf8 = new TextEncoder()

function record(length: number, name: Uint8Array, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length + name.length)
  write(new DataView(bytes.buffer))
  bytes.set(name, length)
  return bytes
}

/** What both headers of an entry have in common, from the version needed on. */
function shared(view: DataView, at: number, { crc32, size }: StoredEntry, nameLength: number): void {
  view.setUint16(at, version, true)
  view.setUint16(at + 2, utf8Flag, true)
  view.setUint16(at + 6, 0, true)
  view.setUint16(at + 8, day, true)
  view.setUint32(at + 10, crc32, true)
  view.setUint32(at + 14, size, true)
  view.setUint32(at + 18, size, true)
  view.setUint16(at + 22, nameLength, true)
}

export function localHeader(entry: StoredEntry): Uint8Array {
  const name = utf8.encode(entry.path)
  return record(localSize, name, (view) => {
    view.setUint32(0, localMark, true)
    shared(view, 4, entry, name.length)
  })
}

export function centralHeader(entry: StoredEntry): Uint8Array {
  const name = utf8.encode(entry.path)
  return record(centralSize, name, (view) => {
    view.setUint32(0, centralMark, true)
    view.setUint16(4, madeBy, true)
    shared(view, 6, entry, name.length)
    view.setUint32(38, attributes, true)
    view.setUint32(42, entry.offset, true)
  })
}

export function endRecord(count: number, directorySize: number, directoryOffset: number): Uint8Array {
  return record(endSize, new Uint8Array(0), (view) => {
    view.setUint32(0, endMark, true)
    view.setUint16(8, count, true)
    view.setUint16(10, count, true)
    view.setUint32(12, directorySize, true)
    view.setUint32(16, directoryOffset, true)
  })
}

const order = (path: string): string => (path === 'manifest.json' ? ' 0' : path === 'manifest.sig' ? ' 1' : path)

/** The order of a package's entries: manifest and signature first, the rest by the bytes of their names. */
export function byPackageOrder(left: string, right: string): number {
  const [a, b] = [utf8.encode(order(left)), utf8.encode(order(right))]
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

export const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index])
