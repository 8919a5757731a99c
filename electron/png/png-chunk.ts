import { crc32 } from 'node:zlib'

/** One chunk of a PNG file as pieces: length and type, the bodies as they are, their checksum. */
export function pngChunk(type: string, bodies: readonly Buffer[]): Buffer[] {
  const head = Buffer.alloc(8)
  head.writeUInt32BE(
    bodies.reduce((sum, body) => sum + body.length, 0),
    0
  )
  head.write(type, 4, 'latin1')
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(
    bodies.reduce((crc, body) => crc32(body, crc), crc32(head.subarray(4))),
    0
  )
  return [head, ...bodies, sum]
}
