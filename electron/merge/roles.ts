import { isAtLeast, leastRole, mayVouch, type Role } from '../domain/roles.ts'
import type { ProjectionRows, RowChange } from '../events/rows.ts'
import type { LoggedEvent } from '../events/types.ts'
import type { Causality } from './causality.ts'
import { batchNeeded, ruleOf } from './role-rules.ts'

type Given = Extract<LoggedEvent, { type: 'role.given' }>
export type VoidReason = ProjectionRows['void_events']['reason']

export type ManagerRuled = Extract<LoggedEvent, { type: 'manager.ruled' }>

/** A ruling between managers that stands: all that are not overruled by one that knew them agree. */
export interface StandingRuling {
  kept: string
  others: ReadonlySet<string>
  /** Every ruling that was allowed to whoever made it: what he was by a beginning that is without effect now still counts for it. */
  allowed: ReadonlySet<string>
}

/** null where there is none, or where those that stand differ: then no beginning is taken back. */
export function standingRuling(rulings: readonly ManagerRuled[], causal: Pick<Causality, 'isBefore'>): StandingRuling | null {
  const last = rulings.filter(({ id }) => !rulings.some((later) => causal.isBefore(id, later.id)))
  const [kept, ...more] = new Set(last.map(({ payload }) => payload.kept))
  if (kept === undefined || more.length > 0) return null
  const others = new Set(last.flatMap(({ payload }) => payload.others).filter((id) => id !== kept))
  return { kept, others, allowed: new Set(rulings.map(({ id }) => id)) }
}

export interface RoleReading {
  /** Rows of events that are without effect, and of the roles that stand. */
  changes: RowChange[]
  voided: ReadonlySet<string>
}

/**
 * Which events have no effect because their device had not the role they need, by what the event itself knew: its own past
 * alone, so that any order of merging gives the same answer. They stay in the log: chains, packages and seals need them.
 * `events`: those that may be void, in the order of `causal`. `began`: whether a device began its workspace itself.
 */
export function readRoles(
  events: Iterable<LoggedEvent>,
  causal: Pick<Causality, 'isBefore'>,
  began: (device: string) => boolean,
  ruling: StandingRuling | null = null
): RoleReading {
  const given: Given[] = []
  const voided = new Set<string>()
  const opened = new Map<string, boolean>()
  const changes: RowChange[] = []

  const faultOf = (event: LoggedEvent): VoidReason | null => {
    const batchId = batchNeeded(event)
    if (batchId !== null && opened.get(batchId) === false) return 'batch'
    const rule = ruleOf(event)
    if (rule === null && event.type !== 'key.replaced') return null
    const known = given.filter(({ id }) => causal.isBefore(id, event.id))
    if (event.type === 'key.replaced') {
      const roles = devicesOf(known).map((device) => ({ device, role: roleAmong(known, device, causal) }))
      return mayVouch(roles, event.device, event.payload.device) ? null : 'role'
    }
    if (rule === null || ruling?.allowed.has(event.id) === true) return null
    if (ruling?.others.has(event.id) === true) return 'founding'
    if (event.type === 'role.given' && event.payload.first) return foundingFault(event, known, began)
    if (known.length === 0) return event.type === 'role.given' ? 'founding' : null
    return isAtLeast(roleAmong(known, event.device, causal), rule.needs) ? null : 'role'
  }

  for (const event of events) {
    const reason = faultOf(event)
    if (event.type === 'batch.opened') {
      const { batchId } = event.payload
      opened.set(batchId, opened.get(batchId) === true || reason === null)
    }
    if (reason === null) {
      if (event.type === 'role.given') given.push(event)
      continue
    }
    voided.add(event.id)
    const { id, device, author, type, time } = event
    changes.push({ table: 'void_events', op: 'upsert', row: { id, device, author, type, time, reason } })
  }
  for (const device of devicesOf(given)) {
    const last = given.findLast(({ payload }) => payload.device === device)
    const row = { device, role: roleAmong(given, device, causal), givenBy: last?.author ?? '', time: last?.time ?? '' }
    changes.push({ table: 'roles', op: 'upsert', row })
  }
  return { changes, voided }
}

/** The first role in a workspace is the manager's own, and only a device that began one has it to give. */
function foundingFault(event: Given, known: readonly Given[], began: (device: string) => boolean): VoidReason | null {
  const { device, role } = event.payload
  return known.length === 0 && device === event.device && role === 'manager' && began(device) ? null : 'founding'
}

const devicesOf = (given: readonly Given[]): string[] => [...new Set(given.map(({ payload }) => payload.device))]

/** Whoever was given none, where others were, inspects. */
function roleAmong(given: readonly Given[], device: string, causal: Pick<Causality, 'isBefore'>): Role {
  const own = given.filter(({ payload }) => payload.device === device)
  const standing = own.filter(({ id }) => !own.some((later) => causal.isBefore(id, later.id)))
  return standing.length === 0 ? 'inspector' : leastRole(standing.map(({ payload }) => payload.role))
}
