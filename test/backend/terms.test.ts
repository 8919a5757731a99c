import { describe, expect, it } from 'vitest'
import type { Input } from '../../electron/contract/index.ts'
import type { XunchaError } from '../../electron/domain/errors.ts'
import { temporaryFolder } from '../db/support.ts'
import { openBackend, openBatch } from './support.ts'

const observedAt = '2023-10-13T02:00:00.000Z'
const shipped = { catalogueId: 'national-2019-site' }

describe('terms.judge', () => {
  it('judges by the numbers of the edition, shipped or frozen with a batch', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    const asked = { indicatorId: 'D3.3', facts: { observedAt, sentOn: '2023-09-25', answeredOn: '2023-10-09' } }
    const answer = {
      kind: 'answer',
      state: 'broken',
      why: '2023-09-25 提出，2023-10-09 答复，用了 6 个工作日，超过 5 个工作日。'
    }
    expect(await test.call('terms.judge', { edition: shipped, ...asked })).toEqual(answer)
    const batchId = await openBatch(test, dir, 1)
    expect(await test.call('terms.judge', { edition: { batchId }, ...asked })).toEqual(answer)
    expect(
      await test.call('terms.judge', { edition: shipped, indicatorId: 'W3', facts: { observedAt, lastUpdate: '2023-09-28' } })
    ).toMatchObject({ kind: 'update', state: 'broken' })
  })

  it('refuses what it cannot judge', async () => {
    const test = await openBackend(temporaryFolder())
    const code = async (change: Partial<Input<'terms.judge'>>): Promise<string> => {
      const facts = { observedAt, lastUpdate: '2023-10-01' }
      return test.call('terms.judge', { edition: shipped, indicatorId: 'W3', facts, ...change }).then(
        ({ state }) => state,
        (error: XunchaError) => error.code
      )
    }
    expect(await code({})).toBe('kept')
    expect(await code({ indicatorId: 'W5.1' })).toBe('bad-input')
    expect(await code({ indicatorId: 'W99' })).toBe('bad-input')
    expect(await code({ edition: { catalogueId: 'none' } })).toBe('unknown-catalogue')
    expect(await code({ edition: { batchId: 'none' } })).toBe('unknown-batch')
    expect(await code({ facts: { observedAt, lastUpdate: '2023-02-30' } })).toBe('bad-input')
    expect(await code({ indicatorId: 'D3.3', facts: { observedAt: '2027-01-08T02:00:00.000Z', sentOn: '2026-12-30' } })).toBe(
      'no-calendar'
    )
  })
})
