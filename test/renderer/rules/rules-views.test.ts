import { afterEach, describe, expect, it } from 'vitest'
import type { Catalogue, Indicator } from '../../../electron/domain/catalogue.ts'
import { catalogueFaults } from '../../../electron/domain/catalogue-faults.ts'
import { isUnsaved, overlayOf, useDrafts } from '../../../renderer/features/rules/drafts.ts'
import { faultsOf, placeFault } from '../../../renderer/features/rules/faults.ts'
import { itemHaystack, shownNodes, treeNodes } from '../../../renderer/features/rules/tree-nodes.ts'
import { catalogue, indicator } from '../../domain/domain-fixtures.ts'

const item = (id: string, kind: Indicator['kind'], group: string, title: string): Indicator => ({
  ...indicator(id, kind),
  group,
  title
})
const indicators = [
  item('D1.1', 'deduction', '发布解读', '概况信息'),
  item('W4.1', 'veto', '栏目不更新', '动态要闻'),
  item('W4.3', 'veto', '栏目不更新', '空白栏目'),
  item('W1.1', 'veto', '安全', '严重表述错误'),
  item('D1.10', 'deduction', '发布解读', '空白栏目')
]
const keys = (nodes: readonly { key: string }[]): string[] => nodes.map(({ key }) => key)
const shown = (folded: readonly string[], search: string): string[] =>
  keys(shownNodes(treeNodes({ indicators }, false), new Set(folded), search, itemHaystack))

describe('tree of an edition', () => {
  it('stands kind over group over item, 单项否决 first, with counts', () => {
    const nodes = treeNodes({ indicators }, true)
    expect(nodes.map((node) => ('count' in node ? `${node.key} ${node.count}` : node.key))).toEqual([
      'plan',
      'frame',
      'kind:veto 3',
      'kind:veto:栏目不更新 2',
      'W4.1',
      'W4.3',
      'kind:veto:安全 1',
      'W1.1',
      'kind:deduction 2',
      'kind:deduction:发布解读 2',
      'D1.1',
      'D1.10'
    ])
    expect(nodes.map(({ level }) => level)).toEqual([1, 1, 1, 2, 3, 3, 2, 3, 1, 2, 3, 3])
  })

  it('hides what is under a folded kind or group', () => {
    expect(shown(['kind:veto'], '')).toEqual(['frame', 'kind:veto', 'kind:deduction', 'kind:deduction:发布解读', 'D1.1', 'D1.10'])
    expect(shown(['kind:veto:栏目不更新'], '')).not.toContain('W4.1')
    expect(shown(['kind:veto:栏目不更新'], '')).toContain('W1.1')
  })

  it('finds items by the initials of their pinyin and by id, under their headings, folded or not', () => {
    const found = ['kind:veto', 'kind:veto:栏目不更新', 'W4.3', 'kind:deduction', 'kind:deduction:发布解读', 'D1.10']
    expect(shown([], 'kblm')).toEqual(found)
    expect(shown(['kind:veto'], 'kblm')).toEqual(found)
    expect(shown([], 'w4.1')).toEqual(['kind:veto', 'kind:veto:栏目不更新', 'W4.1'])
    expect(shown([], '没有这项')).toEqual([])
  })
})

describe('placeFault', () => {
  it('finds item and field of the sentences that the check makes', () => {
    const sourced = (value: string) => ({ value, status: 'confirmed' as const, source: '依据' })
    const faulty: Catalogue = {
      ...catalogue([
        indicator('W9', 'veto', { cap: sourced('5') }),
        indicator('D1.1', 'deduction', { unitPoints: sourced('2'), cap: sourced('1') })
      ])
    }
    const faults = catalogueFaults({ ...faulty, frame: { ...faulty.frame, failBelow: sourced('200') } }).map(placeFault)
    expect(faults.map(({ place, field }) => [place, field])).toEqual(
      expect.arrayContaining([
        ['W9', 'cap'],
        ['D1.1', 'cap'],
        ['frame', 'failBelow']
      ])
    )
    // The key is not shown: the sentence stands at its field.
    expect(faults.every(({ sentence }) => !/（[a-zA-Z.]+）/.test(sentence))).toBe(true)
    expect(faultsOf(faults, 'D1.1', 'cap')).toHaveLength(1)
    expect(faultsOf(faults, 'D1.1', 'unitPoints')).toEqual([])
  })

  it('takes what names no item to the plan, and a part of a field to the field', () => {
    expect(placeFault('细则 xn：这个编号是随产品提供的目录，不能改写，请另起编号')).toMatchObject({ place: '' })
    const part = placeFault('细则 xn：指标 W4.1 的阈值（threshold.value）不对')
    expect(part).toMatchObject({ place: 'W4.1', field: 'threshold.value' })
    expect(faultsOf([part], 'W4.1', 'threshold')).toEqual([part])
  })
})

describe('drafts', () => {
  const base = catalogue([indicator('W1', 'veto'), indicator('W2', 'veto')])
  const head = { id: 'local', title: '本地', edition: '2026', region: '某市', source: '方案' }
  const store = useDrafts.getState
  const draft = () => {
    const found = store().drafts['local']
    if (found === undefined) throw new Error('is not open')
    return found
  }
  const retitle = (id: string, title: string): void =>
    store().change('local', `${id}.title`, (state) => ({
      ...state,
      edited: { ...state.edited, indicators: state.edited.indicators.map((one) => (one.id === id ? { ...one, title } : one)) }
    }))
  afterEach(() => store().close('local'))

  it('go back field by field to the state that was opened, and forward again', () => {
    store().open(base, { head, edited: base })
    retitle('W1', '甲')
    retitle('W1', '甲乙')
    retitle('W2', '丙')
    expect(overlayOf(draft()).patch).toEqual({ W1: { title: '甲乙' }, W2: { title: '丙' } })
    store().undo('local')
    expect(overlayOf(draft()).patch).toEqual({ W1: { title: '甲乙' } })
    store().undo('local')
    store().undo('local')
    expect(draft().edited).toBe(base)
    expect(isUnsaved(draft())).toBe(false)
    store().redo('local')
    store().redo('local')
    expect(overlayOf(draft()).patch).toEqual({ W1: { title: '甲乙' }, W2: { title: '丙' } })
  })

  it('know what is not saved, and that giving up can be taken back', () => {
    store().open(base, { head, edited: base })
    store().change('local', 'head.title', (state) => ({ ...state, head: { ...head, title: '别名' } }))
    expect(isUnsaved(draft())).toBe(true)
    store().markSaved('local', { head: draft().head, edited: draft().edited })
    expect(isUnsaved(draft())).toBe(false)
    retitle('W1', '甲')
    store().discard('local')
    expect(isUnsaved(draft())).toBe(false)
    store().undo('local')
    expect(overlayOf(draft()).patch).toEqual({ W1: { title: '甲' } })
  })
})
