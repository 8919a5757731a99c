import type { HeldTables } from './held.ts'
import type { EventLog } from './log.ts'

/** Who began with roles: here, and among what waits because somebody else is manager here. */
export interface Rival {
  /** Id of the event by which it began. */
  event: string
  device: string
  author: string
  time: string
  isHere: boolean
}

/** Empty where there is nothing to decide. */
export function rivalsOf(log: Pick<EventLog, 'founding' | 'find'>, held: Pick<HeldTables, 'events'>): Rival[] {
  const waiting = held.events().flatMap(({ event, reason }) => {
    if (reason !== 'other-manager' || event.type !== 'role.given') return []
    const { id, device, author, time, payloadJson } = event
    const { first } = JSON.parse(payloadJson) as { first: boolean }
    return first ? [{ event: id, device, author, time, isHere: false }] : []
  })
  const here = log.find(log.founding() ?? '')
  if (waiting.length === 0 || here === null) return waiting
  return [{ event: here.id, device: here.device, author: here.author, time: here.time, isHere: true }, ...waiting]
}
