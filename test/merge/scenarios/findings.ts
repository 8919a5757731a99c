import { findingOf, target } from '../history.ts'
import { verdict, recorded, edited, withdrawn, differs, kinds, pair, together, type Scenario } from './support.ts'

/** Findings: fields, withdrawals, texts that are the same. */
export const findingScenarios: Readonly<Record<string, Scenario>> = {
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
  }
}
