/** Hexadecimal without node:buffer: the verifier page runs this too. */
export const bytesToHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** @param hash hex of a SHA-256; anything else throws a RangeError */
export function bytesOfHash(hash: string): Uint8Array {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new RangeError('a leaf is the hex of a SHA-256')
  return Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(hash.slice(index * 2, index * 2 + 2), 16))
}
