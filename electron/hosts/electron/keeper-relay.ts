import type { SystemKeeper } from '../../domain/ports.ts'
import type { FromBackend, KeeperRequest, ToBackend } from './messages.ts'

export interface KeeperRelay extends SystemKeeper {
  /** Takes main's answers; true when the message was one. */
  take(message: ToBackend): boolean
}

/** The system's keeping of secrets as the backend process sees it: only main can ask the system. */
export function createKeeperRelay(post: (message: FromBackend) => void): KeeperRelay {
  const waiting = new Map<number, { resolve: (value: string | null) => void; reject: (error: Error) => void }>()
  let calls = 0
  const ask = (request: KeeperRequest): Promise<string | null> =>
    new Promise((resolve, reject) => {
      calls += 1
      waiting.set(calls, { resolve, reject })
      post({ kind: 'keeper-call', call: calls, request })
    })
  // Electron keeps texts, not bytes.
  const bytesOf = (text: string | null): Uint8Array => Buffer.from(text ?? '', 'base64')
  return {
    fault: () => ask({ op: 'fault' }),
    seal: async (secret) => bytesOf(await ask({ op: 'seal', data: Buffer.from(secret).toString('base64') })),
    open: async (sealed) => bytesOf(await ask({ op: 'open', data: Buffer.from(sealed).toString('base64') })),
    take(message) {
      if (message.kind !== 'keeper-reply') return false
      const call = waiting.get(message.call)
      waiting.delete(message.call)
      if (message.ok) call?.resolve(message.value)
      else call?.reject(new Error(message.message))
      return true
    }
  }
}
