import { batchId, chanceOf, everything, findingOf, openedBatch, shuffled, target } from '../history.ts'
import { receivedIn } from '../receive.ts'
import { verdict, recorded, state, differs, kinds, pair, together, type Scenario } from './support.ts'
import { stateOf } from '../tables.ts'

/** Targets, hints, editions, columns, and the log itself. */
export const stateScenarios: Readonly<Record<string, Scenario>> = {
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
