import { execFileSync } from 'node:child_process'
import { createHash, createPublicKey, verify } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createKeyStore } from '../../electron/evidence/key-store.ts'

const dir = mkdtempSync(join(tmpdir(), '巡查-密钥-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const passphrase = '云岭县2026检查口令'

describe('createKeyStore', () => {
  it('keeps a key that signs again after the passphrase is given, and whose public half openssl reads alike', async () => {
    const keys = createKeyStore(join(dir, '一'))
    expect(keys.has('device-a')).toBe(false)
    const made = await keys.create('device-a', passphrase)
    expect(keys.has('device-a')).toBe(true)
    const signer = await createKeyStore(join(dir, '一')).unlock('device-a', passphrase)
    const { device, keyId, publicKey } = made
    expect(signer).toMatchObject({ device, keyId, publicKey })
    const signature = signer.sign(Buffer.from('巡查'))
    expect(signature).toHaveLength(64)
    expect(verify(null, Buffer.from('巡查'), createPublicKey(made.publicKey), signature)).toBe(true)

    const pem = join(dir, 'key.pem')
    writeFileSync(pem, made.publicKey)
    const der = execFileSync('openssl', ['pkey', '-pubin', '-in', pem, '-outform', 'DER'])
    expect(createHash('sha256').update(der).digest('hex').slice(0, 16)).toBe(made.keyId)
    expect(execFileSync('openssl', ['pkey', '-pubin', '-in', pem, '-pubout'], { encoding: 'utf8' })).toBe(made.publicKey)
  })

  it('writes for its owner alone, and nothing of the private half', async () => {
    const keys = createKeyStore(join(dir, '二'))
    await keys.create('device-a', passphrase)
    const file = join(dir, '二', 'device-a.json')
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600)
      expect(statSync(join(dir, '二')).mode & 0o777).toBe(0o700)
    }
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain(passphrase)
    // The fixed start of a PKCS #8 Ed25519 key, in base64 and in hex.
    expect(text).not.toMatch(/MC4CAQAwBQYDK2Vw|302e020100300506032b6570/)
    const { kdf } = JSON.parse(text) as { kdf: { N: number } }
    expect(kdf.N).toBe(131_072)
  })

  it('refuses a wrong passphrase, a short one, and takes the same one in other code points', async () => {
    const keys = createKeyStore(join(dir, '三'))
    await expect(keys.create('device-a', '1234567')).rejects.toMatchObject({ code: 'bad-passphrase' })
    expect(existsSync(join(dir, '三'))).toBe(false)
    await keys.create('device-a', 'ｐａｓｓ-口令-2026')
    await expect(keys.unlock('device-a', 'pass-口令-2025')).rejects.toMatchObject({ code: 'bad-passphrase' })
    expect((await keys.unlock('device-a', 'pass-口令-2026')).device).toBe('device-a')
  })

  it('never makes a second key over the first, nor one outside its folder', async () => {
    const keys = createKeyStore(join(dir, '一'))
    await expect(keys.create('device-a', passphrase)).rejects.toMatchObject({ code: 'internal' })
    expect(() => keys.has('../device-a')).toThrow('设备编号')
  })

  it('refuses a key file in which anything was changed', async () => {
    const folder = join(dir, '四')
    const keys = createKeyStore(folder)
    await keys.create('device-a', passphrase)
    const file = join(folder, 'device-a.json')
    const whole = readFileSync(file, 'utf8')
    const value = JSON.parse(whole) as { kdf: { N: number }; keyId: string; cipher: { data: string; tag: string } }
    const changed: [string, object, string][] = [
      ['cheaper work', { ...value, kdf: { ...value.kdf, N: 2 } }, 'key-damaged'],
      ['endless work', { ...value, kdf: { ...value.kdf, N: 2 ** 40 } }, 'key-damaged'],
      ['another device', { ...value, device: 'device-b' }, 'key-damaged'],
      ['another key id', { ...value, keyId: 'f'.repeat(16) }, 'bad-passphrase'],
      ['a short tag', { ...value, cipher: { ...value.cipher, tag: 'AAAA' } }, 'bad-passphrase'],
      ['no cipher', { ...value, cipher: null }, 'key-damaged']
    ]
    for (const [name, content, code] of changed) {
      writeFileSync(file, JSON.stringify(content))
      await expect(keys.unlock('device-a', passphrase), name).rejects.toMatchObject({ code })
    }
    writeFileSync(file, whole.slice(0, 100))
    await expect(keys.unlock('device-a', passphrase)).rejects.toMatchObject({ code: 'key-damaged' })
    writeFileSync(file, whole)
    expect((await keys.unlock('device-a', passphrase)).device).toBe('device-a')
  })
})
