/**
 * The device's key: Ed25519, one per device id. The private half lies outside every workspace, in a folder of the
 * user's, encrypted by a key that comes from a passphrase or is kept by the system (`key-wrap.ts`); it is in memory only
 * while something is signed.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { constants, copyFile, mkdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { writeAll, writeDurably } from '../disk/durable-file.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import type { SystemKeeper } from '../domain/ports.ts'
import { decrypt, encrypt, type SealedBox } from './key-cipher.ts'
import { damagedKey, openWrap, systemFault, wrapOf, type KeyWrap } from './key-wrap.ts'
import { publicKeyPem } from './public-key.ts'

export interface DeviceKey {
  device: string
  /** First 16 hex digits of the SHA-256 over the public key in DER (SPKI). */
  keyId: string
  /** PEM (SPKI). */
  publicKey: string
}

/** A key that was unlocked, for the time of one act. */
export interface Signer extends DeviceKey {
  /** 64 bytes, Ed25519. */
  sign(bytes: Uint8Array): Uint8Array
}

/** What may be told of a device's key. `key`: null where there is none. `why`: why it is a passphrase that keeps it. */
export interface KeyStanding {
  key: DeviceKey | null
  keptBy: 'system' | 'passphrase'
  why: string | null
  /** The system can keep it here, whether it does or not. */
  canSystem: boolean
}

/** Where keys are kept. Nothing else of the program ever sees a private key. A passphrase of null: the system keeps it. */
export interface KeyStore {
  has(device: string): boolean
  /** How the key is kept, or would be if one were made now. */
  standing(device: string): Promise<KeyStanding>
  /** Makes and keeps the key of a device that has none. Throws `bad-passphrase` on one that is too short. */
  create(device: string, passphrase: string | null): Promise<Signer>
  /** Throws `bad-passphrase` on a wrong one, `key-damaged` where the file is not what was written. */
  unlock(device: string, passphrase: string | null): Promise<Signer>
  /** Makes another key in place of one that is lost or was stolen; the file of the old one is put aside, never deleted. */
  replace(device: string, passphrase: string | null): Promise<Signer>
  /** Keeps the same key in another way from here on; a key that cannot be unlocked with `now` stays as it is. */
  keep(device: string, now: string | null, next: string | null): Promise<DeviceKey>
}

/** $XUNCHA_KEYS, else a folder of the user's that no workspace lies over. */
export const defaultKeysDir = (): string => process.env['XUNCHA_KEYS'] ?? join(homedir(), '.xuncha', 'keys')

export function createKeyStore(keysDir: string, keeper: SystemKeeper | null = null): KeyStore {
  const fileOf = (device: string): string => {
    if (!/^[0-9A-Za-z-]{1,64}$/.test(device)) throw new XunchaError('internal', '设备编号的格式不对；请把日志发给维护人员。')
    return join(keysDir, `${device}.json`)
  }
  const read = async (device: string): Promise<KeyFile> => readKeyFile(await readFile(fileOf(device), 'utf8'), device)

  async function write(key: DeviceKey, privateKey: KeyObject, passphrase: string | null): Promise<void> {
    const { wrap, secret: wrapping } = await wrapOf(passphrase, keeper)
    const header = { ...key, ...wrap }
    const secret = privateKey.export({ format: 'der', type: 'pkcs8' })
    const box = encrypt(wrapping, secret, canonicalJson(header))
    secret.fill(0)
    wrapping.fill(0)
    await mkdir(keysDir, { recursive: true, mode: 0o700 })
    const text = `${JSON.stringify({ ...header, cipher: { name: 'aes-256-gcm', ...box } }, null, 2)}\n`
    await writeDurably(fileOf(key.device), (handle) => writeAll(handle, text), { mode: 0o600 })
  }

  async function newKey(device: string, passphrase: string | null): Promise<Signer> {
    const pair = generateKeyPairSync('ed25519')
    const key = describe(device, pair.publicKey)
    await write(key, pair.privateKey, passphrase)
    return signerOf(key, pair.privateKey)
  }

  async function privateKeyOf(device: string, passphrase: string | null): Promise<{ key: DeviceKey; privateKey: KeyObject }> {
    const { header, wrap, box } = await read(device)
    const wrapping = await openWrap(wrap, passphrase, keeper)
    const secret = decrypt(wrapping, box, canonicalJson(header))
    wrapping.fill(0)
    if (secret === null) {
      if (wrap.format === 'xuncha-device-key/2') throw damagedKey()
      throw new XunchaError('bad-passphrase', '口令不对，没有签名；请核对后重新输入。')
    }
    const privateKey = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' })
    secret.fill(0)
    const key = describe(device, createPublicKey(privateKey))
    if (key.keyId !== header.keyId) throw damagedKey()
    return { key, privateKey }
  }

  return {
    has: (device) => existsSync(fileOf(device)),

    async standing(device) {
      const fault = await systemFault(keeper)
      const canSystem = fault === null
      if (!existsSync(fileOf(device))) return { key: null, keptBy: canSystem ? 'system' : 'passphrase', why: fault, canSystem }
      const { header, wrap } = await read(device)
      const { keyId, publicKey } = header
      const key = { device, keyId, publicKey }
      if (wrap.format === 'xuncha-device-key/2') return { key, keptBy: 'system', why: null, canSystem }
      const why = fault ?? '这把密钥设的是口令；可以在“设置”里改为由系统保管。'
      return { key, keptBy: 'passphrase', why, canSystem }
    },

    async create(device, passphrase) {
      if (existsSync(fileOf(device))) throw new XunchaError('internal', '本机已有签名密钥，没有另外生成。')
      return newKey(device, passphrase)
    },

    async replace(device, passphrase) {
      const file = fileOf(device)
      let aside = 1
      while (existsSync(`${file}.old-${aside}`)) aside += 1
      await copyFile(file, `${file}.old-${aside}`, constants.COPYFILE_EXCL)
      return newKey(device, passphrase)
    },

    async unlock(device, passphrase) {
      const { key, privateKey } = await privateKeyOf(device, passphrase)
      return signerOf(key, privateKey)
    },

    async keep(device, now, next) {
      const { key, privateKey } = await privateKeyOf(device, now)
      await write(key, privateKey, next)
      return key
    }
  }
}

const signerOf = (key: DeviceKey, privateKey: KeyObject): Signer => ({ ...key, sign: (bytes) => sign(null, bytes, privateKey) })

function describe(device: string, key: KeyObject): DeviceKey {
  const der = key.export({ format: 'der', type: 'spki' })
  return { device, keyId: createHash('sha256').update(der).digest('hex').slice(0, 16), publicKey: publicKeyPem(der) }
}

interface KeyFile {
  /** Everything but the cipher, as it is bound to it. */
  header: DeviceKey
  wrap: KeyWrap
  box: SealedBox
}

function readKeyFile(text: string, device: string): KeyFile {
  const { cipher, ...header } = parsed(text)
  const isOurs =
    header.device === device &&
    typeof header.keyId === 'string' &&
    typeof header.publicKey === 'string' &&
    typeof cipher?.iv === 'string' &&
    typeof cipher.tag === 'string' &&
    typeof cipher.data === 'string'
  if (!isOurs) throw damagedKey()
  return { header, wrap: header, box: cipher }
}

function parsed(text: string): DeviceKey & KeyWrap & { cipher: SealedBox } {
  try {
    return JSON.parse(text) as DeviceKey & KeyWrap & { cipher: SealedBox }
  } catch (cause) {
    throw damagedKey(cause)
  }
}
