import { createHash, createPublicKey, verify } from 'node:crypto'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { nodeStampTools } from '../time-stamp-node-tools.ts'
import { createSm3 } from '../sm3.ts'
import type { ByteSource, PackageTools } from './tools.ts'

const inflated = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflateRaw)

export const nodeTools: PackageTools = {
  sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
  sm3: (bytes) => createSm3().update(bytes).hex(),
  crc32: (bytes) => crc32(bytes),
  // One byte more than told is enough to see that it lied.
  inflate: (bytes, most) => inflated(bytes, { maxOutputLength: most + 1 }).catch(() => null),
  isSigned: (der, message, signature) =>
    verify(null, message, createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' }), signature),
  stamps: nodeStampTools
}

/** Opens the file for the time of the work. */
export async function withByteSource<T>(file: string, work: (source: ByteSource) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    return await work({
      size,
      async read(offset, length) {
        const bytes = new Uint8Array(length)
        for (let done = 0; done < length;) {
          const { bytesRead } = await handle.read(bytes, done, length - done, offset + done)
          if (bytesRead === 0) throw new RangeError(`${file} ends before byte ${offset + length}`)
          done += bytesRead
        }
        return bytes
      }
    })
  } finally {
    await handle.close()
  }
}
