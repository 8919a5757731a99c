/**
 * The device's key: Ed25519, one per device id. The private half lies outside every workspace, in a folder of the
 * user's, encrypted by a passphrase (scrypt N=2^17, AES-256-GCM); it is in memory only while something is signed.
 */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, scrypt, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { writeAll, writeDurably } from '../disk/durable-file.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import { decrypt, encrypt } from './key-cipher.ts'
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

/** Where keys are kept. Nothing else of the program ever sees a private key. */
export interface KeyStore {
  has(device: string): boolean
  /** Makes and keeps the key of a device that has none. Throws `bad-passphrase` on one that is too short. */
  create(device: string, passphrase: string): Promise<Signer>
  /** Throws `bad-passphrase` on a wrong one, `key-damaged` where the file is not what was written. */
  unlock(device: string, passphrase: string): Promise<Signer>
}

/** $XUNCHA_KEYS, else a folder of the user's that no workspace lies over. */
export const defaultKeysDir = (): string => process.env['XUNCHA_KEYS'] ?? join(homedir(), '.xuncha', 'keys')

const shortest = 8
const format = 'xuncha-device-key/1'
/** 128 MiB and about a third of a second for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 }
const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)

export function createKeyStore(keysDir: string): KeyStore {
  const fileOf = (device: string): string => {
    if (!/^[0-9A-Za-z-]{1,64}$/.test(device)) throw new XunchaError('internal', '设备编号的格式不对；请把日志发给维护人员。')
    return join(keysDir, `${device}.json`)
  }

  return {
    has: (device) => existsSync(fileOf(device)),

    async create(device, passphrase) {
      const file = fileOf(device)
      if ([...passphrase].length < shortest) {
        throw new XunchaError('bad-passphrase', `口令太短，密钥没有生成；请设置至少 ${shortest} 个字符的口令。`)
      }
      if (existsSync(file)) throw new XunchaError('internal', '本机已有签名密钥，没有另外生成。')
      const pair = generateKeyPairSync('ed25519')
      const key = describe(device, pair.publicKey)
      const salt = randomBytes(16)
      const header = { format, ...key, kdf: { name: 'scrypt', N: cost.N, r: cost.r, p: cost.p, salt: salt.toString('base64') } }
      const secret = pair.privateKey.export({ format: 'der', type: 'pkcs8' })
      const box = encrypt(await derive(normal(passphrase), salt, 32, cost), secret, canonicalJson(header))
      secret.fill(0)
      await mkdir(keysDir, { recursive: true, mode: 0o700 })
      const text = `${JSON.stringify({ ...header, cipher: { name: 'aes-256-gcm', ...box } }, null, 2)}\n`
      await writeDurably(file, (handle) => writeAll(handle, text), { mode: 0o600 })
      return signerOf(key, pair.privateKey)
    },

    async unlock(device, passphrase) {
      const { header, box } = readKeyFile(await readFile(fileOf(device), 'utf8'), device)
      const key = await derive(normal(passphrase), Buffer.from(header.kdf.salt, 'base64'), 32, cost)
      const secret = decrypt(key, box, canonicalJson(header))
      if (secret === null) throw new XunchaError('bad-passphrase', '口令不对，没有签名；请核对后重新输入。')
      const privateKey = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' })
      secret.fill(0)
      const known = describe(device, createPublicKey(privateKey))
      if (known.keyId !== header.keyId) throw damaged()
      return signerOf(known, privateKey)
    }
  }
}

const signerOf = (key: DeviceKey, privateKey: KeyObject): Signer => ({ ...key, sign: (bytes) => sign(null, bytes, privateKey) })

/** The same passphrase typed on another keyboard may come in other code points. */
const normal = (passphrase: string): string => passphrase.normalize('NFKC')

function describe(device: string, key: KeyObject): DeviceKey {
  const der = key.export({ format: 'der', type: 'spki' })
  return { device, keyId: createHash('sha256').update(der).digest('hex').slice(0, 16), publicKey: publicKeyPem(der) }
}

interface KeyHeader extends DeviceKey {
  format: string
  kdf: { name: string; N: number; r: number; p: number; salt: string }
}

/** The work that a key file asks for is never its own say: a forged one could ask for all the memory there is. */
function readKeyFile(text: string, device: string): { header: KeyHeader; box: { iv: string; tag: string; data: string } } {
  const value = parsed(text)
  const { cipher, ...header } = value
  const isOurs =
    header.format === format &&
    header.device === device &&
    header.kdf?.N === cost.N &&
    header.kdf.r === cost.r &&
    header.kdf.p === cost.p &&
    typeof header.kdf.salt === 'string' &&
    typeof cipher?.iv === 'string' &&
    typeof cipher.tag === 'string' &&
    typeof cipher.data === 'string'
  if (!isOurs) throw damaged()
  return { header, box: cipher }
}

function parsed(text: string): KeyHeader & { cipher: { iv: string; tag: string; data: string } } {
  try {
    return JSON.parse(text) as KeyHeader & { cipher: { iv: string; tag: string; data: string } }
  } catch (cause) {
    throw damaged(cause)
  }
}

const damaged = (cause?: unknown): XunchaError =>
  new XunchaError('key-damaged', '本机的签名密钥文件已损坏，没有签名；请从您另存的副本恢复该文件后重试。', { cause })
