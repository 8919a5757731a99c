import { buffer } from 'node:stream/consumers'
import yauzl from 'yauzl'
import yazl from 'yazl'

/** More than any office document has; a file past it is not one of ours. */
const officeLimits = { entries: 2_000, bytes: 200 * 1024 * 1024 }

/** The files of an archive by name. Rejects what is damaged, has too many entries or unpacks to too much (200 MiB). */
export async function readZip(
  bytes: Uint8Array,
  limits: { entries: number; bytes: number } = officeLimits
): Promise<Map<string, Buffer>> {
  const archive = await yauzl.fromBufferPromise(Buffer.from(bytes))
  const files = new Map<string, Buffer>()
  let total = 0
  try {
    for await (const entry of archive.eachEntry()) {
      if (files.size >= limits.entries) throw new RangeError(`archive has more than ${limits.entries} entries`)
      if (entry.fileName.endsWith('/')) continue
      const content = await readEntry(archive, entry, limits.bytes - total)
      total += content.byteLength
      files.set(entry.fileName, content)
    }
  } finally {
    archive.close()
  }
  return files
}

/** Counts the bytes that really come out: the size an archive declares may be a lie. */
async function readEntry(archive: yauzl.ZipFile, entry: yauzl.Entry, left: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await archive.openReadStreamPromise(entry)) {
    const piece = Buffer.from(chunk)
    size += piece.byteLength
    if (size > left) throw new RangeError('archive unpacks to more than it may')
    chunks.push(piece)
  }
  return Buffer.concat(chunks)
}

/** Packs the files in the given order, all with one time, so that the same files make the same bytes. */
export async function writeZip(files: ReadonlyMap<string, Buffer>, time: Date): Promise<Buffer> {
  const archive = new yazl.ZipFile()
  // Zip times are local times: the same digits on every machine need the day given in the machine's own zone.
  const day = new Date(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate())
  for (const [name, content] of files) archive.addBuffer(content, name, { mtime: day, mode: 0o100644, forceDosTimestamp: true })
  archive.end()
  return buffer(archive.outputStream)
}
