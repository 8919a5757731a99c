import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { claimedTime } from '../../electron/intake/exif-time.ts'
import { exifBlock, photo, withExif } from '../support/photos.ts'

describe('claimedTime', () => {
  it('reads the time of a JPEG in both byte orders, in its own zone or in Beijing time', async () => {
    const jpeg = await photo('jpg')
    expect(claimedTime(jpeg)).toBeNull()
    for (const order of ['II', 'MM'] as const) {
      expect(claimedTime(withExif(jpeg, { taken: '2023:09:26 10:20:30', order }))).toEqual({
        utc: '2023-09-26T02:20:30.000Z',
        written: '2023:09:26 10:20:30',
        offset: null
      })
      expect(claimedTime(withExif(jpeg, { taken: '2023:09:26 10:20:30', offset: '+06:00', order }))).toMatchObject({
        utc: '2023-09-26T04:20:30.000Z',
        offset: '+06:00'
      })
    }
  })

  it('reads that of a PNG and of a WebP', async () => {
    const exif = exifBlock({ taken: '2024:02:29 00:00:00' })
    const png = await photo('png')
    const chunk = Buffer.alloc(12 + exif.length)
    chunk.writeUInt32BE(exif.length, 0)
    chunk.write('eXIf', 4, 'latin1')
    exif.copy(chunk, 8)
    chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + exif.length)), 8 + exif.length)
    expect(claimedTime(Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]))?.utc).toBe('2024-02-28T16:00:00.000Z')
    const part = Buffer.concat([Buffer.from('EXIF\0\0\0\0', 'latin1'), exif])
    part.writeUInt32LE(exif.length, 4)
    expect(claimedTime(Buffer.concat([await photo('webp'), part]))?.utc).toBe('2024-02-28T16:00:00.000Z')
  })

  it('takes nothing that is no time, and no file at its word', async () => {
    const jpeg = await photo('jpg')
    for (const taken of ['0000:00:00 00:00:00', '2023:02:30 10:00:00', '2023-09-26 10:20', '', '    :  :     :  :  ']) {
      expect(claimedTime(withExif(jpeg, { taken })), taken).toBeNull()
    }
    const whole = withExif(jpeg, { taken: '2023:09:26 10:20:30' })
    for (let length = 0; length < 140; length += 1) expect(() => claimedTime(whole.subarray(0, length))).not.toThrow()
    // Every byte of the block spoilt in turn: an answer or none, never an exception or an endless walk.
    for (let at = 2; at < 140; at += 1) {
      for (const value of [0, 1, 0xff]) {
        const spoilt = Buffer.from(whole)
        spoilt[at] = value
        expect(() => claimedTime(spoilt)).not.toThrow()
      }
    }
  })
})
