import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'

/** The workspace named on the command line or in the environment; null when neither does. */
export function namedWorkspace(argv: readonly string[], env: NodeJS.ProcessEnv, cwd: string): string | null {
  const at = argv.indexOf('--workspace')
  const joined = argv.find((argument) => argument.startsWith('--workspace='))
  const named = joined?.slice('--workspace='.length) ?? (at === -1 ? undefined : argv[at + 1]) ?? env['XUNCHA_WORKSPACE']
  return named === undefined || named === '' ? null : resolve(cwd, named)
}

/** Shell data per workspace, so that two windows on two workspaces do not shut each other out. */
export function profileDir(userData: string, workspace: string | null): string {
  if (workspace === null) return userData
  return join(userData, 'workspaces', createHash('sha256').update(workspace).digest('hex').slice(0, 16))
}
