import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { lockWorkspace } from '../../db/lock.ts'
import { XunchaError } from '../../electron/domain/errors.ts'
import { temporaryFolder } from './support.ts'

async function holder(dir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lock-holder.ts'), dir], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  expect(said.toString().trim()).toBe('held')
  return child
}

function refusal(dir: string): XunchaError | null {
  try {
    lockWorkspace(dir).release()
    return null
  } catch (error) {
    if (error instanceof XunchaError) return error
    throw error
  }
}

describe('lockWorkspace', () => {
  it('refuses a workspace that another process holds, and names that process and its machine', async () => {
    const dir = temporaryFolder()
    const child = await holder(dir)
    const refused = refusal(dir)
    expect(refused?.code).toBe('workspace-locked')
    expect(refused?.message).toContain(`进程 ${child.pid}，主机 ${hostname()}`)
  })

  it('opens at once after the holder was killed with SIGKILL', async () => {
    const dir = temporaryFolder()
    const child = await holder(dir)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(refusal(dir)).toBeNull()
  })

  it('refuses a second opening in the same process, and opens after release', () => {
    const dir = temporaryFolder()
    const lock = lockWorkspace(dir)
    expect(refusal(dir)?.code).toBe('workspace-locked')
    lock.release()
    expect(refusal(dir)).toBeNull()
  })
})
