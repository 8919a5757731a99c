import { canonicalJson } from '../../../electron/domain/canonical-json.ts'
import { batchId, findingOf, openedBatch, target } from '../history.ts'
import { verdict, recorded, edited, differs, kinds, pair, together, type Scenario } from './support.ts'

/** Verdicts: when two stand against each other, and when one simply follows the other. */
export const verdictScenarios: Readonly<Record<string, Scenario>> = {
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
  }
}
