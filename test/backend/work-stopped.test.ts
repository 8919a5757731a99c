import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../db/support.ts'
import { bundled } from '../support/bundled.ts'
import { photo } from '../support/photos.ts'
import { builtVerifyPage } from '../support/verify-page.ts'
import { deskOf, drawAll, keyOf, managerWith, only, open, send, type Desk } from './work-desks.ts'

const kills = Number(process.env['XUNCHA_WORK_KILLS'] ?? '4')

/** A manager with one batch and a photo in it. */
async function prepared(): Promise<{ manager: Desk; batchId: string }> {
  await builtVerifyPage()
  const manager = await managerWith(4)
  const batchId = await drawAll(manager, '2023Q3')
  const upload = { uploadId: null, name: '首页.jpg', chunk: (await photo('jpg')).toString('base64'), last: true }
  const { uploadId } = await manager.call('uploads.append', upload)
  await manager.call('evidence.addFile', { batchId, objectKey: keyOf(1), uploadId })
  return { manager, batchId }
}

/**
 * Opens the package in a process of its own, killed after some milliseconds or, `after-commit`, where it would tell that
 * the work is in. @returns how long the opening took (ms); null where it was killed before its end
 */
async function opening(
  script: string,
  workspace: string,
  { file, keyId }: { file: string; keyId: string },
  kill: number | 'after-commit' | null
): Promise<number | null> {
  const child = spawn(process.execPath, [script, workspace, file, keyId, kill === 'after-commit' ? kill : ''], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const start = performance.now()
  if (typeof kill === 'number') {
    await Promise.race([wait(kill), ended])
    child.kill('SIGKILL')
  } else await Promise.race([once(child.stdout, 'data'), ended])
  const took = performance.now() - start
  const [code] = (await ended) as [number | null]
  if (code !== null && code !== 0) throw new Error(`the opening process ended with ${code}`)
  return code === null ? null : took
}

describe('work.send', () => {
  it('stopped while the package is written says that the assignment stands, and leaves no file', async () => {
    const { manager, batchId } = await prepared()
    let job = ''
    const stop = manager.backend.onEvent((name, payload) => {
      if (name === 'job.progress') job = (payload as { jobId: string }).jobId
      // Told once the assignment is in the log, before the file is begun.
      if (name === 'workspace.changed') void manager.backend.call('jobs.cancel', { jobId: job })
    })
    const outFile = join(temporaryFolder(), '任务包.zip')
    const request = { batchId, to: '李四', selection: only(1), outFile, passphrase: null, anyDevice: false }
    await expect(manager.call('work.send', request)).rejects.toThrow(
      '已取消：分派已经记下，任务包没有写成；需要时请给“李四”重发一次。'
    )
    stop()
    expect(existsSync(outFile)).toBe(false)
    expect((await manager.call('work.list', { batchId })).inspectors).toMatchObject([{ inspector: '李四', assigned: 1 }])
    expect(await send(manager, batchId, '李四')).toMatchObject({ targets: 1, added: 0 })
  })
})

describe('work.open', () => {
  it(
    'killed at any moment, its very end among them, leaves what was before or what comes after, and opens again to the same',
    { timeout: 600_000 },
    async () => {
      const script = await bundled('test/backend/work-process.ts')
      const { manager, batchId } = await prepared()
      const sent = await send(manager, batchId, '李四', only(1, 2))
      const li = await deskOf('李四')
      await li.backend.close()
      const copy = (): string => {
        const to = join(temporaryFolder(), '工作区')
        cpSync(li.dir, to, { recursive: true })
        return to
      }
      const whole = (await opening(script, copy(), sent, null)) ?? 0
      const count = { killed: 0, before: 0, after: 0 }
      const examine = async (workspace: string): Promise<'before' | 'after'> => {
        const desk = await deskOf('李四', workspace)
        const { batches } = await desk.call('batches.list', {})
        if (batches.length > 0) expect((await desk.call('batches.targets', { batchId })).targets).toHaveLength(2)
        expect(await open(desk, sent)).toMatchObject({ isKnown: batches.length > 0, targets: 2 })
        const stateHash = await desk.state()
        expect(await desk.call('state.rebuild', {})).toMatchObject({ before: stateHash, stateHash })
        const { evidence } = await desk.call('targets.get', { batchId, objectKey: keyOf(1) })
        for (const { sha256: hash } of evidence.flatMap((one) => one.files)) {
          expect(desk.backend.servedFile(`evidence/${hash}`)).not.toBeNull()
        }
        await desk.backend.close()
        return batches.length === 0 ? 'before' : 'after'
      }
      for (let kill = 0; kill < kills; kill += 1) {
        const workspace = copy()
        if ((await opening(script, workspace, sent, ((kill + Math.random()) / kills) * whole)) === null) count.killed += 1
        count[await examine(workspace)] += 1
      }
      const committed = copy()
      expect(await opening(script, committed, sent, 'after-commit')).toBeNull()
      expect(await examine(committed)).toBe('after')
      process.stdout.write(
        `work: ${kills} kills (XUNCHA_WORK_KILLS for more), ${count.killed} before its end; ${count.before} × before, ${count.after} × after; 1 right after the commit\n`
      )
      expect(count.before + count.after).toBe(kills)
      expect(count.killed).toBeGreaterThan(0)
    }
  )
})
