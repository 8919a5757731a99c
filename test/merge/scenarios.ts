import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import type { Finding } from '../../electron/domain/inspection.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import type { Core } from './core.ts'
import { batchId, chanceOf, everything, findingOf, openedBatch, shuffled, target } from './history.ts'
import { ruling, type Laptop } from './laptop.ts'
import { receivedIn } from './receive.ts'
import { stateOf, type Tables } from './tables.ts'

/** What must come out, checked by rule; the answer lists what did not. They are run on faulty copies of the core too. */
export type Scenario = (core: Core) => string[]

const verdict = (
  laptop: Laptop,
  given: 'pass' | 'fail' | 'pending',
  indicatorId = 'W1',
  objectKey = target.objectKey
): NewEvent => ({
  type: 'verdict.given',
  payload: { batchId, objectKey, indicatorId, verdict: given, inspector: laptop.device }
})
const recorded = (payload: Finding): NewEvent => ({ type: 'finding.recorded', payload })
const edited = (payload: Finding): NewEvent => ({ type: 'finding.edited', payload })
const withdrawn = (findingId: string): NewEvent => ({ type: 'finding.withdrawn', payload: { findingId, reason: '重复' } })
const state = (laptop: Laptop, to: 'waiting' | 'in-progress' | 'inspected'): NewEvent => ({
  type: 'target.state-changed',
  payload: { ...target, state: to, inspector: laptop.device }
})

function differs(what: string, is: unknown, should: unknown): string[] {
  const [one, other] = [canonicalJson(is ?? null), canonicalJson(should ?? null)]
  return one === other ? [] : [`${what}: ${one} instead of ${other}`]
}

const kinds = (tables: Tables): string[] =>
  tables
    .rows('conflicts')
    .map(({ item }) => item.slice(2, item.indexOf('"', 2)))
    .sort()

/** Two laptops with one batch; their clocks 800 days apart. */
function pair(core: Core, skew = 400): [Laptop, Laptop] {
  const [a, b] = openedBatch(core, 2, (index) => (index === 0 ? -skew : skew))
  if (a === undefined || b === undefined) throw new RangeError('two laptops')
  return [a, b]
}

const together = (core: Core, ...laptops: readonly Laptop[]): Tables => stateOf(core, everything(laptops))

export const scenarios: Readonly<Record<string, Scenario>> = {
  'two verdicts on one thing have no winner, whatever the clocks say': (core) => {
    const answers = [400, -400].map((skew) => {
      const [a, b] = pair(core, skew)
      a.act(verdict(a, 'pass'))
      b.act(verdict(b, 'fail'))
      const tables = together(core, a, b)
      const said = tables.rows('conflicts')[0]?.versions.map(({ value }) => (value as { verdict: string }).verdict)
      return [
        ...differs('conflicts', kinds(tables), ['verdict']),
        ...differs('versions', said?.toSorted(), ['fail', 'pass']),
        ...differs('verdict', tables.row('verdicts', batchId, target.objectKey, 'W1'), null)
      ]
    })
    return answers.flat()
  },
  'clocks decide nothing: the same work with other clocks gives the same outcome': (core) => {
    const descriptions = [0, 400, -400].map((skew) => {
      const [a, b] = pair(core, skew)
      a.act(recorded(findingOf('f', { description: '甲' })))
      b.receive(a)
      a.act(edited(findingOf('f', { description: '乙', count: 2 })))
      b.act(edited(findingOf('f', { description: '甲', url: 'http://site1.example/other/' })))
      const tables = together(core, a, b)
      const { count, url, description } = tables.row('findings', 'f') ?? {}
      return canonicalJson({ count, url, description, conflicts: kinds(tables) })
    })
    return [...new Set(descriptions)].flatMap((text) =>
      differs('merged', JSON.parse(text), { count: 2, url: 'http://site1.example/other/', description: '乙', conflicts: [] })
    )
  },
  'a later verdict that knew the earlier one stands': (core) => {
    const [a, b] = pair(core)
    b.act(verdict(b, 'fail'))
    a.receive(b)
    a.act(verdict(a, 'pass'))
    const tables = together(core, a, b)
    return [
      ...differs('conflicts', kinds(tables), []),
      ...differs('verdict', tables.row('verdicts', batchId, target.objectKey, 'W1')?.verdict, 'pass')
    ]
  },
  'what came by way of a third laptop was known too': (core) => {
    const [a, b, c] = openedBatch(core, 3)
    if (a === undefined || b === undefined || c === undefined) return ['three laptops']
    a.act(verdict(a, 'fail'))
    b.receive(a)
    b.act(verdict(b, 'pass', 'W2'))
    c.receive(b)
    c.act(verdict(c, 'pass'))
    const tables = together(core, a, b, c)
    return [
      ...differs('conflicts', kinds(tables), []),
      ...differs('verdict', tables.row('verdicts', batchId, target.objectKey, 'W1')?.verdict, 'pass')
    ]
  },
  'the same verdict twice is no conflict': (core) => {
    const [a, b] = pair(core)
    a.act(verdict(a, 'fail'))
    b.act(verdict(b, 'fail'))
    const tables = together(core, a, b)
    return [
      ...differs('conflicts', kinds(tables), []),
      ...differs('verdict', tables.row('verdicts', batchId, target.objectKey, 'W1')?.verdict, 'fail')
    ]
  },
  'different objects and items do not meet': (core) => {
    const [a, b] = pair(core)
    a.act(verdict(a, 'pass', 'W1'))
    b.act(verdict(b, 'fail', 'W2'))
    b.act(verdict(b, 'fail', 'W1', 'site:3400000002'))
    return differs('conflicts', kinds(together(core, a, b)), [])
  },
  'ids that run into each other when put together are kept apart': (core) => {
    const [a, b] = pair(core)
    a.act({
      type: 'verdict.given',
      payload: { batchId: 'x', objectKey: 'y|z', indicatorId: 'W', verdict: 'pass', inspector: 'a' }
    })
    b.act({
      type: 'verdict.given',
      payload: { batchId: 'x|y', objectKey: 'z', indicatorId: 'W', verdict: 'fail', inspector: 'b' }
    })
    return differs('conflicts', kinds(together(core, a, b)), [])
  },
  'different fields of a finding merge': (core) => {
    const [a, b] = pair(core)
    a.act(recorded(findingOf('f', { evidenceIds: ['e1', 'e2'] })))
    b.receive(a)
    a.act(edited(findingOf('f', { evidenceIds: ['e2', 'e3'], count: 3 })))
    b.act(edited(findingOf('f', { evidenceIds: ['e1', 'e2', 'e4'], location: '首页》新闻' })))
    const tables = together(core, a, b)
    const row = tables.row('findings', 'f')
    return [
      ...differs('conflicts', kinds(tables), []),
      ...differs('count', row?.count, 3),
      ...differs('location', row?.location, '首页》新闻'),
      ...differs('evidence', row?.evidenceIds.toSorted(), ['e2', 'e3', 'e4'])
    ]
  },
  'one field changed two ways is a conflict, and the number is neither sum nor greater': (core) => {
    const [a, b] = pair(core)
    a.act(recorded(findingOf('f')))
    b.receive(a)
    a.act(edited(findingOf('f', { count: 2 })))
    b.act(edited(findingOf('f', { count: 5 })))
    const tables = together(core, a, b)
    const versions = tables.rows('conflicts')[0]?.versions.map(({ value }) => value)
    return [
      ...differs(
        'conflicts',
        tables.rows('conflicts').map(({ item }) => item),
        ['["finding","f","count"]']
      ),
      ...differs('versions', versions?.toSorted(), [2, 5]),
      ...differs('count', tables.row('findings', 'f')?.count, 1)
    ]
  },
  'a finding withdrawn here and edited there waits for a ruling': (core) => {
    const [a, b] = pair(core)
    a.act(recorded(findingOf('f')))
    b.receive(a)
    a.act(withdrawn('f'))
    b.act(edited(findingOf('f', { description: '另写' })))
    const tables = together(core, a, b)
    return [
      ...differs(
        'conflicts',
        tables.rows('conflicts').map(({ item }) => item),
        ['["finding","f","present"]']
      ),
      ...differs('finding', tables.row('findings', 'f')?.description, '另写')
    ]
  },
  'a finding that was withdrawn stays withdrawn': (core) => {
    const [a, b] = pair(core)
    a.act(recorded(findingOf('f')))
    b.receive(a)
    a.act(withdrawn('f'))
    b.act(withdrawn('f'))
    b.act(verdict(b, 'pass', 'W2'))
    const tables = together(core, a, b)
    return [...differs('conflicts', kinds(tables), []), ...differs('finding', tables.row('findings', 'f'), null)]
  },
  'a finding brought back after both had withdrawn it stands': (core) => {
    const [a, b] = pair(core)
    a.act(recorded(findingOf('f')))
    b.receive(a)
    a.act(withdrawn('f'))
    b.act(withdrawn('f'))
    a.receive(b)
    const back = findingOf('f', { count: 4 })
    a.act({
      type: 'work.restored',
      payload: { ...target, direction: 'undo', events: [], target: null, verdicts: [], findings: [{ id: 'f', finding: back }] }
    })
    const tables = together(core, a, b)
    return [...differs('conflicts', kinds(tables), []), ...differs('finding', tables.row('findings', 'f'), back)]
  },
  'a target completed here and under way there is not complete': (core) => {
    const [a, b] = pair(core)
    a.act(state(a, 'inspected'))
    b.act(state(b, 'in-progress'))
    const tables = together(core, a, b)
    return [
      ...differs('conflicts', kinds(tables), ['target']),
      ...differs('state', tables.row('targets', batchId, target.objectKey)?.state, 'in-progress')
    ]
  },
  'a target opened again by somebody who knew it was done is open': (core) => {
    const [a, b] = pair(core)
    a.act(state(a, 'inspected'))
    b.receive(a)
    b.act(state(b, 'in-progress'))
    const tables = together(core, a, b)
    return [
      ...differs('conflicts', kinds(tables), []),
      ...differs('state', tables.row('targets', batchId, target.objectKey)?.state, 'in-progress')
    ]
  },
  'a hint taken here and dismissed there waits, and no sweep clears it away': (core) => {
    const [a, b, c] = openedBatch(core, 3)
    if (a === undefined || b === undefined || c === undefined) return ['three laptops']
    const hint = a.tables.row('hints', 'hint-1')
    if (hint === null) return ['no hint']
    const ground = {
      objectKey: hint.objectKey,
      check: hint.check,
      groundHash: hint.groundHash,
      url: hint.url,
      path: '',
      text: ''
    }
    const decided = { hintId: 'hint-1', inspector: '王检', decidedAt: '2023-09-27T00:00:00.000Z' }
    a.act({ type: 'hint.taken', payload: { ...ground, ...decided, findingId: 'f' } })
    b.act({ type: 'hint.dismissed', payload: { ...ground, ...decided, reason: '误报' } })
    const page = c.tables.rows('sweep_pages')[0]
    if (page === undefined) return ['no page']
    const { sweepId, batchId: ofBatch, objectKey, ...rest } = page
    const place = { sweepId, batchId: ofBatch, objectKey }
    c.act({ type: 'hints.found', payload: { ...place, page: { ...rest, url: 'later' }, hints: [], again: [], gone: ['hint-1'] } })
    const alone = together(core, b, c)
    const all = together(core, a, b, c)
    return [
      ...differs('kept dismissal', alone.row('hints', 'hint-1')?.state, 'dismissed'),
      ...differs('conflicts', kinds(all), ['hint']),
      ...differs('place', all.rows('conflicts')[0]?.objectKey, hint.objectKey)
    ]
  },
  'another edition here and there waits': (core) => {
    const [a, b] = pair(core)
    const catalogue = a.tables.rows('catalogues')[0]?.catalogue
    if (catalogue === undefined) return ['no catalogue']
    for (const laptop of [a, b]) {
      const payload = {
        adoptionId: laptop.device,
        batchId,
        catalogue,
        catalogueHash: laptop.device,
        previousHash: 'c1',
        reason: '改版'
      }
      laptop.act({ type: 'batch.catalogue-adopted', payload })
    }
    const tables = together(core, a, b)
    return [
      ...differs('conflicts', kinds(tables), ['edition']),
      ...differs('edition', tables.row('batches', batchId)?.catalogueHash, 'c1'),
      ...differs('adoptions', tables.rows('adoptions').length, 2)
    ]
  },
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
  },
  'texts that differ only in how their letters are composed are the same': (core) => {
    const [a, b] = pair(core)
    const address = 'http://site1.example/café/'
    a.act(recorded(findingOf('f', { url: address.normalize('NFC') })))
    b.act(recorded(findingOf('f', { url: address.normalize('NFD') })))
    return differs('conflicts', kinds(together(core, a, b)), [])
  },
  'two findings with one id are not taken for one': (core) => {
    const [a, b] = pair(core)
    a.act(recorded(findingOf('f', { count: 1 })))
    b.act(recorded(findingOf('f', { count: 7 })))
    return differs('conflicts', kinds(together(core, a, b)), ['finding'])
  },
  'a column removed here and edited there is kept': (core) => {
    const [a, b] = pair(core)
    const column = {
      id: 'c',
      objectKey: target.objectKey,
      class: 'interpretation',
      level: 'first',
      path: '首页',
      url: 'http://site1.example/',
      lastUpdate: null,
      isBlank: false,
      observedAt: '2023-09-26T02:10:00.000Z',
      note: '',
      inspector: '王检'
    } as const
    a.act({ type: 'column.recorded', payload: column })
    b.receive(a)
    a.act({ type: 'column.removed', payload: { columnId: 'c' } })
    b.act({ type: 'column.recorded', payload: { ...column, note: '补记' } })
    return differs('note', together(core, a, b).row('site_columns', 'c')?.note, '补记')
  },
  'every event is taken in once, however often and in whatever order it comes': (core) => {
    const [a, b] = pair(core)
    for (let count = 0; count < 12; count += 1) {
      a.act(recorded(findingOf(`a${count}`)))
      b.act(verdict(b, count % 2 === 0 ? 'pass' : 'fail', `W${count}`))
    }
    a.receive(b)
    a.act(verdict(a, 'pass', 'W3'))
    const events = everything([a, b])
    const chance = chanceOf(11)
    const hash = stateOf(core, events).hash()
    return Array.from({ length: 20 }, () => receivedIn(core, shuffled(chance, [...events, ...events]), chance)).flatMap((log) => [
      ...differs(
        'events before one they knew',
        log.filter(({ parents }, at) => parents.some((id) => log.findIndex((event) => event.id === id) > at)).length,
        0
      ),
      ...differs('events', log.length, events.length),
      ...differs('ids', new Set(log.map(({ id }) => id)).size, events.length),
      ...differs('state', stateOf(core, log).hash(), hash)
    ])
  },
  'the state of events that knew nothing of each other does not depend on who came first': (core) => {
    const [a, b] = pair(core)
    for (const [index, laptop] of [a, b].entries()) {
      laptop.act({
        type: 'office.document-saved',
        payload: { kind: 'phrase', id: 'p', title: `用语 ${index}`, content: { text: '' } }
      })
      laptop.act({ type: 'watch.planned', payload: { batchId, objectKeys: [], perDay: 24 + index * 24, seed: laptop.device } })
    }
    const [one, other] = [everything([a, b]), everything([b, a])].map((events) => stateOf(core, events).hash())
    return differs('state', one, other)
  }
}
