import type { StampTools } from '../time-stamp-tools.ts'

/** What the verifier asks of the place it runs in: node:crypto in the program, plain JavaScript in the page. */
export interface PackageTools {
  /** Lower-case hex. */
  sha256(bytes: Uint8Array): string
  sm3(bytes: Uint8Array): string
  crc32(bytes: Uint8Array): number
  /** Raw deflate; null where it is damaged or gives more than `most` bytes. */
  inflate(bytes: Uint8Array, most: number): Promise<Uint8Array | null>
  /** Ed25519, key in DER (SPKI). */
  isSigned(der: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
  stamps: StampTools
}

/** An archive that can be read anywhere. */
export interface ByteSource {
  size: number
  /** Never fewer bytes than asked for. */
  read(offset: number, length: number): Promise<Uint8Array>
}
