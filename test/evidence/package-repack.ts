/** Packages as they come back: unpacked and packed again by the tools that people have. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import iconv from 'iconv-lite'
import yazl from 'yazl'
import type { Files } from './package-forge.ts'

export async function repackings(files: Files): Promise<{ name: string; bytes: Buffer }[]> {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-repack-'))
  try {
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(dir, '证据包', path)), { recursive: true })
      writeFileSync(join(dir, '证据包', path), bytes)
    }
    const zip = (cwd: string, name: string, ...args: string[]): Buffer => {
      execFileSync('zip', ['-q', '-r', join(dir, name), ...args], { cwd })
      return readFileSync(join(dir, name))
    }
    const inner = join(dir, '证据包')
    return [
      { name: 'zip, deflated', bytes: zip(inner, 'a.zip', '.') },
      { name: 'zip, best, without extra fields', bytes: zip(inner, 'b.zip', '-X', '-9', '.') },
      { name: 'zip, in a folder', bytes: zip(dir, 'c.zip', '证据包') },
      { name: 'yazl, with data descriptors', bytes: await byYazl(files) },
      { name: 'names in GBK, unsaid', bytes: inGbk(zip(inner, 'd.zip', '-X', '-0', '.')) }
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function byYazl(files: Files): Promise<Buffer> {
  const archive = new yazl.ZipFile()
  for (const [path, bytes] of files) archive.addBuffer(bytes, path, { compress: true })
  archive.end()
  return buffer(archive.outputStream)
}

/** As Chinese Windows writes it: the one Chinese name in GBK, which takes two bytes a character instead of three. */
function inGbk(zip: Buffer): Buffer {
  const name = Buffer.from('验证说明.txt')
  const short = iconv.encode('验证说明.txt', 'gbk')
  const saved = name.length - short.length
  const parts: Buffer[] = []
  let at = 0
  const places: { at: number; isLocal: boolean }[] = []
  for (let found = zip.indexOf(name); found !== -1; found = zip.indexOf(name, found + 1)) {
    if (found >= 46 && zip.readUInt32LE(found - 46) === 0x02014b50) places.push({ at: found, isLocal: false })
    else if (found >= 30 && zip.readUInt32LE(found - 30) === 0x04034b50) places.push({ at: found, isLocal: true })
  }
  if (places.length !== 2) throw new Error(`expected the name in two headers, found ${places.length}`)
  const localAt = (places.find(({ isLocal }) => isLocal)?.at ?? 0) - 30
  const copy = Buffer.from(zip)
  const end = copy.length - 22
  // Everything after the shorter local name moves down.
  for (let entry = copy.readUInt32LE(end + 16); copy.readUInt32LE(entry) === 0x02014b50;) {
    const offset = copy.readUInt32LE(entry + 42)
    if (offset > localAt) copy.writeUInt32LE(offset - saved, entry + 42)
    entry += 46 + copy.readUInt16LE(entry + 28) + copy.readUInt16LE(entry + 30) + copy.readUInt16LE(entry + 32)
  }
  copy.writeUInt32LE(copy.readUInt32LE(end + 12) - saved, end + 12)
  copy.writeUInt32LE(copy.readUInt32LE(end + 16) - saved, end + 16)
  for (const { at: place, isLocal } of places) {
    copy.writeUInt16LE(0, place - (isLocal ? 24 : 38))
    copy.writeUInt16LE(short.length, place - (isLocal ? 4 : 18))
    parts.push(copy.subarray(at, place), short)
    at = place + name.length
  }
  return Buffer.concat([...parts, copy.subarray(at)])
}
