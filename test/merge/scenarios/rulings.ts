import { batchId, openedBatch, target } from '../history.ts'
import { ruling } from '../laptop.ts'
import { verdict, differs, kinds, pair, together, type Scenario } from './support.ts'
import { type Tables } from '../tables.ts'

/** What a ruling settles, and what it does not. */
export const rulingScenarios: Readonly<Record<string, Scenario>> = {
  'a ruling settles it on every laptop': (core) => {
    const [a, b] = pair(core)
    a.act(verdict(a, 'pass'))
    const chosen = b.act(verdict(b, 'fail'))
    a.receive(b)
    const conflict = a.tables.rows('conflicts')[0]
    a.act(ruling(a, conflict?.conflictId ?? '', chosen?.id ?? ''))
    const tables = together(core, a, b)
    return [
      ...differs('conflicts', kinds(tables), []),
      ...differs('verdict', tables.row('verdicts', batchId, target.objectKey, 'W1')?.verdict, 'fail'),
      ...differs('rulings', tables.rows('rulings').length, 1),
      ...differs('rows kept while writing', a.tables.hash(), tables.hash())
    ]
  },
  'rulings that differ are a conflict again, equal ones are not': (core) => {
    const outcome = (same: boolean): Tables => {
      const [a, b] = pair(core)
      const one = a.act(verdict(a, 'pass'))
      const other = b.act(verdict(b, 'fail'))
      a.receive(b)
      b.receive(a)
      const id = a.tables.rows('conflicts')[0]?.conflictId ?? ''
      a.act(ruling(a, id, one?.id ?? ''))
      b.act(ruling(b, id, (same ? one : other)?.id ?? ''))
      return together(core, a, b)
    }
    return [...differs('differing', kinds(outcome(false)), ['verdict']), ...differs('equal', kinds(outcome(true)), [])]
  },
  'a ruling does not cover a version that it did not know': (core) => {
    const [a, b, c] = openedBatch(core, 3)
    if (a === undefined || b === undefined || c === undefined) return ['three laptops']
    const one = a.act(verdict(a, 'pass'))
    b.act(verdict(b, 'fail'))
    c.act(verdict(c, 'pending'))
    a.receive(b)
    a.act(ruling(a, a.tables.rows('conflicts')[0]?.conflictId ?? '', one?.id ?? ''))
    const tables = together(core, a, b, c)
    return [
      ...differs('conflicts', kinds(tables), ['verdict']),
      ...differs('versions', tables.rows('conflicts')[0]?.versions.length, 2)
    ]
  }
}
