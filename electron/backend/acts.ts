import type { Store } from '../../db/store-types.ts'
import type { Act } from '../contract/acts.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import type { RestoredWork } from '../domain/restored-work.ts'
import type { SiteColumn } from '../domain/site-columns.ts'
import type { NewEvent } from '../events/types.ts'
import { targetOf } from './batch-lookup.ts'
import { decisionEvent, decisionOf, type HintChange } from './hint-decisions.ts'
import { changed, rowsOf, stands, targetState, type Place } from './work-rows.ts'

type Direction = RestoredWork['direction']

interface DoneAct {
  act: Act
  /** The entries that take it back or bring it again, or the place where something else changed the same rows since. */
  restore(direction: Direction): { events: NewEvent[] } | { moved: Place }
}

export type ActLabel = Pick<Act, 'kind'> & Partial<Pick<Act, 'indicator' | 'verdict' | 'before' | 'subject'>>

export interface Acts {
  /**
   * Logs what a person did and remembers how to take it back. `hints`: decisions on hints that go with it, as they were and
   * as they become.
   */
  append(label: ActLabel, places: readonly Place[], events: readonly NewEvent[], hints?: readonly HintChange[]): void
  /** Decisions on hints by themselves; `first` is the target of the first one. */
  changeHints(label: ActLabel, first: Place, hints: readonly HintChange[]): void
  /** The same for a column of a site: as it was (null: not there) and as it is to be (null: gone). */
  changeColumn(place: Place, before: SiteColumn | null, after: SiteColumn | null): void
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

  function remember(label: ActLabel, first: Place, amount: number, back: DoneAct['restore']): void {
    const { batchId, objectKey } = first
    const { object } = targetOf(store, batchId, objectKey)
    const { kind, indicator = null, verdict = null, before = null, subject = null } = label
    const stack = stackOf(batchId)
    stack.done.push({
      act: { kind, batchId, objectKey, name: object.name, amount, indicator, verdict, before, subject },
      restore: back
    })
    stack.undone.length = 0
  }

  function append(label: ActLabel, places: readonly Place[], own: readonly NewEvent[], hints: readonly HintChange[] = []): void {
    const [first] = places
    const events = [...own, ...hints.map(({ hintId, after }) => decisionEvent(store, hintId, after))]
    if (first === undefined || events.length === 0) return
    // Acts on many targets change nothing but their states.
    const statesOnly = places.length > 1
    const before = places.map((place) => rowsOf(store, place, statesOnly))
    const logged = store.append(events).map(({ id }) => id)
    const changes = places.map((place, at) => {
      const was = before[at] ?? { target: null, verdicts: [], findings: [] }
      return { place, ...changed(was, rowsOf(store, place, statesOnly)) }
    })
    remember(label, first, places.length, (direction) => {
      const steps = changes.map(({ place, ...rows }) => {
        const [there, wanted] = direction === 'undo' ? [rows.after, rows.before] : [rows.before, rows.after]
        return { place, there, wanted, now: rowsOf(store, place, statesOnly) }
      })
      const moved = steps.find(({ there, now }) => !stands(there, now))
      if (moved !== undefined) return { moved: moved.place }
      const entries = steps.map(({ place, wanted, now }): NewEvent => ({
        type: 'work.restored',
        payload: { ...place, direction, events: logged, ...wanted, target: targetState(wanted, now) }
      }))
      return { events: [...entries, ...hintEvents(hints, direction)] }
    })
  }

  /** Only of those that still are as the act (or its undo) left them. */
  function hintEvents(hints: readonly HintChange[], direction: Direction): NewEvent[] {
    return hints.flatMap(({ hintId, before, after }) => {
      const [there, wanted] = direction === 'undo' ? [after, before] : [before, after]
      const now = store.hint(hintId)
      return now !== null && canonicalJson(decisionOf(store, now)) === canonicalJson(there)
        ? [decisionEvent(store, hintId, wanted)]
        : []
    })
  }

  function changeHints(label: ActLabel, first: Place, hints: readonly HintChange[]): void {
    if (hints.length === 0) return
    store.append(hints.map(({ hintId, after }) => decisionEvent(store, hintId, after)))
    remember(label, first, hints.length, (direction) => {
      const events = hintEvents(hints, direction)
      return events.length === hints.length ? { events } : { moved: first }
    })
  }

  function changeColumn(place: Place, before: SiteColumn | null, after: SiteColumn | null): void {
    const columnId = after?.id ?? before?.id
    if (columnId === undefined) return
    const become = (column: SiteColumn | null): NewEvent =>
      column === null ? { type: 'column.removed', payload: { columnId } } : { type: 'column.recorded', payload: column }
    store.append([become(after)])
    const kind = before === null ? 'column-added' : after === null ? 'column-removed' : 'column-changed'
    remember({ kind, subject: (after ?? before)?.path ?? null }, place, 1, (direction) => {
      const [there, wanted] = direction === 'undo' ? [after, before] : [before, after]
      const now = store.siteColumn(columnId)
      return canonicalJson(now ?? null) === canonicalJson(there) ? { events: [become(wanted)] } : { moved: place }
    })
  }

  function restore(batchId: string, direction: Direction): Act {
    const { done, undone } = stackOf(batchId)
    const [from, to] = direction === 'undo' ? [done, undone] : [undone, done]
    const last = from.pop()
    if (last === undefined) {
      throw new XunchaError('bad-input', direction === 'undo' ? '没有可以撤销的操作。' : '没有可以重做的操作。')
    }
    const steps = last.restore(direction)
    if ('moved' in steps) {
      const { object } = targetOf(store, steps.moved.batchId, steps.moved.objectKey)
      // It is off the list: what cannot be taken back any more must not stand in the way of what was done before it.
      throw new XunchaError(
        'bad-input',
        `“${object.name}”之后又有别的改动，这一步不能再${direction === 'undo' ? '撤销' : '重做'}，请直接修改。`
      )
    }
    try {
      store.append(steps.events)
    } catch (error) {
      from.push(last)
      throw error
    }
    to.push(last)
    return last.act
  }

  return {
    append,
    changeHints,
    changeColumn,
    last(batchId) {
      const { done, undone } = stackOf(batchId)
      return { undo: done.at(-1)?.act ?? null, redo: undone.at(-1)?.act ?? null }
    },
    undo: (batchId) => restore(batchId, 'undo'),
    redo: (batchId) => restore(batchId, 'redo')
  }
}
