import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transformer } from '@napi-rs/image'
import Database from 'better-sqlite3'
import jsQR from 'jsqr'
import yauzl from 'yauzl'
import { describe, expect, it } from 'vitest'
import { mountSmallDisk } from '../support/mounted-disk.ts'
import { batchId, dir, evidenceFiles, key, open, test, useInspectedPages } from './inspected-pages.ts'

useInspectedPages()

const exported = (): string[] => readdirSync(join(dir, 'workspace', 'exports')).filter((name) => !name.startsWith('抽样记录'))
/** Of the log, read beside the program. */
function logHead(): { device: string; seq: number; hash: string } {
  const db = new Database(join(dir, 'workspace', 'workspace.db'), { readonly: true })
  try {
    return db.prepare('SELECT device, seq, hash FROM events ORDER BY seq DESC LIMIT 1').get() as ReturnType<typeof logHead>
  } finally {
    db.close()
  }
}

describe('evidence.exportArchive', () => {
  it('writes the kept page as WACZ, named like it, and leaves the hand-over in the log', async () => {
    await open('/words')
    const { id, files } = await test.call('page.capture', { mode: 'whole' })
    const kept = files.find(({ role }) => role === 'archive')
    const before = await test.call('state.hash', {})
    const { path, size } = await test.call('evidence.exportArchive', { evidenceId: id })
    expect(path).toBe(`网页存档/${kept?.name.replace(/\.mhtml$/, '')}.wacz`)
    const file = test.backend.servedFile(`exports/${path}`)?.file ?? ''
    expect(statSync(file).size).toBe(size)
    const names: string[] = []
    const archive = await yauzl.openPromise(file)
    for await (const entry of archive.eachEntry()) names.push(entry.fileName)
    expect(names).toContain('datapackage.json')

    const logged = await test.call('state.rebuild', {})
    expect(logged.stateHash).toBe(before.stateHash)
    const first = createHash('sha256').update(readFileSync(file)).digest('hex')
    await test.call('evidence.exportArchive', { evidenceId: id })
    expect(createHash('sha256').update(readFileSync(file)).digest('hex')).toBe(first)
    expect((await test.call('state.rebuild', {})).events).toBe(logged.events + 1)
  })

  it('refuses a page that was changed on the disk, and evidence that has none, and writes nothing', async () => {
    await open('/words')
    const { id, files } = await test.call('page.capture', { mode: 'whole' })
    const hash = files.find(({ role }) => role === 'archive')?.sha256 ?? ''
    const stored = test.backend.servedFile(`evidence/${hash}`)?.file ?? ''
    writeFileSync(stored, `${readFileSync(stored, 'latin1')} `, 'latin1')
    await expect(test.call('evidence.exportArchive', { evidenceId: id })).rejects.toThrow('与登记的校验值不符，没有导出')
    await expect(test.call('evidence.exportArchive', { evidenceId: 'none' })).rejects.toThrow('没有编号为“none”的证据')
    expect(exported()).toEqual([])
    expect(evidenceFiles().length).toBeGreaterThan(0)
    expect((await test.call('targets.get', { batchId, objectKey: key(1) })).evidence.map((each) => each.id)).toEqual([id])
  })
})

describe('a full disk', () => {
  it('refuses both with one sentence, leaves no half file and nothing in the log', async () => {
    await open('/words')
    const { id } = await test.call('page.capture', { mode: 'whole' })
    for (const [procedure, folderName] of [
      ['evidence.exportArchive', '网页存档'],
      ['evidence.exportSheet', '取证单']
    ] as const) {
      const folder = join(dir, 'workspace', 'exports', folderName)
      mkdirSync(folder)
      const unmount = mountSmallDisk(folder)
      if (unmount === null) return console.log('full disk: not shown, this user may not mount')
      const head = logHead()
      try {
        await expect(test.call(procedure, { evidenceId: id })).rejects.toThrow(/没有导出：磁盘空间不足；请腾出空间后重试。$/)
        expect(readdirSync(folder)).toEqual([])
      } finally {
        unmount()
      }
      expect(logHead()).toEqual(head)
    }
  })
})

describe('evidence.exportSheet', () => {
  it('prints what was recorded, the hash of each file, and where the log stood, as text and as a QR code', async () => {
    await open('/words')
    const { id, files } = await test.call('page.capture', { mode: 'whole' })
    const observedAt = new Date().toISOString()
    const finding = { batchId, objectKey: key(1), indicatorId: 'W4.3', count: 1, location: '首页》政务公开', url: '', observedAt }
    await test.call('findings.record', { ...finding, description: '栏目<空白>且没有说明', evidenceIds: [id] })
    const head = logHead()
    const { path, size } = await test.call('evidence.exportSheet', { evidenceId: id })
    expect(path).toMatch(/^取证单\/.+-取证单\.pdf$/)
    const file = join(dir, 'workspace', 'exports', path)
    expect(statSync(file).size).toBe(size)

    const text = execFileSync('pdftotext', ['-layout', file, '-']).toString().replaceAll(/\s+/g, '')
    for (const { sha256 } of files) expect(text).toContain(sha256)
    for (const words of [
      '取证单',
      'W4.3空白栏目',
      '首页》政务公开',
      '栏目<空白>且没有说明',
      '状态码200',
      id.replaceAll(/\s/g, '')
    ]) {
      expect(text, words).toContain(words)
    }
    const code = (head.hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-')
    expect(text).toContain(`第${head.seq}条，短码${code}`)
    expect(text).toContain(head.hash)

    execFileSync('pdftoppm', ['-png', '-r', '150', '-f', '1', '-l', '1', '-singlefile', file, join(dir, 'page')])
    const png = new Transformer(readFileSync(join(dir, 'page.png')))
    const { width, height } = await png.metadata()
    const raw = await png.rawPixels()
    const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
    const channels = raw.length / (width * height)
    for (let at = 0; at < width * height; at += 1) {
      for (let channel = 0; channel < 3; channel += 1)
        rgba[at * 4 + channel] = raw[at * channels + Math.min(channel, channels - 1)] ?? 0
    }
    expect(jsQR(rgba, width, height)?.data).toBe(`XUNCHA1 ${head.device} ${head.seq} ${head.hash}`)
    // What was printed is in the log too, with the head it names.
    const after = logHead()
    expect(after.seq).toBe(head.seq + 1)
  })

  it('refuses where a file was changed on the disk', async () => {
    await open('/words')
    const { id, files } = await test.call('page.capture', { mode: 'whole' })
    const stored = test.backend.servedFile(`evidence/${files.find(({ role }) => role === 'image')?.sha256 ?? ''}`)?.file ?? ''
    writeFileSync(stored, `${readFileSync(stored, 'latin1')} `, 'latin1')
    await expect(test.call('evidence.exportSheet', { evidenceId: id })).rejects.toThrow('与登记的校验值不符，没有导出')
    expect(exported()).toEqual([])
  })
})
