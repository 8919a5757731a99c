import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { crc32 } from 'node:zlib'
import { createSm3 } from './sm3.ts'

/** What a package says of one file. */
export interface Digest {
  size: number
  /** Lower-case hex. */
  sha256: string
  sm3: string
  /** As a zip archive keeps it. */
  crc32: number
}

/** Reads the pieces once, in order, and never holds more than one of them. */
export async function digestOf(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Digest> {
  const sha256 = createHash('sha256')
  const sm3 = createSm3()
  let size = 0
  let crc = 0
  for await (const piece of pieces) {
    size += piece.length
    sha256.update(piece)
    sm3.update(piece)
    crc = crc32(piece, crc)
  }
  return { size, sha256: sha256.digest('hex'), sm3: sm3.hex(), crc32: crc }
}

export const fileDigest = (file: string): Promise<Digest> => digestOf(createReadStream(file))
