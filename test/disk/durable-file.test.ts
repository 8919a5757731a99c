import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeDurably, writeFileDurably } from '../../electron/disk/durable-file.ts'
import { temporaryFolder } from '../db/support.ts'

describe('writeDurably', () => {
  it('leaves what had the name, and nothing besides, where writing or checking fails', async () => {
    const dir = temporaryFolder()
    const file = join(dir, '包.zip')
    writeFileSync(file, '先前的')
    const half = async (handle: { write(bytes: Uint8Array): Promise<unknown> }): Promise<void> => {
      await handle.write(Buffer.from('一半'))
      throw new Error('stopped')
    }
    await expect(writeDurably(file, half)).rejects.toThrow('stopped')
    const check = async (temporary: string): Promise<void> => {
      expect(readFileSync(temporary, 'utf8')).toBe('新的')
      throw new Error('refused')
    }
    const whole = async (handle: { write(bytes: Uint8Array): Promise<unknown> }): Promise<void> => {
      await handle.write(Buffer.from('新的'))
    }
    await expect(writeDurably(file, whole, { check })).rejects.toThrow('refused')
    expect(readdirSync(dir)).toEqual(['包.zip'])
    expect(readFileSync(file, 'utf8')).toBe('先前的')
    await writeDurably(file, whole)
    expect(readFileSync(file, 'utf8')).toBe('新的')
  })

  it('writes under the longest name that a folder takes', async () => {
    const dir = temporaryFolder()
    const name = `${'证'.repeat(83)}ab.pdf`
    expect(Buffer.byteLength(name)).toBe(255)
    await writeFileDurably(join(dir, name), '取证单')
    expect(readdirSync(dir)).toEqual([name])
  })
})
