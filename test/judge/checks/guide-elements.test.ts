import { describe, expect, it } from 'vitest'
import { department, document, guide, head, messages, outcomes, page, portal, runPage, wechat } from '../facts-builders.ts'

const all = {
  basis: '《城市道路管理条例》',
  conditions: '符合规划',
  materials: '申请表',
  place: '政务大厅',
  time: '工作日',
  phone: '12345',
  process: '受理、审查、决定'
}
type Elements = Parameters<typeof guide>[0]
const facts = (elements: Elements, isGuide = true, title: string | null = '占道许可') =>
  page({ document: document(), head: head({ title }), guide: guide(elements, isGuide) })
const item = (status: 'confirmed' | 'unconfirmed') => ({
  id: 'W6.2',
  title: '办事指南要素缺失',
  kind: 'veto' as const,
  enabled: true,
  applies: { portalOnly: false, needsService: false },
  check: 'guide-elements',
  status: 'confirmed' as const,
  numbers: { missingKinds: { value: '4', status, source: '细则' } }
})
const judged = (elements: Elements, status: 'confirmed' | 'unconfirmed' = 'confirmed') =>
  runPage('guide-elements', facts(elements), { object: department, items: [item(status)] })

describe('guide-elements', () => {
  it('whole', () => {
    expect(outcomes(judged(all))).toEqual(['pass'])
  })

  it('four kinds count, three do not', () => {
    const { basis, conditions, materials, place, ...three } = all
    expect(outcomes(judged(three))).toEqual(['fail'])
    expect(messages(judged(three))).toBe('办事指南缺 4 类要素：设定依据、申请条件、办理材料、办理地点。\n达到 4 类。')
    expect(outcomes(judged({ ...three, place }))).toEqual(['pass'])
    expect([basis, conditions, materials]).toHaveLength(3)
  })

  it('a heading with nothing under it lacks its element', () => {
    const hints = judged({ ...all, basis: '', conditions: ' ', materials: '', place: '' })
    expect(outcomes(hints)).toEqual(['fail'])
    expect(messages(hints)).toContain('设定依据（没有内容）')
  })

  it('charges and time limits make up for nothing', () => {
    const { basis, conditions, materials, place, ...rest } = all
    expect(outcomes(judged({ ...rest, fee: '不收费', limit: '20 日' }))).toEqual(['fail'])
    expect([basis, conditions, materials, place]).toHaveLength(4)
  })

  it('the heading of the page is the name of the item', () => {
    const { basis, conditions, materials, ...four } = all
    const unnamed = runPage('guide-elements', facts(four, true, null), { object: department, items: [item('confirmed')] })
    expect(outcomes(unnamed)).toEqual(['fail'])
    expect(outcomes(judged(four))).toEqual(['pass'])
    expect([basis, conditions, materials]).toHaveLength(3)
  })

  it('the national number is not confirmed, so a person decides', () => {
    expect(outcomes(judged({ phone: '12345' }, 'unconfirmed'))).toEqual(['needs-human'])
    expect(outcomes(runPage('guide-elements', facts({ phone: '1' }), { object: null }))).toEqual(['needs-human'])
  })

  it('a portal’s guide has to be whole', () => {
    const { basis, ...rest } = all
    expect(outcomes(runPage('guide-elements', facts(rest), { object: portal }))).toEqual(['needs-human'])
    expect(basis).toBeTruthy()
  })

  it('no guide, no service, an account, no facts', () => {
    expect(outcomes(runPage('guide-elements', facts({}, false)))).toEqual(['not-applicable'])
    expect(outcomes(runPage('guide-elements', facts({}), { object: { ...department, hasService: false } }))).toEqual([
      'not-applicable'
    ])
    expect(outcomes(runPage('guide-elements', facts({}), { object: wechat }))).toEqual(['not-applicable'])
    expect(outcomes(runPage('guide-elements', page({ head: head() })))).toEqual(['needs-human'])
  })
})
