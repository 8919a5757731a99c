import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { NewEvent } from '../../electron/events/types.ts'
import { temporaryFolder } from '../db/support.ts'
import { findingOf } from '../merge/history.ts'
import { laptop, opened, picture, sha256 } from './sent-package.ts'
import { openBackend } from './support.ts'

const kills = Number(process.env['XUNCHA_MERGE_KILLS'] ?? '8')

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

/** Merges in a process of its own. @returns how long the merge took (ms), or null where it was killed before its end */
async function merging(dir: string, file: string, killAfter: number | null): Promise<number | null> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'merge-process.ts'), dir, file], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const from = performance.now()
  if (killAfter === null) await once(child.stdout, 'data')
  else {
    await Promise.race([wait(killAfter), ended])
    child.kill('SIGKILL')
  }
  const took = performance.now() - from
  const [code] = (await ended) as [number | null]
  if (code !== null && code !== 0) throw new Error(`the merging process ended with ${code}`)
  return code === null ? null : took
}

describe('merge.packages', () => {
  it(
    'killed at any moment leaves what was before or what comes after, and merges again to the same',
    { timeout: 3_600_000 },
    async () => {
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

      const copy = (): string => {
        const dir = join(temporaryFolder(), '工作区')
        cpSync(from, dir, { recursive: true })
        return dir
      }
      const whole = (await merging(copy(), sent.file, null)) ?? 0
      const count = { killed: 0, before: 0, after: 0 }
      for (let kill = 0; kill < kills; kill += 1) {
        const dir = copy()
        // One moment from each part of the time that a merge takes, so that all of it is tried.
        if ((await merging(dir, sent.file, ((kill + Math.random()) / kills) * whole)) === null) count.killed += 1
        const { backend, call } = await openBackend(dir)
        const { stateHash } = await call('state.hash', {})
        expect([before, after]).toContain(stateHash)
        count[stateHash === before ? 'before' : 'after'] += 1
        expect(await call('state.rebuild', {})).toMatchObject({ before: stateHash, stateHash })
        if (stateHash === after) {
          const stored = await call('merge.packages', { paths: [first.file] })
          expect(stored.missingEvidence).toEqual([])
        }
        const again = await call('merge.packages', { paths: [sent.file] })
        expect(again).toMatchObject({ held: [], missing: [], missingEvidence: [], stateHash: after })
        await backend.close()
      }
      process.stdout.write(
        `merge: ${kills} kills (XUNCHA_MERGE_KILLS=200 for all), ${count.killed} before its end; ${count.before} × before, ${count.after} × after, 0 between\n`
      )
      expect(count.before + count.after).toBe(kills)
      expect(count.killed).toBeGreaterThan(0)
    }
  )
})
