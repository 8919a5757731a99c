import { XunchaError } from '../electron/domain/errors.ts'
import type { KeyReplacement } from '../electron/domain/key-replacement.ts'
import type { EventPayload, NewEvent } from '../electron/events/types.ts'
import { mergeInto, type MergeParts, type MergeResult } from './merge.ts'
import type { Store } from './store-types.ts'

interface Parts {
  mergeParts: MergeParts
  append: (events: readonly NewEvent[]) => unknown
  now: () => string
}

/** Acts by which this device says whom it trusts: a key, or a manager. Call inside a transaction. */
export function createKeyTrust({ mergeParts, append, now }: Parts): {
  acceptKey: (...given: Parameters<Store['acceptKey']>) => MergeResult
  replaceKey: (replacement: KeyReplacement) => MergeResult
  ruleManager: (ruling: EventPayload<'manager.ruled'>) => MergeResult
} {
  const { held } = mergeParts
  const waiting = (): MergeResult => mergeInto(mergeParts, { events: [], seals: [] })
  return {
    acceptKey(keyId, name, note) {
      const seal = held.seals().find((one) => one.keyId === keyId)
      if (seal === undefined) throw new XunchaError('bad-input', `没有收到过用密钥 ${keyId} 签名的包；请先合并对方的包。`)
      const { device, publicKey } = seal
      const other = held.keyOf(device)
      if (other === keyId) return waiting()
      if (held.isRevoked(device, keyId)) {
        throw new XunchaError('bad-input', `密钥 ${keyId} 已经作废，没有接受；这台设备换过密钥，请让对方用新密钥另发一个包。`)
      }
      if (other !== null) {
        throw new XunchaError(
          'bad-input',
          `这台设备已用另一把密钥（${other}）登记，没有接受；请与设备的使用人当面核对，确实换了密钥的，为新密钥连署。`
        )
      }
      held.addKey({ keyId, device, name, publicKey, acceptedAt: now() })
      const result = waiting()
      if (note !== undefined) append([note({ device, keyId, publicKey })])
      return result
    },

    replaceKey(replacement) {
      append([{ type: 'key.replaced', payload: replacement }])
      held.replaceKey(replacement, now())
      return waiting()
    },

    ruleManager(ruling) {
      append([{ type: 'manager.ruled', payload: ruling }])
      // It takes back what stands, perhaps this device's own role.
      mergeParts.projectAnew()
      return waiting()
    }
  }
}
