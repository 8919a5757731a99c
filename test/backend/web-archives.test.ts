import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import yauzl from 'yauzl'
import { describe, expect, it } from 'vitest'
import { batchId, dir, evidenceFiles, key, open, test } from './inspected-pages.ts'

const exported = (): string[] => {
  try {
    return readdirSync(join(dir, 'workspace', 'exports', '网页存档'))
  } catch {
    return []
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
