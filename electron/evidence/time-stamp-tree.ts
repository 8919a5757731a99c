import { createHash } from 'node:crypto'
import { leafMark, nodeMark, type TreeProof } from './time-stamp-path.ts'
import { bytesOfHash } from './hex.ts'

export interface HashTree {
  /** Hex of SHA-256. */
  root: string
  /** null for a hash that is no leaf. */
  proofOf(hash: string): TreeProof | null
}

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leafHash = (hash: string): Buffer => sha256(leafMark, bytesOfHash(hash))
const nodeHash = (left: Buffer, right: Buffer): Buffer => sha256(nodeMark, left, right)

/**
 * One hash for many, after RFC 6962: leaves sorted and each once, split at the largest power of two below their number.
 * The same files give the same root in whatever order they came. Throws a RangeError for none.
 * @param hashes hex of SHA-256
 */
export function hashTree(hashes: Iterable<string>): HashTree {
  const leaves = [...new Set(hashes)].sort()
  if (leaves.length === 0) throw new RangeError('a tree has a leaf')
  const hashed = leaves.map(leafHash)

  function rootOf(from: number, to: number): Buffer {
    const [only] = hashed.slice(from, to)
    if (to - from === 1 && only !== undefined) return only
    const middle = from + split(to - from)
    return nodeHash(rootOf(from, middle), rootOf(middle, to))
  }
  function pathOf(at: number, from: number, to: number): TreeProof['path'] {
    if (to - from === 1) return []
    const middle = from + split(to - from)
    return at < middle
      ? [...pathOf(at, from, middle), { side: 'right', hash: rootOf(middle, to).toString('hex') }]
      : [...pathOf(at, middle, to), { side: 'left', hash: rootOf(from, middle).toString('hex') }]
  }
  return {
    root: rootOf(0, leaves.length).toString('hex'),
    proofOf(hash) {
      const at = leaves.indexOf(hash)
      return at < 0 ? null : { leaf: hash, path: pathOf(at, 0, leaves.length) }
    }
  }
}

/** The largest power of two that is smaller than `count`. */
const split = (count: number): number => 2 ** (31 - Math.clz32(count - 1))
