import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import type { Input } from '../../electron/contract/index.ts'
import { fastSweep, fixtureChecks, startSweepSites, type SweepSites } from '../support/sweep-sites.ts'

/** Made-up sites for one test. */
export async function sites(delayMs = 0): Promise<SweepSites> {
  const started = await startSweepSites(delayMs)
  onTestFinished(() => started.close())
  return started
}

export const request = (batchId: string, settings: Input<'sweeps.start'>['settings'] = {}): Input<'sweeps.start'> => ({
  batchId,
  checks: fixtureChecks,
  settings: { ...fastSweep, ...settings }
})

/** Read beside the process that sweeps: what it has in the log. */
export function writtenPages(dir: string, batchId: string): number {
  const db = new Database(join(dir, 'workspace.db'), { readonly: true })
  const pages = db.prepare("SELECT count(*) FROM sweep_pages WHERE part = 'page' AND batch_id = ?").pluck().get(batchId)
  db.close()
  return Number(pages)
}

/** Fails after a minute, for a busy machine. */
export const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await holds()) return
    await wait(50)
  }
  throw new Error('it did not come to that in a minute')
}
