/**
 * Where two pictures of a page differ. Rows are laid beside each other first, so that a line put in above does not make all
 * below it look changed; then pixels are compared. Nothing is written: the pictures stay the evidence, the places are read off them.
 */
import { setImmediate as nextTurn } from 'node:timers/promises'
import pixelmatch from 'pixelmatch'
import { XunchaError } from '../domain/errors.ts'
import type { Pixels } from './pixels.ts'

/** Pixels of the picture it names, from its top left corner. */
export interface Area {
  x: number
  y: number
  width: number
  height: number
}
export type PictureChange =
  | { kind: 'changed'; before: Area; after: Area }
  | { kind: 'added'; after: Area }
  | { kind: 'removed'; before: Area }

/** Two pictures of this size and what is made of them stay under half a gigabyte. */
const mostPixels = 40_000_000
/** Changed pixels nearer than this are one place. */
const cell = 32
const mostChanges = 400
/** Rows compared by pixels in one go. */
const bandRows = 512

export function assertComparable({ width, height }: { width: number; height: number }): void {
  if (width * height <= mostPixels) return
  throw new XunchaError('bad-input', `图片有 ${width}×${height} 像素，太大，不能比对图片；文字仍可比对。`)
}

/** The changes from the top; more than can be shown are cut off and `isCut` says so. */
export async function comparePictures(before: Pixels, after: Pixels): Promise<{ changes: PictureChange[]; isCut: boolean }> {
  const width = Math.min(before.width, after.width)
  const changes: PictureChange[] = []
  for (const run of alignRows(rowHashes(before, width), rowHashes(after, width))) {
    if (run.kind === 'removed')
      changes.push({ kind: 'removed', before: { x: 0, y: run.before, width: before.width, height: run.rows } })
    if (run.kind === 'added') changes.push({ kind: 'added', after: { x: 0, y: run.after, width: after.width, height: run.rows } })
    if (run.kind !== 'changed') continue
    const tiles = new Set<number>()
    const columns = Math.ceil(width / cell)
    for (let top = 0; top < run.rows; top += bandRows) {
      const rows = Math.min(bandRows, run.rows - top)
      const mask = new Uint8Array(width * rows * 4)
      const count = pixelmatch(
        rgba(before, run.before + top, rows, width),
        rgba(after, run.after + top, rows, width),
        mask,
        width,
        rows,
        {
          threshold: 0.1,
          diffMask: true
        }
      )
      if (count > 0) noteTiles(mask, width, top, columns, tiles)
      await nextTurn()
    }
    for (const { x, y, width: across, height: down } of joinTiles(tiles, columns)) {
      const area = { x, width: Math.min(across, width - x), height: Math.min(down, run.rows - y) }
      changes.push({ kind: 'changed', before: { ...area, y: run.before + y }, after: { ...area, y: run.after + y } })
    }
  }
  return { changes: changes.slice(0, mostChanges), isCut: changes.length > mostChanges }
}

/** One number for each row: equal rows give equal ones. */
function rowHashes({ width: full, height, channels, data }: Pixels, width: number): Uint32Array {
  const hashes = new Uint32Array(height)
  for (let y = 0; y < height; y += 1) {
    let hash = 0x81_1c_9d_c5
    for (let at = y * full * channels, end = at + width * channels; at < end; at += channels) {
      const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0)
      hash = Math.imul(hash ^ colour, 0x01_00_01_93)
      hash ^= hash >>> 15
    }
    hashes[y] = hash >>> 0
  }
  return hashes
}

interface Run {
  kind: 'same' | 'changed' | 'removed' | 'added'
  before: number
  after: number
  rows: number
}

/**
 * Rows that occur once in both pictures hold them together (the longest chain that goes downwards in both); between two such
 * rows as many rows as both have are compared one by one, and what one has more was added or removed.
 */
function alignRows(before: Uint32Array, after: Uint32Array): Run[] {
  const runs: Run[] = []
  const push = (kind: Run['kind'], from: number, to: number, rows: number): void => {
    const last = runs.at(-1)
    if (rows <= 0) return
    if (
      last?.kind === kind &&
      last.before + (kind === 'added' ? 0 : last.rows) === from &&
      last.after + (kind === 'removed' ? 0 : last.rows) === to
    )
      last.rows += rows
    else runs.push({ kind, before: from, after: to, rows })
  }
  let [x, y] = [0, 0]
  for (const [toX, toY] of [...anchors(before, after), [before.length, after.length] as const]) {
    // Equal rows at both ends of the stretch belong to what surrounds it.
    while (x < toX && y < toY && before[x] === after[y]) push('same', x++, y++, 1)
    let tail = 0
    while (toX - tail > x && toY - tail > y && before[toX - tail - 1] === after[toY - tail - 1]) tail += 1
    const both = Math.min(toX - tail - x, toY - tail - y)
    push('changed', x, y, both)
    push('removed', x + both, y + both, toX - tail - x - both)
    push('added', toX - tail, y + both, toY - tail - y - both)
    push('same', toX - tail, toY - tail, tail)
    ;[x, y] = [toX, toY]
  }
  return runs
}

function anchors(before: Uint32Array, after: Uint32Array): (readonly [number, number])[] {
  const once = (rows: Uint32Array): Map<number, number> => {
    const seen = new Map<number, number>()
    for (const [at, hash] of rows.entries()) seen.set(hash, seen.has(hash) ? -1 : at)
    return seen
  }
  const [left, right] = [once(before), once(after)]
  const pairs: (readonly [number, number])[] = []
  for (const [hash, x] of left) {
    const y = right.get(hash) ?? -1
    if (x !== -1 && y !== -1) pairs.push([x, y])
  }
  return longestChain(pairs)
}

/** Pairs come in the order of their first; the longest part of them whose second goes up too. */
function longestChain(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ends: number[] = []
  const former = new Int32Array(pairs.length).fill(-1)
  for (const [index, [, y]] of pairs.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < y) low = middle + 1
      else high = middle
    }
    former[index] = low === 0 ? -1 : (ends[low - 1] ?? -1)
    ends[low] = index
  }
  const chain: (readonly [number, number])[] = []
  for (let at = ends.at(-1) ?? -1; at !== -1; at = former[at] ?? -1) {
    const pair = pairs[at]
    if (pair !== undefined) chain.push(pair)
  }
  return chain.reverse()
}

function rgba({ width: full, channels, data }: Pixels, top: number, rows: number, width: number): Uint8Array {
  const out = new Uint8Array(width * rows * 4)
  for (let y = 0; y < rows; y += 1) {
    let from = (top + y) * full * channels
    for (let to = y * width * 4, end = to + width * 4; to < end; to += 4, from += channels) {
      out[to] = data[from] ?? 0
      out[to + 1] = data[from + 1] ?? 0
      out[to + 2] = data[from + 2] ?? 0
      out[to + 3] = channels === 4 ? (data[from + 3] ?? 255) : 255
    }
  }
  return out
}

/** Marks the cells that hold a changed pixel; those that differ only by smoothing are yellow in the mask, and passed over. */
function noteTiles(mask: Uint8Array, width: number, top: number, columns: number, tiles: Set<number>): void {
  for (let at = 0; at < mask.length; at += 4) {
    if (mask[at + 3] === 0 || mask[at + 1] !== 0) continue
    const pixel = at / 4
    tiles.add(Math.floor((top + Math.floor(pixel / width)) / cell) * columns + Math.floor((pixel % width) / cell))
  }
}

/** Boxes around cells that touch, corners too. */
function joinTiles(tiles: ReadonlySet<number>, columns: number): Area[] {
  const left = new Set(tiles)
  const areas: Area[] = []
  for (const first of tiles) {
    if (!left.delete(first)) continue
    const waiting = [first]
    let [x1, y1, x2, y2] = [columns, Number.POSITIVE_INFINITY, 0, 0]
    for (let tile = waiting.pop(); tile !== undefined; tile = waiting.pop()) {
      const [x, y] = [tile % columns, Math.floor(tile / columns)]
      ;[x1, y1, x2, y2] = [Math.min(x1, x), Math.min(y1, y), Math.max(x2, x), Math.max(y2, y)]
      for (const [dx, dy] of [
        [-1, -1],
        [0, -1],
        [1, -1],
        [-1, 0],
        [1, 0],
        [-1, 1],
        [0, 1],
        [1, 1]
      ] as const) {
        const next = tile + dy * columns + dx
        if (x + dx >= 0 && x + dx < columns && left.delete(next)) waiting.push(next)
      }
    }
    areas.push({ x: x1 * cell, y: y1 * cell, width: (x2 - x1 + 1) * cell, height: (y2 - y1 + 1) * cell })
  }
  return areas.sort((a, b) => a.y - b.y || a.x - b.x)
}
