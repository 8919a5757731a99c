import { spawnSync } from 'node:child_process'
import { checkMachine, documentFontCheck } from './doctor-checks.ts'
import type { Check } from './doctor-checks.ts'
import { projectRoot } from './project-root.ts'
import { workspaceOf } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'doctor [--fix] [--workspace DIR] [--json]'
/** A download may be slow; a question that nobody answers must not wait for ever. */
const installLimit = 15 * 60_000

/** @returns 0 when nothing that the work needs is missing, else 1 */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { fix: { type: 'boolean', default: false } }, usage)
  if (positionals.length > 0) throw wrongUsage(`不认识“${positionals[0]}”。`, usage)
  const place = { root: projectRoot(), workspace: workspaceOf(values.workspace) }
  const fonts = await documentFontCheck()
  let checks = [...checkMachine(place), fonts]
  const packages = missing(checks)
  if (values.fix && packages.length > 0) {
    install(packages)
    checks = [...checkMachine(place), fonts]
  }

  const ok = checks.every((check) => check.ok || check.need !== 'required')
  const lines = checks.map((check) => `${mark(check)} ${check.title}：${check.text}`)
  const left = missing(checks)
  if (left.length > 0 && !values.fix) lines.push(`运行 xuncha doctor --fix 可补装：${left.join(' ')}`)
  print(values.json, { ok, checks }, lines)
  return ok ? 0 : 1
}

function mark({ ok, need }: Check): string {
  if (ok) return '✓'
  return need === 'required' ? '✗' : '○'
}

function missing(checks: readonly Check[]): string[] {
  return [...new Set(checks.filter((check) => !check.ok).flatMap((check) => check.packages))]
}

/** By apt-get where this user may; otherwise says in one sentence what to install. */
function install(packages: readonly string[]): void {
  const before = asRoot()
  if (before === null) return say(`请让管理员安装：${packages.join(' ')}`)
  const apt = (args: readonly string[]): number | null => {
    const [command = 'apt-get', ...rest] = [...before, 'apt-get', ...args]
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    // Standard output belongs to the result.
    return spawnSync(command, rest, { stdio: ['ignore', 2, 2], env, timeout: installLimit }).status
  }
  say(`正在安装：${packages.join(' ')}`)
  apt(['update', '-qq'])
  if (apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]) !== 0) {
    say(`没有装上，请检查网络或软件源，或手工安装：${packages.join(' ')}`)
  }
}

/** What goes before apt-get, or null where it cannot be used. */
function asRoot(): string[] | null {
  const canRun = (command: string, args: string[]): boolean => spawnSync(command, args, { stdio: 'ignore' }).status === 0
  if (process.platform !== 'linux' || !canRun('apt-get', ['--version'])) return null
  if (process.getuid?.() === 0) return []
  return canRun('sudo', ['-n', 'true']) ? ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive'] : null
}
