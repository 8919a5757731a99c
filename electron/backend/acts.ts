import type { Store } from '../../db/store-types.ts'
import type { Act } from '../contract/acts.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import type { RestoredWork } from '../domain/restored-work.ts'
import type { NewEvent } from '../events/types.ts'
import { targetOf } from './batch-lookup.ts'

interface Place {
  batchId: string
  objectKey: string
}

/** Rows of one target that can be put back. */
type Rows = Pick<RestoredWork, 'target' | 'verdicts' | 'findings'>

interface Change {
  place: Place
  before: Rows
  after: Rows
}

interface DoneAct {
  act: Act
  events: string[]
  changes: readonly Change[]
}

export type ActLabel = Pick<Act, 'kind'> & Partial<Pick<Act, 'indicator' | 'verdict' | 'before'>>

export interface Acts {
  /** Logs what a person did and remembers how to take it back. */
  append(label: ActLabel, places: readonly Place[], events: readonly NewEvent[]): void
  last(batchId: string): { undo: Act | null; redo: Act | null }
  undo(batchId: string): Act
  redo(batchId: string): Act
}

/**
 * The acts since the program was started, newest last. Taking one back never deletes: it logs a correcting entry that
 * holds the rows as they stood, so that the log alone says what the state is.
 */
export function createActs(store: Store): Acts {
  const stacks = new Map<string, { done: DoneAct[]; undone: DoneAct[] }>()
  const stackOf = (batchId: string) => {
    const known = stacks.get(batchId) ?? { done: [], undone: [] }
    stacks.set(batchId, known)
    return known
  }

  function rowsOf({ batchId, objectKey }: Place, statesOnly: boolean): Rows {
    const { state, inspector } = targetOf(store, batchId, objectKey)
    return {
      target: { state, inspector },
      verdicts: statesOnly
        ? []
        : store
            .verdicts(batchId, objectKey)
            .map(({ indicatorId, verdict, inspector: by, time }) => ({ indicatorId, given: { verdict, inspector: by, time } })),
      findings: statesOnly ? [] : store.findings(batchId, objectKey).map((finding) => ({ id: finding.id, finding }))
    }
  }

  function append(label: ActLabel, places: readonly Place[], events: readonly NewEvent[]): void {
    const [first] = places
    if (first === undefined || events.length === 0) return
    // Acts on many targets change nothing but their states.
    const statesOnly = places.length > 1
    const before = places.map((place) => rowsOf(place, statesOnly))
    const logged = store.append(events)
    const changes = places.map((place, at): Change => {
      const was = before[at] ?? { target: null, verdicts: [], findings: [] }
      return { place, ...changed(was, rowsOf(place, statesOnly)) }
    })
    const { object } = targetOf(store, first.batchId, first.objectKey)
    const { kind, indicator = null, verdict = null, before: former = null } = label
    const act: Act = { kind, ...first, name: object.name, amount: places.length, indicator, verdict, before: former }
    const stack = stackOf(first.batchId)
    stack.done.push({ act, events: logged.map(({ id }) => id), changes })
    stack.undone.length = 0
  }

  function restore(batchId: string, direction: RestoredWork['direction']): Act {
    const { done, undone } = stackOf(batchId)
    const [from, to] = direction === 'undo' ? [done, undone] : [undone, done]
    const last = from.at(-1)
    if (last === undefined) {
      throw new XunchaError('bad-input', direction === 'undo' ? '没有可以撤销的操作。' : '没有可以重做的操作。')
    }
    const steps = last.changes.map(({ place, before, after }) => {
      const [there, wanted] = direction === 'undo' ? [after, before] : [before, after]
      const now = rowsOf(place, last.changes.length > 1)
      return { place, there, wanted, now }
    })
    const moved = steps.find(({ there, now }) => !stands(there, now))
    if (moved !== undefined) {
      // What cannot be taken back any more must not stand in the way of what was done before it.
      from.pop()
      const { object } = targetOf(store, moved.place.batchId, moved.place.objectKey)
      throw new XunchaError(
        'bad-input',
        `“${object.name}”之后又有别的改动，这一步不能再${direction === 'undo' ? '撤销' : '重做'}，请直接修改。`
      )
    }
    store.append(
      steps.map(({ place, wanted, now }) => ({
        type: 'work.restored',
        payload: { ...place, direction, events: last.events, ...wanted, target: targetState(wanted, now) }
      }))
    )
    from.pop()
    to.push(last)
    return last.act
  }

  return {
    append,
    last(batchId) {
      const { done, undone } = stackOf(batchId)
      return { undo: done.at(-1)?.act ?? null, redo: undone.at(-1)?.act ?? null }
    },
    undo: (batchId) => restore(batchId, 'undo'),
    redo: (batchId) => restore(batchId, 'redo')
  }
}

const same = (one: unknown, other: unknown): boolean => canonicalJson(one ?? null) === canonicalJson(other ?? null)

/** Only the rows that differ, as they were and as they are. */
function changed(was: Rows, is: Rows): { before: Rows; after: Rows } {
  const verdictIds = [...new Set([...was.verdicts, ...is.verdicts].map(({ indicatorId }) => indicatorId))]
  const findingIds = [...new Set([...was.findings, ...is.findings].map(({ id }) => id))]
  const verdictIn = (rows: Rows, id: string) => rows.verdicts.find(({ indicatorId }) => indicatorId === id)?.given ?? null
  const findingIn = (rows: Rows, id: string) => rows.findings.find((each) => each.id === id)?.finding ?? null
  const verdicts = verdictIds.filter((id) => !same(verdictIn(was, id), verdictIn(is, id)))
  const findings = findingIds.filter((id) => !same(findingIn(was, id), findingIn(is, id)))
  const isMoved = !same(was.target, is.target)
  const part = (rows: Rows): Rows => ({
    target: isMoved ? rows.target : null,
    verdicts: verdicts.map((indicatorId) => ({ indicatorId, given: verdictIn(rows, indicatorId) })),
    findings: findings.map((id) => ({ id, finding: findingIn(rows, id) }))
  })
  return { before: part(was), after: part(is) }
}

/** Whether the rows still are as the act (or its undo) left them. */
function stands(left: Rows, now: Rows): boolean {
  return (
    (left.target === null || same(left.target, now.target)) &&
    left.verdicts.every(({ indicatorId, given }) =>
      same(given, now.verdicts.find((each) => each.indicatorId === indicatorId)?.given)
    ) &&
    left.findings.every(({ id, finding }) => same(finding, now.findings.find((each) => each.id === id)?.finding))
  )
}

/** A target goes back to 待检 only when nothing is left on it: an imported table may have put findings there meanwhile. */
function targetState(wanted: Rows, now: Rows): Rows['target'] {
  if (wanted.target?.state !== 'waiting') return wanted.target
  const isTaken = (id: string, among: readonly { id: string }[]): boolean => among.some((each) => each.id === id)
  const restoredVerdicts = wanted.verdicts.map(({ indicatorId }) => ({ id: indicatorId }))
  const isLeft =
    now.verdicts.some(({ indicatorId }) => !isTaken(indicatorId, restoredVerdicts)) ||
    now.findings.some(({ id }) => !isTaken(id, wanted.findings))
  return isLeft ? null : wanted.target
}
