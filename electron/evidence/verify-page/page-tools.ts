import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { ByteSource, PackageTools } from '../package/tools.ts'
import { rawPublicKey } from '../public-key.ts'
import { createSm3 } from '../sm3.ts'
import { pageStampTools } from './page-stamp-tools.ts'

/**
 * Plain JavaScript throughout: a page opened from a disk has no WebCrypto in every browser, and Ed25519 is missing in the
 * Chromium of many office computers.
 */
export const pageTools: PackageTools = {
  sha256: (bytes) => bytesToHex(sha256(bytes)),
  sm3: (bytes) => createSm3().update(bytes).hex(),
  crc32: crc32Of,
  inflate,
  // Strict as openssl is: one signature has one encoding.
  isSigned: (der, message, signature) => isSigned(rawPublicKey(der), message, signature),
  stamps: pageStampTools
}

function isSigned(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, message, key, { zip215: false })
  } catch {
    // Bytes that are no point of the curve.
    return false
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320
  return value
})

function crc32Of(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ (crcTable[(crc ^ byte) & 0xff] ?? 0)
  return (crc ^ 0xffffffff) >>> 0
}

async function inflate(bytes: Uint8Array, most: number): Promise<Uint8Array | null> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  const whole = new Uint8Array(most)
  let size = 0
  try {
    const reader = stream.getReader()
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (size + part.value.length > most) return null
      whole.set(part.value, size)
      size += part.value.length
    }
  } catch {
    return null
  }
  return whole.subarray(0, size)
}

export const blobSource = (blob: Blob): ByteSource => ({
  size: blob.size,
  read: async (offset, length) => {
    const bytes = new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer())
    if (bytes.length !== length) throw new RangeError('past the end')
    return bytes
  }
})
