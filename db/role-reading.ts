import type { EventType, LoggedEvent } from '../electron/events/types.ts'
import { causality, type Causality } from '../electron/merge/causality.ts'
import { mayBeVoid } from '../electron/merge/role-rules.ts'
import { readRoles, standingRuling, type RoleReading, type StandingRuling } from '../electron/merge/roles.ts'
import type { EventLog } from './log.ts'

/** Roles as the whole log gives them. Rulings between managers are read first, by what each was to whoever made it. */
export function createRoleReading(
  log: Pick<EventLog, 'hasType' | 'links' | 'began'>,
  eventsOf: (isOfUse: (type: EventType) => boolean) => Iterable<LoggedEvent>
): { read(causal: Causality): RoleReading; ruling(causal?: Causality): StandingRuling | null } {
  const ruling = (known?: Causality): StandingRuling | null => {
    if (!log.hasType('manager.ruled')) return null
    const causal = known ?? causality(log.links())
    const { voided } = readRoles(eventsOf(mayBeVoid), causal, log.began)
    const rulings = [...eventsOf((type) => type === 'manager.ruled')].flatMap((event) =>
      event.type === 'manager.ruled' && !voided.has(event.id) ? [event] : []
    )
    return standingRuling(rulings, causal)
  }
  return { ruling, read: (causal) => readRoles(eventsOf(mayBeVoid), causal, log.began, ruling(causal)) }
}
