import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openStore } from '../../db/open.ts'
import { readZip } from '../../electron/export/zip.ts'
import { countingIds, steppingClock, temporaryFolder } from '../db/support.ts'
import { photo } from '../support/photos.ts'
import { packedWorkspace, passphrase } from './package-fixture.ts'

it('every act on evidence is one event, none is missing, and the next package tells of each', async () => {
  const desk = await packedWorkspace()
  const { call } = desk.test
  const made = await desk.make()
  const foreign = await (await packedWorkspace()).make(join(temporaryFolder(), '别人的.zip'))
  const { evidence } = await call('targets.get', { batchId: desk.batchId, objectKey: desk.objectKeys[0] ?? '' })
  const picture = evidence.find(({ kind, width }) => kind === 'file' && width > 0)
  if (picture === undefined) throw new RangeError('no picture')
  const chunk = (await photo('png', { width: 16, height: 16 })).toString('base64')
  const acts: Record<string, () => Promise<unknown>> = {
    'evidence.viewed': () => call('evidence.view', { evidenceId: picture.id }),
    'evidence.captured': async () => {
      const { uploadId } = await call('uploads.append', { uploadId: null, name: '又一张.png', chunk, last: true })
      return call('evidence.addFile', { batchId: desk.batchId, objectKey: desk.objectKeys[0] ?? '', uploadId })
    },
    'evidence.annotated': () =>
      call('annotations.save', {
        evidenceId: picture.id,
        layers: [{ id: 'm', type: 'mosaic', x: 4, y: 4, width: 20, height: 10, block: 8, shown: null }]
      }),
    'evidence.copy-exported': () => call('annotations.export', { evidenceId: picture.id }),
    'package.verified': () => call('packages.verify', { file: made.file, heads: [], keyIds: [] }),
    'package.merged': () => call('merge.packages', { paths: [foreign.file] }),
    'package.made': () => desk.make(join(temporaryFolder(), '再一包.zip'))
  }
  const order = [
    ...Array.from({ length: 180 }, () => 'evidence.viewed'),
    ...Array.from({ length: 4 }, () => Object.keys(acts)).flat()
  ].slice(0, 200)
  const { events: before } = await call('workspace.info', {})
  for (const name of order) await acts[name]?.()
  const { events: after } = await call('workspace.info', {})
  await desk.test.backend.close()
  const store = openStore(join(desk.workspace, 'workspace.db'), {
    clock: steppingClock(),
    ids: countingIds('c'),
    author: () => ''
  })
  const logged = store
    .events()
    .slice(before)
    .map(({ type }) => type)
  const { device = '' } = store.events()[0] ?? {}
  const own = store
    .events()
    .filter((event) => event.device === device)
    .map(({ seq }) => seq)
  expect(own).toEqual(own.map((_, index) => index + 1))
  expect(store.verifyLog()).toBeNull()
  store.close()
  console.log(`custody: ${order.length} acts, ${after - before} events, ${own.length - new Set(own).size} gaps`)
  expect(after - before).toBe(200)
  expect(logged).toEqual(order)
})

it('the custody record of a package names earlier packages by their hash, and what was done with them', async () => {
  const desk = await packedWorkspace()
  const { call } = desk.test
  const first = await desk.make()
  await call('packages.verify', { file: first.file, heads: [], keyIds: [] })
  const outFile = join(temporaryFolder(), '二.zip')
  await call('packages.create', { batchId: desk.batchId, objectKeys: [desk.objectKeys[1] ?? ''], outFile, passphrase })
  const other = await desk.make(join(temporaryFolder(), '三.zip'), [desk.objectKeys[0] ?? ''])
  const files = await readZip(readFileSync(other.file), { entries: 1000, bytes: 100_000_000 })
  const lines = String(files.get('custody.jsonl'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  const packages = lines.filter(({ event }) => String(event).startsWith('package.'))
  // The package of the other object is none of this one's business.
  expect(packages.map(({ act, package: sha256, ok }) => [act, sha256, ok])).toEqual([
    ['做成证据包', first.sha256, undefined],
    ['核验证据包', first.sha256, true]
  ])
  expect(await call('packages.verify', { file: other.file, heads: [], keyIds: [] })).toMatchObject({ ok: true })
})
