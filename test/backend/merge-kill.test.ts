import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../electron/events/types.ts'
import { temporaryFolder } from '../db/support.ts'
import { findingOf } from '../merge/history.ts'
import { bundled } from '../support/bundled.ts'
import { plant, type Mutant } from '../support/planted.ts'
import { laptop, opened, picture, sha256 } from './sent-package.ts'
import { openBackend } from './support.ts'

const kills = Number(process.env['XUNCHA_MERGE_KILLS'] ?? '5')

/** Pictures and findings enough for a kill to fall among them. */
const pictures = Array.from({ length: 12 }, (_, index) => Buffer.from(`picture ${index} `.repeat(2000)))
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const captured = opened().find((event) => event.type === 'evidence.captured')
const work: NewEvent[] = [
  ...pictures.flatMap((bytes, index): NewEvent[] => {
    if (captured === undefined) return []
    const files = [{ role: 'image', name: 'page.png', mime: 'image/png', sha256: hashOf(bytes), size: bytes.length } as const]
    return [{ type: 'evidence.captured', payload: { ...captured.payload, id: `later-${index}`, files } }]
  }),
  ...Array.from({ length: 600 }, (_, index): NewEvent => ({ type: 'finding.recorded', payload: findingOf(`f${index}`) }))
]

const root = join(import.meta.dirname, '../..')

/** When the merging process is killed: after so many milliseconds, or as soon as it says that it has merged. */
type Moment = number | 'merged'

/** Merges in a process of its own. @returns how long it worked (ms), and whether it was killed before its end */
async function merging(script: string, dir: string, file: string, moment: Moment): Promise<{ took: number; isKilled: boolean }> {
  const child = spawn(process.execPath, [script, dir, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const from = performance.now()
  if (moment === 'merged') await Promise.race([once(child.stdout, 'data'), ended])
  else await Promise.race([wait(moment), ended])
  const took = performance.now() - from
  child.kill('SIGKILL')
  const [code] = (await ended) as [number | null]
  if (code !== null && code !== 0) throw new Error(`the merging process ended with ${code}`)
  return { took, isKilled: code === null }
}

interface Scene {
  /** The workspace before, and packages of what it has and of what it is to have. */
  from: string
  first: string
  sent: string
  before: string
  after: string
}

async function prepared(): Promise<Scene> {
  const first = await laptop('laptop-a', opened(), { files: { [`${sha256}.png`]: picture } })
  const from = temporaryFolder()
  const start = await openBackend(from)
  await start.call('merge.packages', { paths: [first.file] })
  const before = (await start.call('merge.acceptKey', { keyId: first.keyId, name: '甲' })).stateHash
  await start.backend.close()
  const files = Object.fromEntries(pictures.map((bytes) => [`${hashOf(bytes)}.png`, bytes]))
  const sent = await laptop('laptop-a', work, { dir: first.dir, files })
  const sender = await openBackend(sent.dir)
  const after = (await sender.call('state.hash', {})).stateHash
  await sender.backend.close()
  expect(after).not.toBe(before)
  return { from, first: first.file, sent: sent.file, before, after }
}

/** Kills one merge. @returns what is wrong with the workspace that is left, and how far it was */
async function killed(
  scene: Scene,
  script: string,
  moment: Moment
): Promise<{ took: number; isKilled: boolean; isAfter: boolean; faults: string[] }> {
  const dir = join(temporaryFolder(), '工作区')
  cpSync(scene.from, dir, { recursive: true })
  const end = await merging(script, dir, scene.sent, moment)
  const faults: string[] = []
  const ask = (isRight: boolean, fault: string): void => void (isRight || faults.push(fault))
  const { backend, call } = await openBackend(dir)
  const { stateHash } = await call('state.hash', {})
  const isAfter = stateHash === scene.after
  ask(isAfter || stateHash === scene.before, 'a state between')
  ask(isAfter || moment !== 'merged', 'what was merged is gone')
  const rebuilt = await call('state.rebuild', {})
  ask(rebuilt.before === stateHash && rebuilt.stateHash === stateHash, 'rows that the log does not give')
  if (isAfter) {
    const stored = await call('merge.packages', { paths: [scene.first] })
    ask(stored.missingEvidence.length === 0, 'rows that name evidence that is not there')
  }
  const again = await call('merge.packages', { paths: [scene.sent] })
  const isWhole = [again.held, again.missing, again.missingEvidence].every((list) => list.length === 0)
  ask(isWhole && again.stateHash === scene.after, 'another state when merged again')
  await backend.close()
  return { ...end, isAfter, faults }
}

/** One moment from each part of the time that a merge takes, so that all of it is tried. */
const momentOf = (kill: number, all: number, whole: number): Moment => ((kill + Math.random()) / all) * whole

describe('merge.packages', () => {
  it(
    'killed at any moment leaves what was before or what comes after, and merges again to the same',
    { timeout: 3_600_000 },
    async () => {
      const script = await bundled('test/backend/merge-process.ts')
      const start = await prepared()
      const last = await killed(start, script, 'merged')
      const faults = [...last.faults]
      const count = { killed: 0, before: 0, after: 0 }
      for (let kill = 0; kill < kills; kill += 1) {
        const one = await killed(start, script, momentOf(kill, kills, last.took))
        faults.push(...one.faults)
        if (one.isKilled) count.killed += 1
        count[one.isAfter ? 'after' : 'before'] += 1
      }
      process.stdout.write(
        `merge: ${kills} kills (XUNCHA_MERGE_KILLS=200 for all), ${count.killed} before its end; ${count.before} × before, ${count.after} × after, ${faults.length} faults; one more as it said that it was done: ${last.isAfter ? 'kept' : 'lost'}\n`
      )
      expect(faults).toEqual([])
      expect(count.before + count.after).toBe(kills)
      expect(count.killed).toBeGreaterThan(0)
    }
  )

  const faults: readonly (Mutant & { seen: RegExp })[] = [
    {
      name: 'rows that go in one by one',
      file: 'db/store.ts',
      find: 'const merge = db.transaction((...',
      put: 'const apart = <T extends object>(work: T) => Object.assign(work, { immediate: work })\n  const merge = apart((...',
      seen: /between|log does not give/
    },
    {
      name: 'rows before their evidence',
      file: 'electron/backend/merge-feature.ts',
      find: 'void (await evidence.save(bytes, extension))',
      put: 'void setTimeout(() => void evidence.save(bytes, extension), 10_000)',
      seen: /evidence that is not there/
    }
  ]

  it.each(faults)('would not leave $name unseen', { timeout: 3_600_000 }, async ({ seen, ...fault }) => {
    const source = temporaryFolder()
    for (const part of ['electron', 'db', 'package.json', 'test/backend/merge-process.ts'])
      cpSync(join(root, part), join(source, part), { recursive: true })
    for (const part of ['node_modules', 'resources']) symlinkSync(join(root, part), join(source, part))
    writeFileSync(join(source, 'tsconfig.json'), '{}')
    plant(fault, source)
    const script = await bundled('test/backend/merge-process.ts', source)
    const start = await prepared()
    const last = await killed(start, script, 'merged')
    const found = [...last.faults]
    const most = 12
    for (let kill = 0; kill < most && !found.some((one) => seen.test(one)); kill += 1)
      found.push(...(await killed(start, script, momentOf(kill, most, last.took))).faults)
    expect(found.filter((one) => seen.test(one))).not.toEqual([])
  })
})
