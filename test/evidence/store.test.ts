import { createHash } from 'node:crypto'
import { mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createEvidenceStore } from '../../electron/evidence/store.ts'
import type { DiskWriter } from '../../electron/disk/durable-file.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evidence-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

const bytes = new TextEncoder().encode('一张截图')
const name = createHash('sha256').update(bytes).digest('hex')

/** The real disk, noting each step, and failing at the k-th one. */
function watchedDisk(failAt: number, code: string): { disk: DiskWriter; steps: string[] } {
  const steps: string[] = []
  const step = (what: string): void => {
    steps.push(what)
    if (steps.length === failAt) throw Object.assign(new Error(code), { code })
  }
  const label = (path: string): string => (path.endsWith('.part') ? 'temp' : 'folder')
  return {
    steps,
    disk: {
      async open(path, flags) {
        step(`open ${label(path)}`)
        const handle = await open(path, flags)
        return {
          write: (async (...args: [Uint8Array, number, number]) => {
            step('write')
            return handle.write(...args)
          }) as never,
          async sync() {
            step(`sync ${label(path)}`)
            await handle.sync()
          },
          close: () => handle.close()
        }
      },
      async rename(from, to) {
        step('rename')
        await rename(from, to)
      }
    }
  }
}

describe('createEvidenceStore', () => {
  it('stores a file under the hash of its content', async () => {
    const store = createEvidenceStore(folder)
    expect(await store.save(bytes, 'png')).toEqual({ sha256: name, size: bytes.length })
    expect(store.fileOf(name)).toBe(join(folder, name.slice(0, 2), `${name}.png`))
    expect(new Uint8Array(await readFile(join(folder, name.slice(0, 2), `${name}.png`)))).toEqual(bytes)
    expect(new Uint8Array(await store.read(name))).toEqual(bytes)
  })

  it('stores pieces as the one file they make', async () => {
    const store = createEvidenceStore(folder)
    expect(await store.save([bytes.subarray(0, 5), bytes.subarray(5)], 'png')).toEqual({ sha256: name, size: bytes.length })
    expect(await store.verify(name)).toBe('ok')
  })

  it('flushes the file before its name and the folder after it', async () => {
    const { disk, steps } = watchedDisk(0, '')
    await createEvidenceStore(folder, disk).save(bytes, 'png')
    expect(steps).toEqual([
      'open temp',
      'write',
      'sync temp',
      'rename',
      'open folder',
      'sync folder',
      'open folder',
      'sync folder'
    ])
  })

  it('does not write the same content twice', async () => {
    const { disk, steps } = watchedDisk(0, '')
    const store = createEvidenceStore(folder, disk)
    await store.save(bytes, 'png')
    const first = steps.length
    await store.save(bytes, 'png')
    expect(steps.length).toBe(first)
    expect(await readdir(join(folder, name.slice(0, 2)))).toEqual([`${name}.png`])
  })

  it('tells a changed and a missing file', async () => {
    const store = createEvidenceStore(folder)
    await store.save(bytes, 'png')
    await writeFile(join(folder, name.slice(0, 2), `${name}.png`), 'another picture')
    expect(await store.verify(name)).toBe('changed')
    expect(await store.verify('0'.repeat(64))).toBe('missing')
    expect(store.fileOf('../../etc/passwd')).toBeNull()
    await store.save(bytes, 'png')
    expect(await store.verify(name)).toBe('ok')
  })

  // Every step of a save fails once: open, write, flush, rename, folder open and flush, parent open and flush.
  for (let failAt = 1; failAt <= 8; failAt += 1) {
    it(`says that a full disk at step ${failAt} kept nothing and leaves no temporary file`, async () => {
      const { disk, steps } = watchedDisk(failAt, 'ENOSPC')
      await expect(createEvidenceStore(folder, disk).save(bytes, 'png')).rejects.toMatchObject({
        code: 'disk-full',
        message: expect.stringContaining('磁盘已满，取证未保存')
      })
      expect(steps.length).toBe(failAt)
      const left = await readdir(join(folder, name.slice(0, 2)))
      expect(left.filter((entry) => entry.endsWith('.part'))).toEqual([])
      // Before the rename there is nothing; after it the file is whole, though the save was not acknowledged.
      expect(left).toEqual(failAt <= 4 ? [] : [`${name}.png`])
      await createEvidenceStore(folder).save(bytes, 'png')
      expect(await createEvidenceStore(folder).verify(name)).toBe('ok')
    })
  }

  it('names other disk faults too', async () => {
    const { disk } = watchedDisk(2, 'EIO')
    await expect(createEvidenceStore(folder, disk).save(bytes, 'png')).rejects.toMatchObject({
      code: 'capture-failed',
      message: expect.stringContaining('EIO')
    })
  })
})
