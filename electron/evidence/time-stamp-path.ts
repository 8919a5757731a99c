import { bytesOfHash } from './hex.ts'

/** The way from one leaf to the root: the hashes beside it, from below. */
export interface TreeProof {
  /** Hex. */
  leaf: string
  path: { side: 'left' | 'right'; hash: string }[]
}

// A leaf and a node never hash the same bytes: else a node could be passed off as a captured file.
export const leafMark = Uint8Array.of(0)
export const nodeMark = Uint8Array.of(1)

/**
 * The root that a proof leads to: the leaf belongs to a tree when this is the tree's.
 * @param sha256 gives hex
 */
export function provenRoot({ leaf, path }: TreeProof, sha256: (bytes: Uint8Array) => string): string {
  return path.reduce(
    (hash, { side, hash: other }) => {
      const pair = side === 'left' ? [other, hash] : [hash, other]
      return sha256(joined(nodeMark, ...pair.map(bytesOfHash)))
    },
    sha256(joined(leafMark, bytesOfHash(leaf)))
  )
}

function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
