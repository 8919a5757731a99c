import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { csv, siteRow } from '../backend/support.ts'
import { temporaryFolder } from '../db/support.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { laptop } from './laptop.ts'
import { json } from './support.ts'

describe('xuncha merge', () => {
  it(
    'takes the work of two computers to one state, whoever merges, and holds what no accepted key signed',
    { timeout: 240_000 },
    async () => {
      await builtVerifyPage()
      const root = temporaryFolder()
      const [first, second] = [laptop(root, '一号机'), laptop(root, '二号机')]
      csv(first.dir, '名录.csv', [siteRow(1), siteRow(2)])
      expect((await first.run('registry', 'import', '名录.csv', '--json')).code).toBe(0)
      const create = ['batch', 'create', '--title', '三季度', '--period', '2023Q3', '--object', 'site']
      const drawn = await first.run(...create, '--catalogue', 'national-2019-site', '--all', '--seed', 's', '--json')
      const { batch } = json<{ batch: string }>(drawn)
      const key = await first.pack(batch, 'a.zip')

      const unknown = await second.merge(join(root, 'a.zip'))
      expect(unknown).toMatchObject({ applied: 0, missing: [], conflicts: [] })
      expect(unknown.held.map(({ reason, keyIds }) => [reason, keyIds])).toEqual([['unknown-key', [key]]])
      const taken = await second.merge('--accept-key', key, '--name', '一号机')
      expect(taken).toMatchObject({ applied: unknown.held[0]?.count, held: [] })
      expect(taken.stateHash).toBe(await first.state())
      const twice = await second.merge(join(root, 'a.zip'))
      expect(twice).toMatchObject({ applied: 0, alreadyHad: taken.applied, stateHash: taken.stateHash })

      // Each goes on alone, then each merges the other's work.
      csv(first.dir, '名录二.csv', [siteRow(1), siteRow(2), siteRow(3)])
      expect((await first.run('registry', 'import', '名录二.csv', '--json')).code).toBe(0)
      expect((await second.run('batch', 'complete', '--batch', batch, '--json')).code).toBe(0)
      expect(await first.state()).not.toBe(await second.state())
      await first.pack(batch, 'a2.zip')
      const other = await second.pack(batch, 'b.zip')
      const atFirst = await first.merge(join(root, 'b.zip'), '--accept-key', other, '--name', '二号机')
      const atSecond = await second.merge(join(root, 'a2.zip'))
      expect(atFirst.stateHash).toBe(atSecond.stateHash)
      expect([atFirst.held, atSecond.held, atFirst.conflicts]).toEqual([[], [], []])
      for (const { run, state } of [first, second]) {
        expect(json<{ stateHash: string }>(await run('state', 'rebuild', '--json')).stateHash).toBe(atFirst.stateHash)
        expect(await state()).toBe(atFirst.stateHash)
      }
      // A package made after the merge carries the work of both, with the seals of both.
      await first.pack(batch, 'both.zip')
      const verified = await first.run('package', 'verify', join(root, 'both.zip'), '--key', key, '--json')
      expect(json<{ ok: boolean; problems: unknown[] }>(verified)).toMatchObject({ ok: true, problems: [] })
      const third = laptop(root, '三号机')
      await third.merge(join(root, 'both.zip'), '--accept-key', key, '--name', '一号机')
      const all = await third.merge('--accept-key', other, '--name', '二号机')
      expect(all).toMatchObject({ held: [], stateHash: atFirst.stateHash })
    }
  )
})
