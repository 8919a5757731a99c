import { beforeEach, describe, expect, it } from 'vitest'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import { currentStep, guideSteps, readGuide, useGuide } from '../../../renderer/components/guide.ts'
import { actsOf } from '../../../renderer/features/guide/acts.ts'

const guide = () => useGuide.getState()

describe('useGuide', () => {
  beforeEach(() => useGuide.setState({ state: 'new', batchId: null, done: [], run: 0 }))

  it('is offered once: not again after it was skipped or done', () => {
    guide().offer('a')
    expect(guide()).toMatchObject({ state: 'active', batchId: 'a', done: [] })
    guide().skip()
    guide().offer('a')
    expect(guide().state).toBe('skipped')
    guide().start('a')
    guide().finish()
    guide().offer('b')
    expect(guide().state).toBe('done')
  })

  it('goes on where it was when the same sample is opened again, and begins anew on another', () => {
    guide().offer('a')
    guide().tick('target')
    guide().offer('a')
    expect(guide().done).toEqual(['target'])
    guide().offer('b')
    expect(guide()).toMatchObject({ batchId: 'b', done: [] })
  })

  it('ticks in any order, once, and only while it runs', () => {
    guide().tick('page')
    expect(guide().done).toEqual([])
    guide().start('a')
    for (const step of ['score', 'target', 'score'] as const) guide().tick(step)
    expect(guide().done).toEqual(['score', 'target'])
    expect(currentStep(guide().done)).toBe('page')
    guide().skip()
    guide().tick('page')
    expect(guide().done).toEqual(['score', 'target'])
  })

  it('has no step left when all are done', () => expect(currentStep(guideSteps)).toBeNull())

  it('starts from the beginning, as a new run', () => {
    guide().start('a')
    guide().tick('target')
    const { run } = guide()
    guide().start('a')
    expect(guide()).toMatchObject({ done: [], run: run + 1 })
  })
})

describe('readGuide', () => {
  it.each([null, '', 'x', '3', 'null', '{"state":"won"}', '[]'])('takes %j for a machine that was never led', (stored) =>
    expect(readGuide(stored)).toEqual({ state: 'new', batchId: null, done: [] })
  )
  it('keeps known steps only', () =>
    expect(readGuide('{"state":"active","batchId":"a","done":["page","dance"]}')).toEqual({
      state: 'active',
      batchId: 'a',
      done: ['page']
    }))
})

describe('actsOf', () => {
  const detail = (changes: Record<string, unknown>): TargetDetail =>
    ({ target: { state: 'waiting' }, verdicts: {}, findings: [], evidence: [], ...changes }) as unknown as TargetDetail
  const before = detail({ verdicts: { W1: 'pass', W2: 'fail' }, findings: [{ id: 'f1' }], evidence: [{ id: 'e1' }] })

  it('sees nothing in what stood there before', () => expect(actsOf(before, before)).toEqual([]))
  it('sees a new or another verdict, but not the one that a finding brings', () => {
    expect(actsOf(before, { ...before, verdicts: { ...before.verdicts, W3: 'not-applicable' } })).toEqual(['verdict'])
    expect(actsOf(before, { ...before, verdicts: { W1: 'pending', W2: 'fail' } })).toEqual(['verdict'])
    expect(actsOf(before, { ...before, verdicts: { ...before.verdicts, W3: 'fail' } })).toEqual([])
  })
  it('sees new evidence, a new finding, and the end of the work', () => {
    const after = detail({
      target: { state: 'inspected' },
      findings: [{ id: 'f1' }, { id: 'f2' }],
      evidence: [{ id: 'e1' }, { id: 'e2' }]
    })
    expect(actsOf(before, after)).toEqual(['capture', 'finding', 'complete'])
    expect(actsOf(after, after)).toEqual([])
  })
})
