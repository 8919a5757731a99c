import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './project-root.ts'

/** The database driver's binary crashes older ones without a word. */
const oldestMajor = 22

/**
 * Runs the command again with the Node that the project brings, when it was started by one that is too old.
 * @returns that run's exit code, or null where this Node will do
 */
export function runWithOwnNode(args: readonly string[]): number | null {
  if (Number(process.versions.node.split('.')[0]) >= oldestMajor) return null
  const own = join(projectRoot(), 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (!existsSync(own)) {
    process.stderr.write(`这个 Node（${process.versions.node}）太旧，需要 ${oldestMajor} 或更新；请先在项目目录运行 npm ci。\n`)
    return 2
  }
  const { status } = spawnSync(own, [process.argv[1] ?? '', ...args], { stdio: 'inherit', shell: process.platform === 'win32' })
  return status ?? 2
}
