import { p256, p384, p521 } from '@noble/curves/nist.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { ObjectIdentifier } from 'asn1js'
import { PublicKeyInfo, RSAPublicKey } from 'pkijs'
import { bytesToHex } from '../hex.ts'
import type { HashName, StampTools } from '../time-stamp-tools.ts'

/** Stamps are checked in plain JavaScript, like the signatures of packages. */
export const pageStampTools: StampTools = {
  digest: (name, bytes) => hashes[name](bytes),
  isSigned(key, { kind, hash }, signed, signature) {
    try {
      const info = PublicKeyInfo.fromBER(new Uint8Array(key).buffer)
      const digest = hashes[hash](signed)
      if (kind === 'ecdsa') return isCurveSigned(info, digest, signature)
      const { parsedKey } = info
      if (!(parsedKey instanceof RSAPublicKey)) return false
      const encoded = rsaOpened(parsedKey, signature)
      if (encoded === null) return false
      return kind === 'rsa'
        ? bytesToHex(encoded.bytes) === bytesToHex(pkcs1Encoded(hash, digest, encoded.bytes.length))
        : isPssEncoded(encoded, hash, digest)
    } catch {
      // Keys and signatures come from anyone: what cannot be read signs nothing.
      return false
    }
  }
}

const hashes = { sha1, sha256, sha384, sha512 } satisfies Record<HashName, (bytes: Uint8Array) => Uint8Array>

const curves = new Map([
  ['1.2.840.10045.3.1.7', p256],
  ['1.3.132.0.34', p384],
  ['1.3.132.0.35', p521]
])

function isCurveSigned({ algorithm, subjectPublicKey }: PublicKeyInfo, digest: Uint8Array, signature: Uint8Array): boolean {
  const named: unknown = algorithm.algorithmParams
  const curve = named instanceof ObjectIdentifier ? curves.get(named.getValue()) : undefined
  const point = new Uint8Array(subjectPublicKey.valueBlock.valueHexView)
  return curve?.verify(new Uint8Array(signature), digest, point, { format: 'der', lowS: false, prehash: false }) ?? false
}

/** As openssl: larger keys are not used, and would hold the page for minutes. */
const mostKeyBytes = 2_048
const mostExponentBytes = 8

interface Opened {
  bytes: Uint8Array
  /** Bits of the modulus. */
  bits: number
}

/** The signature raised to the public exponent, as long as the modulus. */
function rsaOpened({ modulus, publicExponent }: RSAPublicKey, signature: Uint8Array): Opened | null {
  const [n, e] = [modulus.valueBlock.valueHexView, publicExponent.valueBlock.valueHexView].map(bytesToHex)
  if (n === undefined || e === undefined || n.length > mostKeyBytes * 2 + 2 || e.length > mostExponentBytes * 2) return null
  const size = n.replace(/^(?:00)+/, '').length / 2
  const [of, power, base] = [BigInt(`0x${n}`), BigInt(`0x${e}`), BigInt(`0x${bytesToHex(signature)}`)]
  if (signature.length !== size || base >= of) return null
  const hex = modPower(base, power, of)
    .toString(16)
    .padStart(size * 2, '0')
  const bytes = Uint8Array.from({ length: size }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
  return { bytes, bits: of.toString(2).length }
}

function modPower(base: bigint, power: bigint, of: bigint): bigint {
  let result = 1n
  for (let square = base, rest = power; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % of
    square = (square * square) % of
  }
  return result
}

/** What stands before a hash in a signature of PKCS #1 v1.5 (RFC 8017, 9.2). */
const digestStart: Readonly<Record<HashName, string>> = {
  sha1: '3021300906052b0e03021a05000414',
  sha256: '3031300d060960864801650304020105000420',
  sha384: '3041300d060960864801650304020205000430',
  sha512: '3051300d060960864801650304020305000440'
}

function pkcs1Encoded(hash: HashName, digest: Uint8Array, size: number): Uint8Array {
  const tail = `00${digestStart[hash]}${bytesToHex(digest)}`
  const hex = `0001${'ff'.repeat(size - 2 - tail.length / 2)}${tail}`
  return Uint8Array.from({ length: size }, (_, index) => Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16))
}

/** RFC 8017, 9.1.2, with a salt of any length and the same hash in the mask. */
function isPssEncoded({ bytes, bits }: Opened, hash: HashName, digest: Uint8Array): boolean {
  const length = Math.ceil((bits - 1) / 8)
  const encoded = bytes.subarray(bytes.length - length)
  const size = digest.length
  const [masked, own] = [encoded.slice(0, length - size - 1), encoded.subarray(length - size - 1, length - 1)]
  if (length < size + 2 || encoded.at(-1) !== 0xbc || (bytes.length > length && bytes[0] !== 0)) return false
  const unusedBits = 8 * length - (bits - 1)
  if ((masked[0] ?? 0) >> (8 - unusedBits) !== 0) return false
  const mask = maskOf(hash, own, masked.length)
  const block = masked.map((byte, index) => byte ^ (mask[index] ?? 0))
  block[0] = (block[0] ?? 0) & (0xff >> unusedBits)
  const one = block.findIndex((byte) => byte !== 0)
  if (one === -1 || block[one] !== 1) return false
  const salt = block.subarray(one + 1)
  return bytesToHex(hashes[hash](Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, ...digest, ...salt))) === bytesToHex(own)
}

/** MGF1. */
function maskOf(hash: HashName, seed: Uint8Array, length: number): Uint8Array {
  const blocks: number[] = []
  for (let counter = 0; blocks.length < length; counter += 1) {
    blocks.push(...hashes[hash](Uint8Array.of(...seed, 0, 0, counter >> 8, counter & 0xff)))
  }
  return Uint8Array.from(blocks.slice(0, length))
}
