/** The key of this device: where it lies, and who is asked to keep it. */
import { isAbsolute, relative, resolve } from 'node:path'
import { XunchaError } from '../domain/errors.ts'
import { createKeyStore, defaultKeysDir, type KeyStore } from '../evidence/key-store.ts'
import type { BackendContext } from './context.ts'

export function deviceOf({ store }: Pick<BackendContext, 'store'>): string {
  const device = store.setting('device')
  if (device === null) throw new XunchaError('internal', '工作区没有设备编号；请把日志发给维护人员。')
  return device
}

const keysDirOf = (ctx: BackendContext): string => resolve(ctx.keysDir ?? defaultKeysDir())

export const deviceKeys = (ctx: BackendContext): KeyStore => createKeyStore(keysDirOf(ctx), ctx.keyKeeper ?? null)

/** A workspace is copied, backed up and handed on: a key in it would go with it. */
export function refuseKeysInside(ctx: BackendContext): void {
  const way = relative(resolve(ctx.workspaceDir), keysDirOf(ctx))
  if (way !== '' && (way.startsWith('..') || isAbsolute(way))) return
  throw new XunchaError('bad-input', '签名密钥的文件夹在工作区里面，没有做证据包；请把工作区换到别处，密钥不能随工作区外传。')
}
