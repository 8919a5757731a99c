import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { provenRoot as rootBy, type TreeProof } from '../../electron/evidence/time-stamp-path.ts'
import { hashTree } from '../../electron/evidence/time-stamp-tree.ts'

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest()
const leaf = (hash: string): Buffer => sha256(Buffer.from('00', 'hex'), Buffer.from(hash, 'hex'))
const node = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.from('01', 'hex'), left, right)
const provenRoot = (proof: TreeProof): string => rootBy(proof, (bytes) => createHash('sha256').update(bytes).digest('hex'))
const file = (number: number): string => sha256(Buffer.from(`文件${number}`)).toString('hex')
const files = (count: number): string[] => Array.from({ length: count }, (_, index) => file(index)).sort()

describe('hashTree', () => {
  it('is the tree of RFC 6962, written out by hand for one to five leaves', () => {
    const [a = '', b = '', c = '', d = '', e = ''] = files(5)
    const [la, lb, lc, ld, le] = [a, b, c, d, e].map(leaf) as [Buffer, Buffer, Buffer, Buffer, Buffer]
    const expected = [
      la,
      node(la, lb),
      node(node(la, lb), lc),
      node(node(la, lb), node(lc, ld)),
      node(node(node(la, lb), node(lc, ld)), le)
    ]
    expected.forEach((root, index) => {
      expect(hashTree([a, b, c, d, e].slice(0, index + 1)).root).toBe(root.toString('hex'))
    })
  })

  it('is the same in any order, with doubles or without', () => {
    const all = files(37)
    expect(hashTree([...all].reverse()).root).toBe(hashTree([...all, ...all]).root)
  })

  it('proves every leaf of trees of 1 to 70, and none that is not there', () => {
    let proofs = 0
    for (let count = 1; count <= 70; count += 1) {
      const all = files(count)
      const tree = hashTree(all)
      for (const hash of all) {
        const proof = tree.proofOf(hash)
        if (proof === null) throw new Error(`${hash} is not proven`)
        expect(provenRoot(proof)).toBe(tree.root)
        const [first] = proof.path
        const broken = {
          ...proof,
          path: first === undefined ? [{ side: 'left' as const, hash: file(1000) }] : proof.path.slice(1)
        }
        expect(provenRoot(broken)).not.toBe(tree.root)
        expect(provenRoot({ ...proof, leaf: file(2000) })).not.toBe(tree.root)
        proofs += 1
      }
      expect(tree.proofOf(file(999))).toBeNull()
    }
    console.log(`proofs of inclusion: ${proofs}`)
  })

  it('does not take a node for a leaf', () => {
    const [a = '', b = ''] = files(2)
    const inner = node(leaf(a), leaf(b)).toString('hex')
    expect(hashTree([inner]).root).not.toBe(hashTree([a, b]).root)
  })

  it('refuses no leaves and what is no hash', () => {
    expect(() => hashTree([])).toThrow(RangeError)
    expect(() => hashTree(['abc'])).toThrow(RangeError)
    expect(() => provenRoot({ leaf: file(1), path: [{ side: 'left', hash: '' }] })).toThrow(RangeError)
  })
})
