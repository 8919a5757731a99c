import { execFileSync } from 'node:child_process'
import { createHash, getHashes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { digestOf, fileDigest } from '../../electron/evidence/file-digest.ts'
import { createSm3 } from '../../electron/evidence/sm3.ts'

const dir = mkdtempSync(join(tmpdir(), 'xuncha-sm3-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const bytesOf = (text: string): Buffer => Buffer.from(text, 'ascii')
/** The same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('createSm3', () => {
  it('gives the two examples of GB/T 32905-2016, annex A', () => {
    expect(createSm3().update(bytesOf('abc')).hex()).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
    expect(
      createSm3()
        .update(bytesOf('abcd'.repeat(16)))
        .hex()
    ).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732')
  })

  it('agrees with openssl on 1,000 random inputs, in whatever pieces they come', () => {
    const next = generator(32_905)
    const names: string[] = []
    const ours: string[] = []
    for (let index = 0; index < 1_000; index += 1) {
      // Every length round the padding's edges, then up to some blocks.
      const length = index < 200 ? index : Math.floor(next() * 5_000)
      const bytes = Uint8Array.from({ length }, () => Math.floor(next() * 256))
      const sm3 = createSm3()
      for (let at = 0; at < length;) {
        const take = 1 + Math.floor(next() * 150)
        sm3.update(bytes.subarray(at, at + take))
        at += take
      }
      ours.push(sm3.hex())
      names.push(`${index}.bin`)
      writeFileSync(join(dir, `${index}.bin`), bytes)
    }
    const lines = execFileSync('openssl', ['dgst', '-sm3', '-r', ...names], { cwd: dir, encoding: 'utf8' })
      .trim()
      .split('\n')
    const theirs = lines.map((line) => line.slice(0, 64))
    console.log(`SM3: ${theirs.length} random inputs compared with openssl`)
    expect(theirs).toHaveLength(1_000)
    expect(ours).toEqual(theirs)
    expect(new Set(ours).size).toBeGreaterThan(990)
  })
})

describe('fileDigest', () => {
  it('gives size, SHA-256, SM3 and CRC-32 of a file read in pieces', async () => {
    const bytes = Buffer.alloc(3_000_001, 'xuncha')
    const file = join(dir, '大文件.bin')
    writeFileSync(file, bytes)
    const digest = await fileDigest(file)
    expect(digest.size).toBe(3_000_001)
    expect(digest.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(getHashes()).toContain('sm3')
    expect(digest.sm3).toBe(createHash('sm3').update(bytes).digest('hex'))
    expect(await digestOf([bytes.subarray(0, 7), bytes.subarray(7)])).toEqual(digest)
    // CRC-32 of the check string, as every description of it gives.
    expect((await digestOf([bytesOf('123456789')])).crc32).toBe(0xcbf43926)
  })
})
