/** One entry as the archive's directory declares it; sizes in bytes. */
export interface ZipEntry {
  name: string
  packed: number
  size: number
}

const endSignature = 0x06_05_4b_50
const entrySignature = 0x02_01_4b_50

/**
 * Lists an archive's directory without unpacking anything, so that sizes can be judged first. Throws a RangeError when
 * the directory is damaged. ZIP64 archives come out as damaged: a workbook under 50 MB is none.
 */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (view.getUint32(at, true) !== entrySignature) throw new RangeError('damaged directory entry')
    const nameLength = view.getUint16(at + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true)
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 65_535)
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === endSignature) return at
  throw new RangeError('no end of directory')
}
