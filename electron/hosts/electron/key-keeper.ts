import { safeStorage } from 'electron'
import type { FromBackend, KeeperRequest, ToBackend } from './messages.ts'

/** Answers the backend's requests to have the system keep a secret. Nothing that goes through here is logged. */
export function createKeyKeeper(post: (message: ToBackend) => void): { take(message: FromBackend): void } {
  return {
    take(message) {
      if (message.kind !== 'keeper-call') return
      const { call, request } = message
      try {
        post({ kind: 'keeper-reply', call, ok: true, value: answer(request) })
      } catch {
        // What the system says may quote what it was given.
        post({ kind: 'keeper-reply', call, ok: false, message: 'the system refused' })
      }
    }
  }
}

function answer(request: KeeperRequest): string | null {
  if (request.op === 'fault') return fault()
  if (fault() !== null) throw new Error('not available')
  if (request.op === 'seal') return safeStorage.encryptString(request.data).toString('base64')
  return safeStorage.decryptString(Buffer.from(request.data, 'base64'))
}

const backendsThatKeep: ReadonlySet<string> = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6'])

/** Linux without a keyring is served by `basic_text`, whose password is the same on every machine: that keeps nothing. */
function fault(): string | null {
  if (!safeStorage.isEncryptionAvailable()) return '本机的系统没有可用的密钥保管（密钥环没有打开），所以用口令。'
  // An Electron too old to say which has encryption available only with a keyring.
  if (process.platform !== 'linux' || !('getSelectedStorageBackend' in safeStorage)) return null
  if (backendsThatKeep.has(safeStorage.getSelectedStorageBackend())) return null
  return '本机的系统没有密钥环，密钥由系统保管等于不加密，所以用口令。'
}
