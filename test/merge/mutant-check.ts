/** Runs the scenarios over a copy of the merge: `node mutant-check.ts FOLDER`. Exit 1 when one of them finds the fault. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Core } from './core.ts'
import { scenarios } from './scenarios.ts'

const folder = process.argv[2] ?? ''
const load = (file: string): Promise<unknown> => import(pathToFileURL(join(folder, 'electron/merge', file)).href)
const parts = await Promise.all(['admit.ts', 'causality.ts', 'items.ts', 'rule.ts', 'rule-again.ts', 'settle.ts'].map(load))
const core = Object.assign({}, ...parts) as Core

const caught = Object.entries(scenarios).filter(([, scenario]) => {
  try {
    return scenario(core).length > 0
  } catch {
    // A copy that breaks is found out too.
    return true
  }
})
process.stdout.write(caught.map(([name]) => name).join('；'))
process.exitCode = caught.length > 0 ? 1 : 0
