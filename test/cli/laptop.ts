import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { json, xuncha, type CommandResult } from './support.ts'

export interface Merged {
  applied: number
  alreadyHad: number
  held: { name: string | null; reason: string; count: number; keyIds: string[] }[]
  missing: unknown[]
  missingEvidence: unknown[]
  conflicts: { conflictId: string; item: string; versions: { event: string; author: string; value: unknown }[] }[]
  stateHash: string
}

/** A computer of its own with a folder and a key; with `copied` one that got a copy of both from another. */
export function laptop(root: string, name: string, copied?: { dir: string }) {
  const dir = join(root, name)
  if (copied === undefined) mkdirSync(dir)
  else cpSync(copied.dir, dir, { recursive: true })
  const env = { XUNCHA_KEYS: join(dir, '密钥'), XUNCHA_PASSPHRASE: '合并测试的口令2026' }
  const run = (...args: string[]): Promise<CommandResult> => xuncha(dir, [...args, '--workspace', '工作区'], env)
  const state = async (): Promise<string> => json<{ stateHash: string }>(await run('state', '--json')).stateHash
  const merge = async (...args: string[]): Promise<Merged> => json<Merged>(await run('merge', ...args, '--json'))
  const pack = async (batch: string, file: string): Promise<string> =>
    json<{ keyId: string }>(await run('package', 'create', '--batch', batch, '--out', join(root, file), '--json')).keyId
  return { dir, run, state, merge, pack }
}
