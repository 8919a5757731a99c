import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBackend, openBatch, type TestBackend } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { mountReadOnlyDisk, mountSmallDisk } from '../support/mounted-disk.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { passphrase } from './package-fixture.ts'

interface Desk {
  test: TestBackend
  keysDir: string
  out: string
  make(outFile: string): Promise<unknown>
  /** Events in the log. */
  events(): Promise<number>
}

async function openDesk(): Promise<Desk> {
  await builtVerifyPage()
  const keysDir = temporaryFolder()
  const test = await openBackend(temporaryFolder(), { keysDir })
  const batchId = await openBatch(test, temporaryFolder(), 1)
  return {
    test,
    keysDir,
    out: temporaryFolder(),
    make: (outFile) => test.call('packages.create', { batchId, objectKeys: null, outFile, passphrase }),
    events: async () => (await test.call('workspace.info', {})).events
  }
}

/** Runs the work on the disk; says so where this user may not mount. */
async function onDisk(unmount: (() => void) | null, work: () => Promise<void>): Promise<void> {
  if (unmount === null) return console.log('package on a full or read-only disk: not shown (mounting is not allowed here)')
  try {
    await work()
  } finally {
    unmount()
  }
}

describe('where a package cannot be written', () => {
  it('says so before a key is made, and nothing is logged', async () => {
    const desk = await openDesk()
    const before = await desk.events()
    mkdirSync(join(desk.out, '占住.zip'))
    writeFileSync(join(desk.out, '文件'), '')
    const places: [string, string][] = [
      [join(desk.out, '没有', '包.zip'), `没有文件夹“${join(desk.out, '没有')}”，证据包没有做；请先建好文件夹，或换一个位置。`],
      [join(desk.out, '文件', '包.zip'), `没有文件夹“${join(desk.out, '文件')}”，证据包没有做；请先建好文件夹，或换一个位置。`],
      [join(desk.out, '占住.zip'), `“${join(desk.out, '占住.zip')}”是一个文件夹，证据包没有做；请给出文件名。`]
    ]
    for (const [place, message] of places) {
      await expect(desk.make(place), place).rejects.toMatchObject({ code: 'bad-input', message })
    }
    expect(readdirSync(desk.out).sort()).toEqual(['占住.zip', '文件'])
    expect(readdirSync(desk.keysDir)).toEqual([])
    expect(await desk.events()).toBe(before)
  })

  it('keeps the older package of that name, and no half of the new one, on a full disk', async () => {
    const desk = await openDesk()
    const file = join(desk.out, '包.zip')
    await onDisk(mountSmallDisk(desk.out), async () => {
      writeFileSync(file, '先前的证据包')
      const message = `证据包“${file}”没有写成：磁盘空间不足；请腾出空间后重试。`
      await expect(desk.make(file)).rejects.toMatchObject({ code: 'disk-full', message })
      expect(readdirSync(desk.out)).toEqual(['包.zip'])
      expect(readFileSync(file, 'utf8')).toBe('先前的证据包')
    })
    // With room again the same request goes through, and replaces what it is told to replace.
    writeFileSync(file, '先前的证据包')
    expect(await desk.make(file)).toMatchObject({ file })
    expect(await desk.test.call('packages.verify', { file, heads: [], keyIds: [] })).toMatchObject({ ok: true })
    expect(readdirSync(desk.out)).toEqual(['包.zip'])
  })

  it('says so where the folder cannot be written to', async () => {
    const desk = await openDesk()
    const file = join(desk.out, '包.zip')
    await onDisk(mountReadOnlyDisk(desk.out), async () => {
      const message = `证据包“${file}”没有写成：读写磁盘失败（EROFS）；请检查文件夹权限和磁盘后重试。`
      await expect(desk.make(file)).rejects.toMatchObject({ code: 'disk-error', message })
      expect(readdirSync(desk.out)).toEqual([])
    })
  })

  it('makes known no key that it could not keep', async () => {
    const desk = await openDesk()
    const before = await desk.events()
    await onDisk(mountReadOnlyDisk(desk.keysDir), async () => {
      const message = '签名密钥没有保存，证据包没有做：读写磁盘失败（EROFS）；请检查文件夹权限和磁盘后重试。'
      await expect(desk.make(join(desk.out, '包.zip'))).rejects.toMatchObject({ code: 'disk-error', message })
    })
    expect(await desk.events()).toBe(before)
    expect(readdirSync(desk.keysDir)).toEqual([])
    expect(readdirSync(desk.out)).toEqual([])
  })
})
