import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { Input, Output, ProcedureName } from '../../../electron/contract/index.ts'
import { XunchaError } from '../../../electron/domain/errors.ts'
import { openBackend, openBatch } from '../../backend/support.ts'
import { electronExecutable, launchElectron } from '../../support/electron-app.ts'
import { electronWire } from '../../support/electron-wire.ts'
import { startKeyring } from '../../support/keyring.ts'

interface Desktop {
  call<P extends ProcedureName>(procedure: P, input: Input<P>): Promise<Output<P>>
  stderr(): string
  close(): Promise<number | null>
}

async function desktop(workspace: string, env: Record<string, string>): Promise<Desktop> {
  const running = await launchElectron({ workspace, env })
  if (running === null) throw new Error('no display for Electron: run xuncha doctor --fix')
  const wire = await electronWire(running.page)
  return {
    stderr: () => running.stderr(),
    close: () => running.close(),
    async call(procedure, input) {
      const reply = await wire.call(procedure, input)
      if (reply.ok) return reply.value as never
      throw new XunchaError(reply.error.code, reply.error.message)
    }
  }
}

/** A workspace with a batch, and a folder for its key. */
async function prepared() {
  const dir = mkdtempSync(join(tmpdir(), '巡查-保管-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const workspace = join(dir, '工作区')
  const test = await openBackend(workspace)
  const batchId = await openBatch(test, dir, 1)
  await test.backend.close()
  const keys = join(dir, '密钥')
  const keyFile = (): string => readFileSync(join(keys, readdirSync(keys)[0] ?? ''), 'utf8')
  const make = (on: Desktop, passphrase: string | null, name = '包.zip') =>
    on.call('packages.create', { batchId, objectKeys: null, outFile: join(dir, name), passphrase })
  return { dir, workspace, keys, keyFile, make }
}

const passphrase = '云岭县检查口令2026'

if (electronExecutable() === null) {
  it('prints that Electron is not shown on this machine', async () => {
    expect(await launchElectron({ workspace: '' })).toBeNull()
  })
} else {
  it('demands a passphrase in a desktop whose system has no keyring, and says why', async () => {
    const { dir, workspace, keys, keyFile, make } = await prepared()
    const on = await desktop(workspace, { XUNCHA_KEYS: keys, HOME: dir, DBUS_SESSION_BUS_ADDRESS: 'disabled:' })
    const told = await on.call('packages.key', {})
    expect(told).toMatchObject({ exists: false, keptBy: 'passphrase', keyId: null })
    expect(told.why).toContain('密钥环')
    await expect(make(on, null)).rejects.toMatchObject({ code: 'bad-passphrase' })
    expect(readdirSync(dir)).not.toContain('密钥')
    const made = await make(on, passphrase)
    expect(keyFile()).toContain('xuncha-device-key/1')
    await expect(on.call('identity.keepKey', { now: passphrase, next: null })).rejects.toMatchObject({ code: 'bad-passphrase' })
    expect(await on.call('packages.key', {})).toMatchObject({ keptBy: 'passphrase', keyId: made.keyId })
    expect(await on.close()).toBe(0)
  })

  it('has a real keyring keep the key: no passphrase, the same key under a passphrase and back, nothing without the keyring', async () => {
    const { dir, workspace, keys, keyFile, make } = await prepared()
    const keyring = await startKeyring(dir)
    if (keyring === null) return
    const env = { XUNCHA_KEYS: keys, ...keyring.env }
    const first = await desktop(workspace, env)
    expect(await first.call('packages.key', {})).toMatchObject({ exists: false, keptBy: 'system', why: null })
    const made = await make(first, null)
    expect(made.isNewKey).toBe(true)
    expect(await first.call('packages.verify', { file: made.file, heads: [made.head], keyIds: [made.keyId] })).toMatchObject({
      ok: true
    })
    expect(JSON.parse(keyFile())).toMatchObject({ format: 'xuncha-device-key/2', keyId: made.keyId })
    expect(keyFile()).not.toMatch(/kdf|MC4CAQAwBQYDK2Vw/)
    expect(await first.close()).toBe(0)

    // After a restart the keyring gives it back; then a passphrase, another one, and the system again.
    const second = await desktop(workspace, env)
    expect((await make(second, null, '又一包.zip')).keyId).toBe(made.keyId)
    const keep = (now: string | null, next: string | null) => second.call('identity.keepKey', { now, next })
    expect(await keep(null, passphrase)).toEqual({ keyId: made.keyId, keptBy: 'passphrase' })
    await expect(make(second, null)).rejects.toMatchObject({ code: 'bad-passphrase' })
    const other = `${passphrase}新`
    await expect(keep(other, passphrase)).rejects.toMatchObject({ code: 'bad-passphrase' })
    await keep(passphrase, other)
    await expect(make(second, passphrase)).rejects.toMatchObject({ code: 'bad-passphrase' })
    expect((await make(second, other)).keyId).toBe(made.keyId)
    expect((await second.call('packages.key', {})).why).toContain('改为由系统保管')
    expect(await keep(other, null)).toEqual({ keyId: made.keyId, keptBy: 'system' })
    expect((await make(second, null)).keyId).toBe(made.keyId)
    expect(second.stderr()).not.toContain(passphrase)
    expect(await second.close()).toBe(0)

    await keyring.stop()
    const third = await desktop(workspace, { XUNCHA_KEYS: keys, HOME: dir, DBUS_SESSION_BUS_ADDRESS: 'disabled:' })
    await expect(make(third, null)).rejects.toMatchObject({ code: 'key-damaged' })
    await expect(make(third, passphrase)).rejects.toMatchObject({ code: 'key-damaged' })
    expect(await third.close()).toBe(0)
    console.log('system keyring: shown with gnome-keyring')
  })
}
