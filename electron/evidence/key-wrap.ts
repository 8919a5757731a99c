/** What encrypts a device's private key: a key made from a passphrase, or one that the system keeps. */
import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { XunchaError } from '../domain/errors.ts'
import type { SystemKeeper } from '../domain/ports.ts'

/** As it stands in the key's file. `sealed`: base64 of what the system made of the wrapping key. */
export type KeyWrap =
  | { format: 'xuncha-device-key/1'; kdf: { name: string; N: number; r: number; p: number; salt: string } }
  | { format: 'xuncha-device-key/2'; system: { sealed: string } }

const shortest = 8
/** 128 MiB and about a third of a second for each guess. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 }
const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt)

const noKeeper = '命令行和浏览器版不能请系统保管密钥，所以用口令。'

/** Why the system cannot keep a key here, a Chinese sentence; null: it can. */
export const systemFault = async (keeper: SystemKeeper | null): Promise<string | null> =>
  keeper === null ? noKeeper : keeper.fault()

/** A new wrapping key and how it is had again. */
export async function wrapOf(passphrase: string | null, keeper: SystemKeeper | null): Promise<{ wrap: KeyWrap; secret: Buffer }> {
  if (passphrase === null) {
    const fault = await systemFault(keeper)
    if (keeper === null || fault !== null) throw new XunchaError('bad-passphrase', `${fault ?? noKeeper}请设置口令。`)
    const secret = randomBytes(32)
    const sealed = await keeper.seal(secret).catch((cause: unknown) => {
      throw new XunchaError('bad-passphrase', '系统没有收下密钥，没有保存；请解锁系统的密钥环后重试，或改用口令。', { cause })
    })
    return { wrap: { format: 'xuncha-device-key/2', system: { sealed: Buffer.from(sealed).toString('base64') } }, secret }
  }
  if ([...passphrase].length < shortest) {
    throw new XunchaError('bad-passphrase', `口令太短，密钥没有保存；请设置至少 ${shortest} 个字符的口令。`)
  }
  const salt = randomBytes(16)
  const secret = await derive(normal(passphrase), salt, 32, cost)
  const kdf = { name: 'scrypt', N: cost.N, r: cost.r, p: cost.p, salt: salt.toString('base64') }
  return { wrap: { format: 'xuncha-device-key/1', kdf }, secret }
}

/** The wrapping key; a wrong passphrase gives a wrong one. Throws where there is none to be had, or no such wrap. */
export async function openWrap(wrap: KeyWrap, passphrase: string | null, keeper: SystemKeeper | null): Promise<Buffer> {
  if (wrap.format === 'xuncha-device-key/2') {
    if (typeof wrap.system?.sealed !== 'string') throw damagedKey()
    if (keeper === null) {
      throw new XunchaError(
        'bad-passphrase',
        '本机的签名密钥由系统保管，只有桌面程序能用它签名；请用桌面程序，或先在它的“设置”里改为口令保管。'
      )
    }
    const secret = await keeper.open(Buffer.from(wrap.system.sealed, 'base64')).catch((cause: unknown) => {
      throw new XunchaError('key-damaged', '系统没有交出签名密钥，没有签名；请用原来的系统账户登录、解锁密钥环后重试。', {
        cause
      })
    })
    if (secret.length !== 32) throw damagedKey()
    return Buffer.from(secret)
  }
  // The work that a key file asks for is never its own say: a forged one could ask for all the memory there is.
  const isOurs =
    wrap.format === 'xuncha-device-key/1' &&
    wrap.kdf?.N === cost.N &&
    wrap.kdf.r === cost.r &&
    wrap.kdf.p === cost.p &&
    typeof wrap.kdf.salt === 'string'
  if (!isOurs) throw damagedKey()
  if (passphrase === null) throw new XunchaError('bad-passphrase', '签名密钥由口令保护，没有签名；请输入口令。')
  return derive(normal(passphrase), Buffer.from(wrap.kdf.salt, 'base64'), 32, cost)
}

/** The same passphrase typed on another keyboard may come in other code points. */
const normal = (passphrase: string): string => passphrase.normalize('NFKC')

export const damagedKey = (cause?: unknown): XunchaError =>
  new XunchaError('key-damaged', '本机的签名密钥文件已损坏，没有签名；请从您另存的副本恢复该文件后重试。', { cause })
