import type { RawEntry } from '../../support/raw-zip.ts'
import { unzip } from '../../../electron/zip/unzip.ts'

export type HostileKind = 'path' | 'bomb' | 'office' | 'json' | 'keys' | 'broken' | 'fuzz'

export interface HostileFile {
  kind: HostileKind
  /** What is wrong with it, in a word or two; its name on disk. */
  what: string
  extension: 'xlsx' | 'docx' | 'zip' | 'json' | 'csv' | 'png' | 'jpg' | 'pdf'
  bytes: Uint8Array
  /** It must be refused by every door; else a door may take it, whole. */
  mustRefuse: boolean
}

/** The honest files that the hostile ones are made from, by extension. */
export interface Bases {
  xlsx: Uint8Array
  docx: Uint8Array
  /** An evidence package. */
  zip: Uint8Array
  json: readonly Uint8Array[]
  csv: Uint8Array
  pictures: Readonly<Record<'png' | 'jpg' | 'pdf', Uint8Array>>
}

/** The entries of an honest archive, to be written again. */
export function entriesOf(bytes: Uint8Array): RawEntry[] {
  return [...unzip(bytes, { entries: 1000, bytes: 100_000_000 })].map(({ name, content }) => ({
    name,
    data: Buffer.from(content)
  }))
}

/** Numbers that look like chance and are the same on every machine (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
