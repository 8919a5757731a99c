import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openSweepBatch, startSweepSites } from '../support/sweep-sites.ts'
import type { Figure, Part } from './figure.ts'
import { openWorkspaceIn } from './workspace.ts'

const sites = 500
const pagesOfSite = 3
const sweepProcess = join(import.meta.dirname, '../backend/sweep-process.ts')

/** Most memory the process ever had, in MB; 0 where it cannot be read. */
function peakMb(pid: number): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? 0 : Number(kilobytes) / 1024
  } catch {
    return 0
  }
}

interface Sweeping {
  ended: Promise<void>
  peak(): number
  kill(): void
}

/** The sweep in a process of its own, as the command line runs it. */
function startSweep(dir: string, batchId: string): Sweeping {
  const child = spawn(process.execPath, [sweepProcess, dir, batchId], { stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const timer = setInterval(() => {
    if (child.pid !== undefined) peak = Math.max(peak, peakMb(child.pid))
  }, 100)
  const ended = new Promise<void>((done) =>
    child.once('exit', () => {
      clearInterval(timer)
      done()
    })
  )
  return { ended, peak: () => peak, kill: () => void child.kill('SIGKILL') }
}

async function fresh() {
  const served = await startSweepSites()
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-sweep-'))
  const workspace = await openWorkspaceIn(join(dir, 'workspace'))
  const batchId = await openSweepBatch(workspace, dir, served, sites)
  // The workspace is for one process at a time.
  await workspace.close()
  const close = async (): Promise<void> => {
    await served.close()
    rmSync(dir, { recursive: true, force: true })
  }
  return { served, workspaceDir: workspace.dir, batchId, close }
}

async function whole(): Promise<Figure[]> {
  const { served, workspaceDir, batchId, close } = await fresh()
  try {
    const started = performance.now()
    const run = startSweep(workspaceDir, batchId)
    await run.ended
    const seconds = (performance.now() - started) / 1000
    const note = `${served.answered.length} pages of ${sites} sites, 4 at once, no spacing, start of the process included`
    return [
      { part: 'sweep', what: 'pages a second', value: served.answered.length / seconds, unit: '', note },
      { part: 'sweep', what: 'most memory of the process', value: run.peak(), unit: 'MB' }
    ]
  } finally {
    await close()
  }
}

/** Killed where it happens to be; what was answered and not yet written at that moment is asked again, at most one page a site. */
async function killed(): Promise<Figure[]> {
  const { served, workspaceDir, batchId, close } = await fresh()
  try {
    const first = startSweep(workspaceDir, batchId)
    while (served.answered.length < (sites * pagesOfSite) / 2) await wait(20)
    first.kill()
    await first.ended
    const before = served.answered.length
    await startSweep(workspaceDir, batchId).ended
    const twice = served.answered.length - new Set(served.answered).size
    const missed = sites * pagesOfSite - new Set(served.answered).size
    const note = `killed after ${before} pages; those under way at the kill, at most 4`
    return [
      { part: 'sweep', what: 'pages fetched twice after a kill', value: twice, unit: '', aim: { most: 4 }, note },
      { part: 'sweep', what: 'pages missed after a kill', value: missed, unit: '', aim: { most: 0 } }
    ]
  } finally {
    await close()
  }
}

export const sweep: Part = async () => [...(await whole()), ...(await killed())]
