import type Database from 'better-sqlite3'
import { XunchaError } from '../electron/domain/errors.ts'
import type { LoggedEvent, NewEvent } from '../electron/events/types.ts'
import type { ProjectionRows, RowChange } from '../electron/events/rows.ts'
import { itemParts, judgedItems, subjectOf, writesOf } from '../electron/merge/items.ts'
import { rulingChanges } from '../electron/merge/rule.ts'
import type { EventLog } from './log.ts'
import { loggedEvent } from './log.ts'

/** Keeps acts of this device from deciding by the way what people have to rule. */
export interface ConflictGuard {
  /** What the event changes besides its own rows. Throws where it judges something that waits for a ruling. */
  changesOf(event: LoggedEvent): RowChange[]
  /**
   * Whether the event, not logged yet, decides anew what a ruling decided before: its rows come from the whole log. Throws
   * where something was done about the item since.
   */
  isCorrection(event: NewEvent): boolean
}

export function createConflictGuard(
  db: Database.Database,
  log: EventLog,
  open: () => ProjectionRows['conflicts'][],
  choices: (conflict: { item: string; conflictId: string }) => readonly string[]
): ConflictGuard {
  const isOpen = db.prepare<[string], number>('SELECT count(*) FROM conflicts WHERE conflict_id = ?').pluck()
  const earlier = db.prepare<[string, string], number>('SELECT count(*) FROM rulings WHERE conflict_id = ? AND item = ?').pluck()
  const amount = db.prepare<[], number>('SELECT count(*) FROM conflicts').pluck()

  /** The decision on a hint says what becomes of its ground; a ruling says it by the version it chose. */
  function groundsOf(eventId: string): { item: string; value: unknown }[] {
    const stored = log.find(eventId)
    if (stored === null) return []
    const event = loggedEvent(stored)
    if (event.type === 'conflict.ruled') return groundsOf(event.payload.chosen)
    return writesOf(event).filter(({ item }) => itemParts(item)[0] === 'ground')
  }

  return {
    isCorrection(event) {
      if (event.type !== 'conflict.ruled') return false
      const { conflictId, item, chosen } = event.payload
      if (isOpen.get(conflictId) !== 0 || earlier.get(conflictId, item) === 0) return false
      if (choices({ item, conflictId }).includes(chosen)) return true
      throw new XunchaError('bad-input', '裁定之后这一项又有了新的操作，没有改判；请在“检查”中直接修改。')
    },
    changesOf(event) {
      if (event.type !== 'conflict.ruled') {
        if ((amount.get() ?? 0) === 0) return []
        const subjects = new Set(open().map(({ item }) => subjectOf(item)))
        if (!judgedItems(event).some((item) => subjects.has(item))) return []
        throw new XunchaError('conflict-open', '这一项有不同的判定待裁定，本次操作没有保存；请先在“合并冲突”中裁定。')
      }
      const { conflictId, chosen, versions } = event.payload
      const all = open()
      const conflict = all.find((one) => one.conflictId === conflictId)
      const ids = conflict?.versions.map((version) => version.event).toSorted()
      if (conflict === undefined || !ids?.includes(chosen) || String(ids) !== String(versions.toSorted())) {
        throw new XunchaError('bad-input', '要裁定的冲突已不存在或有了新的版本，没有裁定；请刷新后再看。')
      }
      return rulingChanges(conflict, chosen, all, itemParts(conflict.item)[0] === 'hint' ? groundsOf(chosen) : [])
    }
  }
}
