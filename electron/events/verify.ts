import type { Sha256 } from '../domain/ports.ts'
import { genesisHash, hashedText, type LogHead } from './append.ts'
import type { LoggedEvent } from './types.ts'

/** A logged event with its payload as the stored text: the text is what was hashed. */
export type StoredEvent = Omit<LoggedEvent, 'payload'> & { payloadJson: string }

/** The first event that does not fit the chain, and why in one Chinese sentence. */
export interface BrokenLink {
  seq: number
  id: string
  message: string
}

/**
 * Walks every device's chain from its start and names the first event that is not what was written: changed, missing or
 * out of order. A tail cut off whole cannot be seen from inside; a seal over a later head shows it.
 */
export function verifyChain(events: Iterable<StoredEvent>, sha256: Sha256): BrokenLink | null {
  const heads = new Map<string, LogHead>()
  for (const event of events) {
    const head = heads.get(event.device)
    const expected: number = (head?.seq ?? 0) + 1
    const broken = (message: string): BrokenLink => ({ seq: event.seq, id: event.id, message })
    if (event.seq !== expected) return broken(`记录第 ${expected} 条缺失：日志被删改过。`)
    if (event.prevHash !== (head?.hash ?? genesisHash)) return broken(`记录第 ${event.seq} 条与前一条不衔接：日志被改过。`)
    if (sha256(hashedText(event, event.payloadJson)) !== event.hash) {
      return broken(`记录第 ${event.seq} 条（${event.type}）的内容与其校验值不符：日志被改过。`)
    }
    heads.set(event.device, { seq: event.seq, id: event.id, hash: event.hash })
  }
  return null
}
