import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ReaderProcess } from '../../electron/backend/file-reader.ts'
import type { FromReader, ToReader } from '../../electron/backend/reader-jobs.ts'
import { temporaryFolder } from '../db/support.ts'
import { allHostileFiles, honestBases } from './hostile/all-files.ts'
import { zipBombs } from './hostile/bombs.ts'
import type { HostileFile } from './hostile/hostile-file.ts'
import { pathTricks } from './hostile/paths.ts'
import { tryAll, type Sighting } from './hostile/run.ts'

/** All files through all doors take a quarter of an hour; a share of them runs by default. */
const isWhole = process.env['XUNCHA_WHOLE_IMPORTS'] === '1'
const mark = `xuncha-evil-${process.pid}`

const counts = (of: ReadonlyMap<string, number>): string => [...of].map(([name, count]) => `${name} ${count}`).join(', ')

function say({ attempts, refused, taken, byDoor, byKind, slowest, growth }: Sighting, all: number): void {
  console.log(
    [
      `hostile imports: ${attempts} attempts, ${refused} refused, ${taken} taken whole${isWhole ? '' : ` (a share of ${all} files; XUNCHA_WHOLE_IMPORTS=1 runs all)`}`,
      `by kind: ${counts(byKind)}`,
      `by door: ${counts(byDoor)}`,
      `slowest: ${Math.round(slowest.milliseconds)} ms, ${slowest.what}; memory grew by ${growth} MB`
    ].join('\n')
  )
}

/** Archives whose entries are put where their names say, and archives that are unpacked to the end. */
function plantedReader(fault: 'joins names' | 'no cap', dir: string): () => ReaderProcess {
  return () => {
    const listeners: ((message: FromReader) => void)[] = []
    const kept: Buffer[] = []
    const read = ({ job, ...given }: ToReader): void => {
      for (const { name, raw } of 'bytes' in given ? entriesAsTheyStand(Buffer.from(given.bytes)) : []) {
        const content = inflateRawSync(raw)
        if (fault === 'no cap') kept.push(content)
        else {
          const path = join(dir, name)
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, content)
        }
      }
      const answer: FromReader = { job, ok: false, code: 'bad-file', message: '读不出来；请重试。', faults: [] }
      for (const listener of listeners) listener(answer)
    }
    return {
      post: (message) => void setImmediate(read, message),
      onMessage: (listener) => void listeners.push(listener),
      onExit: () => undefined,
      kill: () => undefined
    }
  }
}

function entriesAsTheyStand(archive: Buffer): { name: string; raw: Buffer }[] {
  const found: { name: string; raw: Buffer }[] = []
  for (let at = archive.indexOf('PK\u0001\u0002'); at >= 0; at = archive.indexOf('PK\u0001\u0002', at + 4)) {
    const name = archive.toString('utf8', at + 46, at + 46 + archive.readUInt16LE(at + 28))
    const local = archive.readUInt32LE(at + 42)
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    if (archive.readUInt16LE(at + 10) === 8)
      found.push({ name, raw: archive.subarray(from, from + archive.readUInt32LE(at + 20)) })
  }
  return found
}

const isZip = ({ extension }: HostileFile): boolean => extension === 'xlsx'

describe('imports of hostile files', () => {
  it('leave the disk, the workspace and the memory as they were', async () => {
    const files = allHostileFiles(await honestBases(), mark)
    expect(files.length).toBeGreaterThanOrEqual(1000)
    const seen = await tryAll(isWhole ? files : files.filter((_, index) => index % 11 === 0), {
      mark,
      oneDoorOf: isWhole ? 1 : 5
    })
    say(seen, files.length)
    expect(seen.faults).toEqual([])
    expect(seen.refused).toBeGreaterThan(seen.attempts / 2)
  })

  it('would not go unseen where a reader joins the names of entries with a path', async () => {
    const files = pathTricks(await honestBases(), mark).filter((file) => isZip(file) && file.what.startsWith('name '))
    const { faults } = await tryAll(files.slice(0, 6), {
      mark,
      doorNames: ['registry by path'],
      startReader: plantedReader('joins names', join(temporaryFolder(), 'a'))
    })
    expect(faults.some((fault) => fault.includes('outside'))).toBe(true)
  })

  it('would not go unseen where a reader has no cap', async () => {
    const files = zipBombs(await honestBases()).filter((file) => isZip(file) && file.what === '300 MB of zeros')
    const { faults } = await tryAll([...files, ...files], {
      mark,
      doorNames: ['registry by path'],
      startReader: plantedReader('no cap', '')
    })
    expect(faults.some((fault) => /^memory grew by \d+ MB$/.test(fault))).toBe(true)
  })
})
