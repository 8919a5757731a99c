import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import { describe, expect, it } from 'vitest'
import type { CaptureFault } from '../../electron/domain/inspection.ts'
import { openTestStore, temporaryFolder } from '../db/support.ts'
import { photo, withExif } from '../support/photos.ts'
import { openBackend, openBatch } from './support.ts'
import type { TestBackend } from './support.ts'

interface Desk {
  test: TestBackend
  dir: string
  place: { batchId: string; objectKey: string }
}

async function desk(): Promise<Desk> {
  const dir = temporaryFolder()
  const test = await openBackend(dir)
  const batchId = await openBatch(test, temporaryFolder(), 2)
  const { targets } = await test.call('batches.targets', { batchId })
  return { test, dir, place: { batchId, objectKey: targets[0]?.objectKey ?? '' } }
}

async function add({ test, place }: Desk, name: string, bytes: Buffer) {
  let uploadId: string | null = null
  const pieces = Math.max(1, Math.ceil(bytes.length / 1_000_000))
  for (let piece = 0; piece < pieces; piece += 1) {
    const chunk = bytes.subarray(piece * 1_000_000, (piece + 1) * 1_000_000).toString('base64')
    const answer: { uploadId: string } = await test.call('uploads.append', { uploadId, name, chunk, last: piece === pieces - 1 })
    uploadId = answer.uploadId
  }
  return test.call('evidence.addFile', { ...place, uploadId: uploadId ?? '' })
}

describe('evidence.addFile', () => {
  it('keeps the bytes of a photo as they are, with the time it claims beside the time it came in', async () => {
    const at = await desk()
    const bytes = withExif(await photo('jpg'), { taken: '2023:09:25 08:15:00' })
    const evidence = await add(at, '小程序首页.jpg', bytes)
    expect(evidence).toMatchObject({
      ...at.place,
      kind: 'file',
      title: '小程序首页.jpg',
      takenAt: '2023-09-25T00:15:00.000Z',
      width: 320,
      height: 200,
      quality: []
    })
    expect(evidence.capturedAt).not.toBe(evidence.takenAt)
    expect(evidence.files.map(({ role }) => role)).toEqual(['image', 'thumbnail', 'sheet'])
    const bytesOf = (role: string): Buffer =>
      readFileSync(
        at.test.backend.servedFile(`evidence/${evidence.files.find((each) => each.role === role)?.sha256}`)?.file ?? ''
      )
    expect(bytesOf('image').equals(bytes)).toBe(true)
    expect(evidence.files[0]?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
    expect(await new Transformer(bytesOf('thumbnail')).metadata()).toMatchObject({ format: 'webp', width: 320 })
    expect(JSON.parse(bytesOf('sheet').toString('utf8'))).toMatchObject({
      format: 'xuncha-file-sheet/1',
      addedAt: evidence.capturedAt,
      claimed: { dateTimeOriginal: '2023:09:25 08:15:00', offset: null }
    })
    // The log alone gives it back.
    expect((await at.test.call('targets.get', at.place)).evidence).toEqual([evidence])
    await at.test.call('state.rebuild', {})
    expect((await at.test.call('targets.get', at.place)).evidence).toEqual([evidence])
  })

  it('takes PNG, WebP and PDF by their bytes, whatever they are called', async () => {
    const at = await desk()
    expect((await add(at, '截图', await photo('png'))).files[0]).toMatchObject({ role: 'image', mime: 'image/png' })
    const webp = await add(at, '截图.png', await photo('webp'))
    expect(webp.files[0]).toMatchObject({ role: 'image', mime: 'image/webp' })
    expect(webp.takenAt).toBeUndefined()
    const pdf = await add(at, '说明.pdf', Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'))
    expect(pdf).toMatchObject({ width: 0, files: [{ role: 'attachment', mime: 'application/pdf' }, { role: 'sheet' }] })
  })

  it('refuses what cannot stand, each in one sentence, and logs nothing', async () => {
    const at = await desk()
    const jpeg = withExif(await photo('jpg'), { taken: '2023:09:25 08:15:00' })
    const png = await photo('png')
    const before = await at.test.call('state.hash', {})
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic', 'latin1')])
    const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\x00\x00\x02\x00isomiso2', 'latin1')])
    const broken = Buffer.from(png)
    broken.fill(0x55, 60, 400)
    const huge = Buffer.from(png)
    huge.writeUInt32BE(60_000, 16)
    huge.writeUInt32BE(60_000, 20)
    for (const [name, bytes, code, says] of [
      ['照片.heic', heic, 'bad-file', 'HEIC'],
      ['录屏.mp4', mp4, 'bad-file', '视频'],
      ['表.docx', Buffer.from('PK\x03\x04abc'), 'bad-file', '请选择'],
      ['半张.jpg', jpeg.subarray(0, jpeg.length - 200), 'bad-file', '损坏'],
      ['半张.png', png.subarray(0, png.length - 50), 'bad-file', '损坏'],
      ['坏.png', broken, 'bad-file', '损坏'],
      ['大.png', huge, /bad-file|file-too-large/, '大.png'],
      ['半份.pdf', Buffer.from('%PDF-1.4\n1 0 obj'), 'bad-file', '损坏'],
      ['空.jpg', Buffer.alloc(0), 'file-empty', '空的']
    ] as [string, Buffer, string | RegExp, string][]) {
      const refusal = await add(at, name, bytes).then(
        () => null,
        (error: unknown) => error as { code: string; message: string }
      )
      expect(refusal?.code, name).toMatch(code)
      expect(refusal?.message, name).toContain(says)
      expect(refusal?.message.match(/。/g), name).toHaveLength(1)
    }
    expect(await at.test.call('state.hash', {})).toEqual(before)
  })
})

describe('a doubtful capture', () => {
  const captured = async (faults: Record<string, CaptureFault[]>): Promise<Desk> => {
    const { test, dir, place } = await desk()
    await test.backend.close()
    const store = openTestStore(join(dir, 'workspace.db'))
    store.append(
      Object.entries(faults).map(([id, quality]) => ({
        type: 'evidence.captured',
        payload: {
          id,
          ...place,
          kind: 'capture',
          requestedUrl: 'http://site1.example.com/',
          finalUrl: 'http://site1.example.com/',
          title: '首页',
          capturedAt: '2023-09-26T02:19:00.000Z',
          width: 1280,
          height: 800,
          quality,
          files: []
        }
      }))
    )
    store.close()
    return { test: await openBackend(dir), dir, place }
  }
  const record = async ({ test, place }: Desk, evidenceId: string): Promise<string> => {
    const reply = await test.backend.call('findings.record', {
      ...place,
      indicatorId: 'W3',
      count: 1,
      description: '首页两周没有更新',
      location: '首页',
      url: 'http://site1.example.com/',
      observedAt: '2023-09-26T02:20:00.000Z',
      evidenceIds: [evidenceId]
    })
    return reply.ok ? 'ok' : reply.error.message
  }

  it('does not count until a person says so, and then with their name', async () => {
    const at = await captured({ wall: ['environment-wall'], empty: ['blank'], dead: ['load-failed'] })
    for (const id of ['wall', 'empty']) {
      expect(await record(at, id)).toContain('仍作证据')
      const accepted = await at.test.call('evidence.accept', { evidenceId: id })
      expect(accepted.acceptedBy).toBeTruthy()
      expect(accepted.quality).not.toEqual([])
      expect(await record(at, id)).toBe('ok')
    }
    // That it does not open is what it shows.
    expect(await record(at, 'dead')).toBe('ok')
    const { events } = await at.test.call('workspace.info', {})
    await at.test.call('evidence.accept', { evidenceId: 'wall' })
    expect((await at.test.call('workspace.info', {})).events).toBe(events)
    const before = await at.test.call('targets.get', at.place)
    await at.test.call('state.rebuild', {})
    expect(await at.test.call('targets.get', at.place)).toEqual(before)
  })

  it('that is wrong as a picture is never let through', async () => {
    const at = await captured({ torn: ['torn'], cut: ['cut', 'login-wall'], elsewhere: ['wrong-host'] })
    for (const id of ['torn', 'cut']) {
      await expect(at.test.call('evidence.accept', { evidenceId: id })).rejects.toMatchObject({ code: 'bad-input' })
    }
    await at.test.call('evidence.accept', { evidenceId: 'elsewhere' })
    for (const id of ['torn', 'cut', 'elsewhere']) expect(await record(at, id)).toContain('不能作证据')
    await expect(at.test.call('evidence.accept', { evidenceId: 'none' })).rejects.toMatchObject({ code: 'unknown-evidence' })
  })
})
