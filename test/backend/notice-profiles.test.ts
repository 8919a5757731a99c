import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { XunchaError } from '../../electron/domain/errors.ts'
import { temporaryFolder } from '../db/support.ts'
import { openBackend, openBatch, type TestBackend } from './support.ts'

type Json = Record<string, unknown>

/** A copy of the shipped general profile under an id of its own, with a paragraph and a table added by hand. */
async function ownProfile(test: TestBackend): Promise<Json & { paragraphs: Json[]; tables: Json[] }> {
  const { profile } = await test.call('profiles.get', { id: 'default' })
  const whole = profile as Json & { paragraphs: Json[]; tables: Json[] }
  return {
    ...whole,
    id: 'our-office',
    name: '本市通报',
    paragraphs: [...whole.paragraphs, { level: 0, text: '本次共检查网站{site.checked}家，合格率{site.passRate}。' }],
    tables: [
      ...whole.tables,
      {
        id: 'units',
        title: '各单位检查情况',
        kinds: ['site'],
        groupBy: 'unit',
        columns: [
          { id: 'unit', label: '单位', measure: 'group' },
          { id: 'checked', label: '检查数', measure: 'checked' }
        ],
        total: '合计'
      }
    ]
  }
}

async function completeBatch(test: TestBackend, dir: string): Promise<string> {
  const batchId = await openBatch(test, dir)
  await test.call('batches.complete', { batchId })
  return batchId
}

async function refusal(work: Promise<unknown>): Promise<XunchaError> {
  try {
    await work
  } catch (error) {
    if (error instanceof XunchaError) return error
    throw error
  }
  throw new Error('was not refused')
}

describe('profiles of the office', () => {
  it('preview unsaved the very figures, paragraphs and tables that they export saved', async () => {
    const dir = temporaryFolder()
    const workspace = join(dir, '工作区')
    const test = await openBackend(workspace)
    const batchId = await completeBatch(test, dir)
    const profile = await ownProfile(test)
    const request = { batchIds: [batchId], deadline: '2023-10-20', decimals: null }
    const before = await test.call('profiles.preview', { profile, request })
    expect([before.faults, before.mismatches]).toEqual([[], []])
    expect(before.model?.paragraphs.at(-1)?.text).toBe('本次共检查网站4家，合格率100%。')
    expect(before.model?.tables.at(-1)?.rows).toEqual([
      ['第1号单位', 1],
      ['第2号单位', 1],
      ['第3号单位', 1],
      ['第4号单位', 1]
    ])

    expect(await test.call('profiles.save', { profile })).toEqual({ id: 'our-office' })
    expect((await test.call('notices.profiles', {})).profiles.map(({ id }) => id)).toContain('our-office')
    const { dir: out } = await test.call('notices.export', { ...request, profile: 'our-office', outDir: join(dir, '通报') })
    expect(JSON.parse(readFileSync(join(out, 'notice.json'), 'utf8'))).toMatchObject({
      paragraphs: before.model?.paragraphs,
      figures: before.model?.figures,
      tables: before.model?.tables
    })
    expect(await test.call('notices.check', { dir: out })).toEqual({ ok: true, mismatches: [] })
    await test.backend.close()

    const again = await openBackend(workspace)
    const saved = (await again.call('profiles.list', {})).profiles.find(({ id }) => id === 'our-office')
    expect(saved).toMatchObject({ name: '本市通报', isShipped: false, fault: null })
    await again.call('profiles.remove', { id: 'our-office' })
    expect((await refusal(again.call('profiles.get', { id: 'our-office' }))).code).toBe('unknown-profile')
  })

  it('name every fault at its block', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(join(dir, '工作区'))
    const batchId = await completeBatch(test, dir)
    const profile = await ownProfile(test)
    const at = { paragraph: profile.paragraphs.length - 1, table: profile.tables.length - 1 }
    const request = { batchIds: [batchId], deadline: null, decimals: null }

    const shape = { ...profile, paragraphs: profile.paragraphs.with(at.paragraph, { level: 0, text: '' }) }
    expect((await test.call('profiles.validate', { profile: shape })).faults).toEqual([
      { part: 'paragraphs', index: at.paragraph, field: 'text', reason: '不能为空' }
    ])

    const two = {
      ...profile,
      tables: profile.tables
        .with(0, { ...profile.tables[0], sort: { by: 'nowhere', descending: true } })
        .with(at.table, { ...profile.tables[at.table], columns: [{ id: 'name', label: '名称', measure: 'name' }] })
    }
    const wiring = (await test.call('profiles.validate', { profile: two })).faults
    expect(wiring.map(({ part, index }) => [part, index])).toEqual([
      ['tables', 0],
      ['tables', at.table]
    ])

    const unknown = { ...profile, paragraphs: profile.paragraphs.with(at.paragraph, { level: 0, text: '共{site.nothing}家。' }) }
    expect((await test.call('profiles.preview', { profile: unknown, request })).faults).toEqual([
      { part: 'paragraphs', index: at.paragraph, field: 'text', reason: '没有名为 {site.nothing} 的数字' }
    ])

    // A figure that other batches have, but not these: said at the block, once the notice is made.
    const absent = {
      ...profile,
      paragraphs: profile.paragraphs.with(at.paragraph, { level: 0, text: '共{account.checked}个。' })
    }
    const preview = await test.call('profiles.preview', { profile: absent, request })
    expect(preview.model).toBeNull()
    expect(preview.faults).toHaveLength(1)
    expect(preview.faults[0]).toMatchObject({ part: 'paragraphs', index: at.paragraph, field: '' })
    expect(preview.faults[0]?.reason).toContain('account.checked')
  })

  it('finds no fault in any shipped profile', async () => {
    const test = await openBackend(join(temporaryFolder(), '工作区'))
    const { profiles } = await test.call('profiles.list', {})
    expect(profiles.length).toBeGreaterThanOrEqual(6)
    for (const { id } of profiles) {
      const { profile } = await test.call('profiles.get', { id })
      expect((await test.call('profiles.validate', { profile })).faults, id).toEqual([])
    }
  })

  it('are refused under a shipped id or with a fault, and nothing is saved', async () => {
    const test = await openBackend(join(temporaryFolder(), '工作区'))
    const profile = await ownProfile(test)
    const shipped = await refusal(test.call('profiles.save', { profile: { ...profile, id: 'anhui' } }))
    expect(shipped.message).toContain('anhui')
    const faulty = await refusal(test.call('profiles.save', { profile: { ...profile, issuer: '' } }))
    expect(faulty.faults).toEqual([{ column: 'issuer', reason: '不能为空' }])
    expect((await test.call('profiles.list', {})).profiles.every(({ isShipped }) => isShipped)).toBe(true)
  })

  it('blame the batches and not a block when there is none to make a notice of', async () => {
    const test = await openBackend(join(temporaryFolder(), '工作区'))
    const profile = await ownProfile(test)
    const request = { batchIds: ['no-such-batch'], deadline: null, decimals: null }
    expect((await refusal(test.call('profiles.preview', { profile, request }))).code).toBe('unknown-batch')
  })
})
