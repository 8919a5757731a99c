import { ZipFault } from './zip-fault.ts'
import { wideSizes } from './zip-extra.ts'

const localMark = 0x04_03_4b_50
/** Sizes follow the data and need not stand in the local header. */
const sizesFollow = 0x08
const nameIsUtf8 = 0x08_00

interface Expected {
  name: string
  rawName: Buffer
  flags: number
  method: number
  crc: number
  packed: number
  size: number
  localAt: number
}

/** Where the entry's data begins. Its local header must say what the directory says: some readers believe the one, some the other. */
export function localHeader(archive: Buffer, expected: Expected): number {
  const { localAt: at, name, rawName, flags } = expected
  if (at + 30 > archive.length || archive.readUInt32LE(at) !== localMark) throw new ZipFault('damaged', name, '找不到')
  const nameEnd = at + 30 + archive.readUInt16LE(at + 26)
  const dataAt = nameEnd + archive.readUInt16LE(at + 28)
  if (!archive.subarray(at + 30, nameEnd).equals(rawName)) throw new ZipFault('unsafe', name, '在目录和文件头里名称不同')
  const localFlags = archive.readUInt16LE(at + 6)
  const told = [archive.readUInt16LE(at + 8), localFlags & (nameIsUtf8 | 1)]
  if (told[0] !== expected.method || told[1] !== (flags & (nameIsUtf8 | 1))) throw differs(name)
  const sizes = wideSizes(archive.subarray(nameEnd, dataAt), name, {
    size: archive.readUInt32LE(at + 22),
    packed: archive.readUInt32LE(at + 18),
    localAt: 0
  })
  const isLate = (localFlags & sizesFollow) !== 0
  const agrees = (local: number, central: number): boolean => local === central || (isLate && local === 0)
  const crc = archive.readUInt32LE(at + 14)
  if (!agrees(sizes.size, expected.size) || !agrees(sizes.packed, expected.packed) || !agrees(crc, expected.crc)) {
    throw differs(name)
  }
  return dataAt
}

const differs = (name: string): ZipFault => new ZipFault('damaged', name, '在目录和文件头里所记不同')
