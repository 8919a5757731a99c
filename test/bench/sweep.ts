import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { askedAgain, hadBeforeKillMs, openSweepBatch, startSweepSites } from '../support/sweep-sites.ts'
import type { Figure, Part } from './figure.ts'
import { openWorkspaceIn } from './workspace.ts'

const sites = 500
const pagesOfSite = 3
const kills = 5
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

/** Killed five times where it happens to be; by the rule of `askedAgain` what was under way then is counted apart. */
async function killed(): Promise<Figure[]> {
  const { served, workspaceDir, batchId, close } = await fresh()
  try {
    const killedAt: number[] = []
    for (let share = 1; share <= kills; share += 1) {
      const run = startSweep(workspaceDir, batchId)
      while (served.answered.length < (sites * pagesOfSite * share) / (kills + 1)) await wait(1)
      await wait(Math.random() * 200)
      killedAt.push(performance.now())
      run.kill()
      await run.ended
    }
    await startSweep(workspaceDir, batchId).ended
    const { had, underWay } = askedAgain(served.requests, killedAt)
    const missed = sites * pagesOfSite - new Set(served.answered).size
    const part = 'sweep'
    const note = `${kills} kills at random; had: answered ${hadBeforeKillMs} ms before the kill or earlier; robots.txt counts too`
    return [
      { part, what: 'answers that were had and asked for again', value: had.length, unit: '', aim: { most: 0 }, note },
      { part, what: 'under way at the kills and asked again', value: underWay.length, unit: '', note: '4 at once' },
      { part, what: 'pages missed', value: missed, unit: '', aim: { most: 0 } }
    ]
  } finally {
    await close()
  }
}
export const sweep: Part = async () => [...(await whole()), ...(await killed())]
