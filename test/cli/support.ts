import { execFile, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { isNewerThanSources } from '../support/newer-than-sources.ts'

const root = join(import.meta.dirname, '../..')

/** The built command where it is newer than its sources (`npm test` builds first); else the source, which starts slower. */
const built = join(root, 'out/main/cli.cjs')
const main = isNewerThanSources(built, ['electron', 'db']) ? built : join(root, 'electron/hosts/cli/main.ts')

export interface CommandResult {
  code: number
  stdout: string
  stderr: string
}

/** Runs the command as a process of its own, in `cwd`, with nothing on standard input. */
export function xuncha(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  return started(process.execPath, [main, ...args], cwd, env)
}

/** The same while it runs: to send it a signal. */
export function startXuncha(cwd: string, args: readonly string[]): { child: ChildProcess; ended: Promise<CommandResult> } {
  return running(process.execPath, [main, ...args], cwd, {})
}

/** The same under a shell limit on the size of files it may write, in blocks of 512 bytes: the disk is full for it. */
export function xunchaOnFullDisk(cwd: string, blocks: number, args: readonly string[]): Promise<CommandResult> {
  return started('sh', ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, main, ...args], cwd, {})
}

const started = (...process: Parameters<typeof running>): Promise<CommandResult> => running(...process).ended

function running(
  file: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>
): { child: ChildProcess; ended: Promise<CommandResult> } {
  const options = { cwd, env: { ...process.env, XUNCHA_WORKSPACE: '', ...env }, maxBuffer: 64 * 1024 * 1024 }
  const { promise: ended, resolve: done } = Promise.withResolvers<CommandResult>()
  const child = execFile(file, args, options, (error, stdout, stderr) => {
    const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
    done({ code, stdout, stderr })
  })
  child.stdin?.end()
  return { child, ended }
}

/** The one JSON value of standard output; throws when there is anything else. */
export function json<T>({ stdout }: CommandResult): T {
  if (stdout.trim().split('\n').length !== 1) throw new Error(`not one value: ${stdout}`)
  return JSON.parse(stdout) as T
}
