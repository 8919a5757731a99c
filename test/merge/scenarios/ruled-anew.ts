import type { LoggedEvent } from '../../../electron/events/types.ts'
import type { Core } from '../core.ts'
import { batchId, findingOf, openedBatch, target } from '../history.ts'
import { ruling, rulingAnew, type Laptop } from '../laptop.ts'
import type { Tables } from '../tables.ts'
import { differs, edited, kinds, pair, recorded, together, verdict, withdrawn, type Scenario } from './support.ts'

const given = (tables: Tables): unknown => tables.row('verdicts', batchId, target.objectKey, 'W1')?.verdict
const onlyConflict = ({ tables }: Laptop): string => tables.rows('conflicts')[0]?.conflictId ?? ''
const versionsOf = (tables: Tables): unknown =>
  tables
    .rows('conflicts')
    .flatMap(({ versions }) => versions)
    .map(({ value }) => (value as { verdict: string }).verdict)
    .toSorted()

interface Ruled {
  a: Laptop
  b: Laptop
  pass: string
  fail: string
  first: LoggedEvent | null
}

/** W1 was passed here and failed there; the first laptop ruled, for the pass if nothing else is said, and both know of it. */
function ruledFor(core: Core, word: 'pass' | 'fail' = 'pass'): Ruled {
  const [a, b] = pair(core)
  const pass = a.act(verdict(a, 'pass'))?.id ?? ''
  const fail = b.act(verdict(b, 'fail'))?.id ?? ''
  a.receive(b)
  const first = a.act(ruling(a, onlyConflict(a), word === 'pass' ? pass : fail))
  b.receive(a)
  return { a, b, pass, fail, first }
}

/** What becomes of a ruling that is put right by another one. */
export const ruledAnewScenarios: Readonly<Record<string, Scenario>> = {
  'a ruling that knew an earlier one takes its place, by whomever and as often as wanted': (core) => {
    const { a, b, pass, fail, first } = ruledFor(core)
    const second = b.act(rulingAnew(first, fail))
    const kept = b.tables.hash()
    const once = together(core, a, b)
    a.receive(b)
    a.act(rulingAnew(second, pass))
    const twice = together(core, a, b)
    return [
      ...differs('taken', second !== null, true),
      ...differs('verdicts', [given(once), given(twice)], ['fail', 'pass']),
      ...differs('conflicts', [...kinds(once), ...kinds(twice)], []),
      ...differs('rows kept while writing', kept, once.hash())
    ]
  },
  'corrections that knew nothing of each other are a conflict again where they differ, with what stood before': (core) => {
    const outcome = (same: boolean): Tables => {
      const { a, b, pass, fail, first } = ruledFor(core)
      a.act(rulingAnew(first, fail))
      b.act(rulingAnew(first, same ? fail : pass))
      return together(core, a, b)
    }
    const [differing, equal] = [outcome(false), outcome(true)]
    return [
      ...differs('differing', kinds(differing), ['verdict']),
      ...differs('versions', versionsOf(differing), ['fail', 'pass']),
      ...differs('shown', given(differing), 'pass'),
      ...differs('equal', [kinds(equal), given(equal)], [[], 'fail'])
    ]
  },
  'where somebody judged anew after the ruling it is refused, and void if it knew nothing of that': (core) => {
    const { a, b, fail, first } = ruledFor(core)
    b.act(verdict(b, 'pending'))
    const refused = b.act(rulingAnew(first, fail))
    a.act(rulingAnew(first, fail))
    const tables = together(core, a, b)
    return [
      ...differs('refused', refused, null),
      ...differs('versions', versionsOf(tables), ['fail', 'pending']),
      ...differs('shown', given(tables), 'pass')
    ]
  },
  'only what stood against each other can be chosen': (core) => {
    const { a, first } = ruledFor(core)
    const other = a.act(verdict(a, 'fail', 'W2'))?.id ?? ''
    return [
      ...differs('another item', a.act(rulingAnew(first, other)), null),
      ...differs('no such event', a.act(rulingAnew(first, 'event-unknown')), null),
      ...differs('verdict', given(a.tables), 'pass')
    ]
  },
  'a ruling in a tampered log for what nobody said has no effect': (core) =>
    (['pass', 'fail'] as const).flatMap((word) => {
      const chosen = 'event-unknown'
      const { a, b, first } = ruledFor({ ...core, choicesNow: () => [chosen] }, word)
      const forged = a.act(rulingAnew(first, chosen))
      const tables = together(core, a, b)
      return [...differs('written', forged !== null, true), ...differs(word, [given(tables), kinds(tables)], [word, []])]
    }),
  'of three versions the third is chosen after the first one; another laptop that knew two of them reopens it': (core) => {
    const [a, b, c] = openedBatch(core, 3)
    if (a === undefined || b === undefined || c === undefined) return ['three laptops']
    const ids = [a.act(verdict(a, 'pass')), b.act(verdict(b, 'fail')), c.act(verdict(c, 'pending'))].map((one) => one?.id ?? '')
    const [pass = '', fail = '', pending = ''] = ids
    b.receive(a)
    const early = b.act(ruling(b, onlyConflict(b), fail))
    a.receive(c)
    a.receive(b)
    const open = versionsOf(a.tables)
    const late = rulingAnew(early, pass)
    const refused = a.act(late)
    const first = a.act(ruling(a, onlyConflict(a), early?.id ?? ''))
    const second = a.act(rulingAnew(first, pending))
    const before = together(core, a, c)
    // Without knowing the third version or the new ruling.
    b.act(late)
    const after = together(core, a, b, c)
    return [
      ...differs('versions', open, ['fail', 'pending']),
      ...differs('a ruling on two of three', refused, null),
      ...differs('taken', second !== null, true),
      ...differs('verdict', [kinds(before), given(before)], [[], 'pending']),
      ...differs('reopened', [kinds(after), versionsOf(after)], [['verdict'], ['pass', 'pending']])
    ]
  },
  'three rulings apart are one conflict of three, ruled and put right like any other': (core) => {
    const [a, b, c] = openedBatch(core, 3)
    if (a === undefined || b === undefined || c === undefined) return ['three laptops']
    const ids = [a.act(verdict(a, 'pass')), b.act(verdict(b, 'fail')), c.act(verdict(c, 'pending'))].map((one) => one?.id ?? '')
    a.receive(b, c)
    b.receive(a)
    c.receive(a)
    const conflict = onlyConflict(a)
    const rulings = [a, b, c].map((laptop, at) => laptop.act(ruling(laptop, conflict, ids[at] ?? ''))?.id ?? '')
    a.receive(b, c)
    const open = versionsOf(a.tables)
    const first = a.act(ruling(a, onlyConflict(a), rulings[1] ?? ''))
    const settled = given(a.tables)
    a.act(rulingAnew(first, rulings[2] ?? ''))
    const tables = together(core, a, b, c)
    return [
      ...differs('versions', open, ['fail', 'pass', 'pending']),
      ...differs('verdicts', [settled, given(tables)], ['fail', 'pending']),
      ...differs('conflicts', kinds(tables), [])
    ]
  },
  'a field is ruled anew without touching what others wrote into the finding meanwhile': (core) => {
    const [a, b] = pair(core)
    a.act(recorded(findingOf('f', { count: 3 })))
    b.receive(a)
    const five = a.act(edited(findingOf('f', { count: 5 })))?.id ?? ''
    const four = b.act(edited(findingOf('f', { count: 4 })))?.id ?? ''
    a.receive(b)
    const first = a.act(ruling(a, onlyConflict(a), five))
    b.receive(a)
    b.act(edited(findingOf('f', { count: 5, description: '乙改写' })))
    a.act(rulingAnew(first, four))
    const tables = together(core, a, b)
    const { count, description } = tables.row('findings', 'f') ?? {}
    return [
      ...differs('finding', { count, description }, { count: 4, description: '乙改写' }),
      ...differs('open', kinds(tables), [])
    ]
  },
  'a finding that was ruled away comes back as it was edited': (core) => {
    const [a, b] = pair(core)
    a.act(recorded(findingOf('f', { count: 3 })))
    b.receive(a)
    const gone = a.act(withdrawn('f'))?.id ?? ''
    const stays = b.act(edited(findingOf('f', { count: 4 })))?.id ?? ''
    a.receive(b)
    const first = a.act(ruling(a, onlyConflict(a), gone))
    const away = a.tables.row('findings', 'f')
    a.act(rulingAnew(first, stays))
    const tables = together(core, a, b)
    return [
      ...differs('ruled away', away, null),
      ...differs('count', tables.row('findings', 'f')?.count, 4),
      ...differs('open', kinds(tables), []),
      ...differs('rows kept while writing', a.tables.hash(), tables.hash())
    ]
  }
}
