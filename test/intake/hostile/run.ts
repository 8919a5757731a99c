import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { BackendOptions } from '../../../electron/backend/context.ts'
import { XunchaError } from '../../../electron/domain/errors.ts'
import { openBackend, openBatch } from '../../backend/support.ts'
import { doors, recordedDoors, type Desk } from './doors.ts'
import type { HostileFile, HostileKind } from './hostile-file.ts'
import { differences, escaped, listing } from './watch-disk.ts'

/** What the suite saw. `faults` is empty where all held. */
export interface Sighting {
  faults: string[]
  attempts: number
  refused: number
  taken: number
  byDoor: Map<string, number>
  byKind: Map<HostileKind, number>
  slowest: { milliseconds: number; what: string }
  /** MB by which the memory of this process grew at most. */
  growth: number
}

export interface RunOptions extends Partial<Pick<BackendOptions, 'startReader'>> {
  /** Stands in every name that tries to climb. */
  mark: string
  /** Names of the doors to try; all where not given. */
  doorNames?: readonly string[]
  /** Each file tries one door of so many, by turns. */
  oneDoorOf?: number
}

/** Each file through each door of a real backend on a real workspace. */
export async function tryAll(
  files: readonly HostileFile[],
  { mark, doorNames, oneDoorOf = 1, ...options }: RunOptions
): Promise<Sighting> {
  const root = mkdtempSync(join(tmpdir(), 'xuncha-敌意-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const [workspace, given, aside] = ['工作区', '文件', '通报'].map((name) => join(root, name)) as [string, string, string]
  mkdirSync(given)
  const before = await openBackend(workspace)
  const batchId = await openBatch(before, given, 2)
  await before.backend.close()
  const test = await openBackend(workspace, options)
  const { targets } = await test.call('batches.targets', { batchId })
  const desk: Desk = { ...test, batchId, objectKey: targets[0]?.objectKey ?? '', aside }
  const seen: Sighting = {
    faults: [],
    attempts: 0,
    refused: 0,
    taken: 0,
    byDoor: new Map(),
    byKind: new Map(),
    slowest: { milliseconds: 0, what: '' },
    growth: 0
  }
  const names = doorNames ?? Object.keys(doors)
  const state = (): Promise<{ events: number; stateHash: string }> => test.call('workspace.info', {})
  const outside = (): Map<string, string> => listing(root, [workspace, aside, given])
  const inside = (): Map<string, string> => {
    const found = listing(workspace, databases(workspace))
    // Made by the first upload, and empty again after each.
    found.delete('.uploads')
    return found
  }
  const places = [root, dirname(root), process.cwd(), homedir(), '/', workspace]
  const [outsideBefore, memory] = [outside(), startMemory()]
  let [kept, insideBefore] = [await state(), inside()]
  for (const [index, file] of files.entries()) {
    seen.byKind.set(file.kind, (seen.byKind.get(file.kind) ?? 0) + 1)
    const path = join(given, `${index}-${file.kind}.${file.extension}`)
    writeFileSync(path, file.bytes)
    for (const name of names.filter((_, door) => (door + index) % oneDoorOf === 0)) {
      const what = `${file.kind} “${file.what}” (${file.extension}) at ${name}`
      const begun = performance.now()
      const refusal = await through(name, desk, path)
      const took = performance.now() - begun
      memory.look()
      seen.attempts += 1
      seen.byDoor.set(name, (seen.byDoor.get(name) ?? 0) + 1)
      if (took > seen.slowest.milliseconds) seen.slowest = { milliseconds: took, what }
      const [now, insideNow] = [await state(), inside()]
      if (refusal === null) {
        seen.taken += 1
        if (file.mustRefuse) seen.faults.push(`${what}: was taken`)
      } else {
        seen.refused += 1
        if (!isSentence(refusal)) seen.faults.push(`${what}: ${String(refusal)}`)
        const most = kept.events + (recordedDoors.has(name) ? 1 : 0)
        if (now.stateHash !== kept.stateHash || now.events > most) seen.faults.push(`${what}: refused, but the state changed`)
        const left = differences(insideBefore, insideNow)
        if (left.length > 0) seen.faults.push(`${what}: refused, but the workspace has changed: ${left.join(', ')}`)
      }
      kept = now
      insideBefore = insideNow
    }
    rmSync(path)
    const gone = escaped(mark, places)
    if (gone.length > 0) seen.faults.push(`${file.kind} “${file.what}”: outside is ${gone.join(', ')}`)
    for (const one of gone) rmSync(one, { recursive: true, force: true })
  }
  seen.growth = memory.end()
  seen.faults.push(...differences(outsideBefore, outside()).map((name) => `outside the workspace changed: ${name}`))
  if (seen.growth > 300) seen.faults.push(`memory grew by ${seen.growth} MB`)
  return seen
}

const databases = (workspace: string): string[] =>
  ['workspace.db', 'workspace.db-wal', 'workspace.db-shm', 'workspace.lock', 'workspace.lock-journal', 'workspace.lock.json'].map(
    (name) => join(workspace, name)
  )

async function through(name: string, desk: Desk, path: string): Promise<unknown> {
  const door = doors[name]
  if (door === undefined) throw new Error(`no door ${name}`)
  return door(desk, path).then(
    () => null,
    (error: unknown) => error
  )
}

/** One Chinese sentence that a person can act on. */
function isSentence(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof XunchaError && error.code === 'internal') return false
  return /^[^\n]*[\u4e00-\u9fff][^\n]*。(?:（[^（）]*）)?$/.test(error.message) && error.message.length < 600
}

function startMemory(): { look(): void; end(): number } {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let most = before
  const look = (): void => {
    most = Math.max(most, process.memoryUsage.rss())
  }
  const timer = setInterval(look, 20)
  return {
    look,
    end() {
      look()
      clearInterval(timer)
      return Math.round((most - before) / 1024 / 1024)
    }
  }
}
