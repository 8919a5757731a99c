import { once } from 'node:events'
import { createInflate } from 'node:zlib'

export interface PngSize {
  width: number
  height: number
}

/** Decodes a PNG line by line, however tall; written apart from the product's own reader. Answers its size. */
export async function eachLine(png: Buffer, take: (pixels: Uint8Array, y: number, channels: number) => void): Promise<PngSize> {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const channels = png[25] === 6 ? 4 : 3
  if (png[24] !== 8 || ![2, 6].includes(png[25] ?? 0)) throw new Error('another kind of PNG')
  const length = width * channels
  let line = new Uint8Array(length)
  let before = new Uint8Array(length)
  let filter = -1
  let at = 0
  let y = 0

  const finish = (): void => {
    if (filter === 1) for (let x = channels; x < length; x += 1) line[x] = (line[x] ?? 0) + (line[x - channels] ?? 0)
    else if (filter === 2) for (let x = 0; x < length; x += 1) line[x] = (line[x] ?? 0) + (before[x] ?? 0)
    else if (filter > 2) {
      for (let x = 0; x < length; x += 1) {
        const left = x < channels ? 0 : (line[x - channels] ?? 0)
        const up = before[x] ?? 0
        const corner = x < channels ? 0 : (before[x - channels] ?? 0)
        line[x] = (line[x] ?? 0) + (filter === 3 ? Math.floor((left + up) / 2) : nearest(left, up, corner))
      }
    }
    take(line, y, channels)
    ;[line, before] = [before, line]
    y += 1
    filter = -1
    at = 0
  }

  const inflate = createInflate({ chunkSize: 1 << 20 })
  inflate.on('data', (bytes: Buffer) => {
    for (let from = 0; from < bytes.length;) {
      if (filter < 0) {
        filter = bytes[from] ?? 0
        from += 1
        continue
      }
      const to = Math.min(bytes.length, from + length - at)
      line.set(bytes.subarray(from, to), at)
      at += to - from
      from = to
      if (at === length) finish()
    }
  })
  const ended = once(inflate, 'end')
  for (let from = 8; from < png.length;) {
    const size = png.readUInt32BE(from)
    if (png.toString('latin1', from + 4, from + 8) === 'IDAT') inflate.write(png.subarray(from + 8, from + 8 + size))
    from += 12 + size
  }
  inflate.end()
  await ended
  if (y !== height) throw new Error(`${y} lines of ${height}`)
  return { width, height }
}

function nearest(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
