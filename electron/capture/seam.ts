import { pixelRows } from './png.ts'
import type { PngRows } from './png.ts'

const blocks = 48

/**
 * Whether two neighbouring tiles tell the same of the rows that both show. A tile that repeats another, is shifted, or was
 * painted before the page moved on differs over most of its width; something that moves in one place does not.
 */
export function seamHolds(foot: Buffer, tile: PngRows, rows: number): boolean {
  const head = pixelRows(tile, 0, rows)
  if (head.length !== foot.length) return false
  if (head.equals(foot)) return true
  const line = tile.width * tile.channels
  const step = Math.max(1, Math.ceil(tile.width / blocks)) * tile.channels
  let told = 0
  let differing = 0
  for (let from = 0; from < line; from += step) {
    const to = Math.min(line, from + step)
    let isPlain = true
    let isSame = true
    for (let row = 0; row < rows; row += 1) {
      const start = row * line
      if (head.compare(foot, start + from, start + to, start + from, start + to) !== 0) isSame = false
      // One colour down the whole block, in both: it would look so wherever it stood.
      if (isPlain && !isOneColour(head, start + from, start + to, tile.channels, head, from)) isPlain = false
      if (isPlain && !isOneColour(foot, start + from, start + to, tile.channels, head, from)) isPlain = false
    }
    if (isPlain) continue
    told += 1
    if (!isSame) differing += 1
  }
  return differing < 2 || differing * 2 <= told
}

function isOneColour(pixels: Buffer, from: number, to: number, channels: number, of: Buffer, at: number): boolean {
  for (let each = from; each < to; each += 1) if (pixels[each] !== of[at + ((each - from) % channels)]) return false
  return true
}
