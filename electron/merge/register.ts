import type { Causality } from './causality.ts'
import { judgementOf } from './judgements.ts'

/** One event's word on one item or field, and which earlier words it replaces. */
export interface Version {
  event: string
  device: string
  value: unknown
  isMachine: boolean
  /**
   * `all` it knew; `own`: those of its own device, because it was written while others stood against each other, and only a
   * ruling decides between them; `none`.
   */
  replaces: 'all' | 'own' | 'none'
  /** Of a ruling: the conflict it decided, and what stood there to choose from. */
  ruled?: { conflictId: string; versions: readonly Version[] }
}

export type Ruling = { event: string; device: string; conflictId: string; chosen: string }

/** Names a conflict by what it is about and between which events, so that every laptop gives it the same name. */
export type ConflictNamer = (item: string, events: readonly string[]) => string

/** Which versions to look at: all, or what one event knew. */
export type Known = (event: string) => boolean

/**
 * All words on one item. Those that no later word replaced stand; where they judge differently, that is a conflict. Every
 * answer depends only on which events there are and on what each of them knew.
 */
export interface Register {
  /** In the order of the log. */
  write(word: { event: string; device: string; value: unknown; isMachine?: boolean }, isForced?: boolean): void
  /** Takes the ruling where it is about the conflict that its writer knew. @returns the chosen version */
  rule(ruling: Ruling): Version | null
  /**
   * Between what a ruling of that name decides: the versions that stand against each other, or, where rulings on them stand
   * and nothing came after, the same versions once more. Empty: such a ruling is void.
   */
  choices(conflictId: string, known?: Known): readonly Version[]
  standing(known?: Known): Version[]
  isOpen(known?: Known): boolean
  /** The value that all agree on; in a conflict that which stood before it, undefined where there was nothing. */
  value(known?: Known): unknown
}

const everything: Known = () => true

export function createRegister(item: string, causal: Pick<Causality, 'isBefore'>, nameOf: ConflictNamer): Register {
  const words: Version[] = []
  const knownTo =
    (event: string): Known =>
    (other) =>
      causal.isBefore(other, event)

  const replaces = (later: Version, earlier: Version): boolean =>
    later.replaces !== 'none' &&
    (later.replaces === 'all' || later.device === earlier.device) &&
    causal.isBefore(earlier.event, later.event)

  function standing(known: Known = everything): Version[] {
    const seen = words.filter(({ event }) => known(event))
    const left = seen.filter((word) => !seen.some((later) => replaces(later, word)))
    const byPeople = left.filter(({ isMachine }) => !isMachine)
    return byPeople.length > 0 ? byPeople : left
  }

  const differ = (versions: readonly Version[]): boolean =>
    new Set(versions.map((version) => judgementOf(item, version.value))).size > 1

  /** What all the versions knew. */
  const commonPast =
    (versions: readonly Version[]): Known =>
    (event) =>
      versions.every((version) => causal.isBefore(event, version.event))

  function value(known: Known = everything): unknown {
    const versions = standing(known)
    const last = versions.at(-1)
    if (last === undefined) return undefined
    if (differ(versions)) return value(commonPast(versions))
    if (versions.length > 1 && versions.every((version) => Array.isArray(version.value))) {
      return mergedList(value(commonPast(versions)), versions)
    }
    return versions.findLast((version) => version.value !== null)?.value ?? null
  }

  function choices(conflictId: string, known: Known = everything): readonly Version[] {
    const before = standing(known)
    const name = (): string =>
      nameOf(
        item,
        before.map((one) => one.event)
      )
    if (differ(before)) return conflictId === name() ? before : []
    return before.every(({ ruled }) => ruled?.conflictId === conflictId) ? (before[0]?.ruled?.versions ?? []) : []
  }

  return {
    standing,
    choices,
    isOpen: (known) => differ(standing(known)),
    value,
    write({ event, device, value: own, isMachine = false }, isForced = false) {
      const before = standing(knownTo(event))
      const isAgainstPeople = isMachine && before.some((version) => !version.isMachine && isDecision(version.value))
      const free = isForced || !differ(before)
      words.push({ event, device, value: own, isMachine, replaces: isAgainstPeople ? 'none' : free ? 'all' : 'own' })
    },
    rule({ event, device, conflictId, chosen }) {
      const versions = choices(conflictId, knownTo(event))
      const version = versions.find((one) => one.event === chosen)
      if (version === undefined) return null
      const ruled = { conflictId, versions }
      words.push({ event, device, value: version.value, isMachine: false, replaces: 'all', ruled })
      return version
    }
  }
}

/** A hint that was opened again is no decision: a later sweep may say that it is gone. */
function isDecision(value: unknown): boolean {
  return !(typeof value === 'object' && value !== null && 'state' in value && value.state === 'open')
}

/** Three-way: what one side took out is out, what either put in is in. */
function mergedList(base: unknown, versions: readonly Version[]): unknown[] {
  const before: unknown[] = Array.isArray(base) ? base : []
  const lists = versions.map((version) => version.value as unknown[])
  const kept = before.filter((entry) => lists.every((list) => list.includes(entry)))
  const added = lists.flat().filter((entry) => !before.includes(entry))
  return [...new Set([...kept, ...added])]
}
