import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../electron/domain/canonical-json.ts'
import { readZip, writeZip } from '../../electron/export/zip.ts'
import type { NewEvent } from '../../electron/events/types.ts'
import { temporaryFolder } from '../db/support.ts'
import { target } from '../merge/history.ts'
import { laptop, opened, picture, sha256 } from './sent-package.ts'
import { openBackend } from './support.ts'

const verdict = (given: 'pass' | 'fail'): NewEvent => ({
  type: 'verdict.given',
  payload: { ...target, indicatorId: 'W2', verdict: given, inspector: '王检' }
})

async function zip(path: string, entries: ReadonlyMap<string, Buffer>): Promise<string> {
  writeFileSync(path, await writeZip(new Map(entries), new Date('2023-09-26T00:00:00Z')))
  return path
}

const entriesOf = (file: string) => readZip(readFileSync(file), { entries: 100, bytes: 10_000_000 })

describe('merge.packages', () => {
  it('takes a package in once its key is accepted, with its evidence, and a second time changes nothing', async () => {
    const sent = await laptop('laptop-a', [...opened(), verdict('pass')], { files: { [`${sha256}.png`]: picture } })
    const here = temporaryFolder()
    const { call } = await openBackend(here)
    const first = await call('merge.packages', { paths: [sent.file] })
    expect(first).toMatchObject({
      applied: 0,
      held: [{ device: 'laptop-a', reason: 'unknown-key', count: 7, keyIds: [sent.keyId] }]
    })
    const accepted = await call('merge.acceptKey', { keyId: sent.keyId, name: '2 号机' })
    expect(accepted).toMatchObject({ applied: 7, held: [], missing: [], missingEvidence: [], conflicts: [] })
    expect(readdirSync(join(here, 'evidence', sha256.slice(0, 2)))).toEqual([`${sha256}.png`])
    expect(readdirSync(join(here, 'backups')).filter((name) => name.endsWith('-before-merge.db'))).toHaveLength(1)
    const again = await call('merge.packages', { paths: [sent.file] })
    expect(again).toMatchObject({ applied: 0, alreadyHad: 7, stateHash: accepted.stateHash })
    const there = await openBackend(sent.dir)
    expect(await there.call('state.hash', {})).toEqual({ stateHash: accepted.stateHash })
  })

  it('takes in a package that was unpacked and packed again in a folder', async () => {
    const sent = await laptop('laptop-a', opened(), { files: { [`${sha256}.png`]: picture } })
    const entries = [...(await entriesOf(sent.file))].map(([name, bytes]) => [`三季度/${name}`, bytes] as const)
    const again = await zip(join(temporaryFolder(), '重新打包.zip'), new Map(entries))
    const here = temporaryFolder()
    const { call } = await openBackend(here)
    expect(await call('merge.packages', { paths: [again] })).toMatchObject({ applied: 0, held: [{ keyIds: [sent.keyId] }] })
    expect(readdirSync(join(here, 'evidence', sha256.slice(0, 2)))).toEqual([`${sha256}.png`])
    expect(await call('merge.acceptKey', { keyId: sent.keyId, name: '甲' })).toMatchObject({ held: [], missingEvidence: [] })
  })

  it('says which evidence is missing', async () => {
    // Sent without the object that the evidence is of; the log names it all the same.
    const sent = await laptop('laptop-a', opened(), { objectKeys: ['site:3400000002'], files: { [`${sha256}.png`]: picture } })
    const { call } = await openBackend(temporaryFolder())
    await call('merge.packages', { paths: [sent.file] })
    expect((await call('merge.acceptKey', { keyId: sent.keyId, name: '甲' })).missingEvidence).toEqual([sha256])
  })

  it('says what stays where one of several packages is bad, or the merge is stopped between them', async () => {
    const sent = await laptop('laptop-a', opened(), { files: { [`${sha256}.png`]: picture } })
    const bad = join(temporaryFolder(), '坏.zip')
    writeFileSync(bad, '不是压缩包')
    const { backend, call } = await openBackend(temporaryFolder())
    await expect(call('merge.packages', { paths: [sent.file, bad] })).rejects.toThrow(
      /^前 1 个包已经合并并保留，第 2 个没有合并：包“坏.zip”没有通过核验/
    )
    expect((await call('merge.status', {})).held).toMatchObject([{ keyIds: [sent.keyId] }])

    let job = ''
    backend.onEvent((name, payload) => {
      if (name === 'job.progress') job = (payload as { jobId: string }).jobId
      // Told between the first package and the second.
      if (name === 'workspace.changed') void backend.call('jobs.cancel', { jobId: job })
    })
    await expect(call('merge.packages', { paths: [sent.file, sent.file, sent.file] })).rejects.toThrow(
      '操作已取消：前 1 个包已经合并并保留，其余 2 个没有合并。'
    )
  })

  it('leaves score and notice open over a conflict until it is ruled', async () => {
    const first = await laptop('laptop-a', opened(), { files: { [`${sha256}.png`]: picture } })
    const dir = temporaryFolder()
    const { call } = await openBackend(dir)
    await call('merge.packages', { paths: [first.file] })
    await call('merge.acceptKey', { keyId: first.keyId, name: '甲' })
    for (const objectKey of ['site:3400000001', 'site:3400000002'])
      await call('targets.complete', { batchId: 'batch-1', objectKey })
    await call('targets.reopen', target)
    await call('verdicts.give', { ...target, indicatorId: 'W1', verdict: 'pass' })
    await call('targets.complete', target)
    const settled = await call('targets.get', target)
    expect(settled.score.outcome).toBe('pass')

    const words: NewEvent[] = [
      { type: 'verdict.given', payload: { ...target, indicatorId: 'W1', verdict: 'fail', inspector: '乙' } }
    ]
    const rival = await laptop('laptop-a', words, { dir: first.dir })
    const merged = await call('merge.packages', { paths: [rival.file] })
    expect(merged.conflicts).toMatchObject([{ kind: 'verdict', objectKey: target.objectKey, indicatorId: 'W1' }])
    const open = await call('targets.get', target)
    expect(open.score).toMatchObject({ outcome: 'unsettled', score: null })
    expect(open.score.reasons.join('')).toContain('有 1 处合并冲突待裁定')
    const request = { batchIds: ['batch-1'], profile: 'default', deadline: null, decimals: 2 as const, outDir: join(dir, '通报') }
    await expect(call('notices.export', request)).rejects.toThrow(/还有 1 处合并冲突待裁定/)
    await expect(call('verdicts.give', { ...target, indicatorId: 'W1', verdict: 'pass' })).rejects.toMatchObject({
      code: expect.stringMatching(/conflict-open|bad-input/) as string
    })

    const [conflict] = merged.conflicts
    const chosen = conflict?.versions.find(({ value }) => JSON.stringify(value).includes('"pass"'))?.event ?? ''
    const ruled = await call('conflicts.rule', { conflictId: conflict?.conflictId ?? '', chosen, reason: '复看录像' })
    expect(ruled.conflicts).toEqual([])
    expect((await call('targets.get', target)).score.outcome).toBe('pass')
    expect(await call('state.rebuild', {})).toMatchObject({ before: ruled.stateHash, stateHash: ruled.stateHash })
    expect((await call('notices.export', request)).files.length).toBeGreaterThan(0)
  })

  it('refuses what is no package, is damaged or newer, and changes nothing', async () => {
    const here = temporaryFolder()
    const { call } = await openBackend(here)
    const before = await call('state.hash', {})
    const dir = temporaryFolder()
    const text = join(dir, '不是包.zip')
    writeFileSync(text, 'no zip')
    const withManifest = (name: string, manifest: object): Promise<string> =>
      zip(join(dir, name), new Map([['manifest.json', Buffer.from(canonicalJson(manifest))]]))
    const cases: [string, RegExp][] = [
      [join(dir, '没有.zip'), /没有文件/],
      [text, /“不是包.zip”没有通过核验，没有合并：压缩包，不是完整的压缩包/],
      [await withManifest('甲.zip', {}), /“甲.zip”没有通过核验，没有合并：manifest.json/]
    ]
    for (const [path, why] of cases) await expect(call('merge.packages', { paths: [path] })).rejects.toThrow(why)
    const newer = await withManifest('新.zip', { format: 'xuncha-package', version: 2 })
    await expect(call('merge.packages', { paths: [newer] })).rejects.toMatchObject({ code: 'package-newer' })
    const sent = await laptop('laptop-a', opened(), { files: { [`${sha256}.png`]: picture } })
    const entries = await entriesOf(sent.file)
    entries.set(`evidence/${sha256}.png`, Buffer.from('another picture'))
    const swapped = await zip(join(dir, '换了图.zip'), entries)
    await expect(call('merge.packages', { paths: [swapped] })).rejects.toThrow(
      new RegExp(`包“换了图.zip”没有通过核验，没有合并：evidence/${sha256}.png`)
    )
    expect(readdirSync(join(here, 'evidence'))).toEqual([])
    expect(await call('state.hash', {})).toEqual(before)
  })
})
