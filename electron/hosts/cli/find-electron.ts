import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { lookup } from 'node:dns/promises'
import { join } from 'node:path'

/** How long the network may take to say that it is there, and the download to finish. */
const lookupLimit = 3_000
const downloadLimit = 120_000

/** The desktop binary: `$XUNCHA_ELECTRON`, else the one that the electron package has fetched; null when neither is there. */
export function findElectron(root: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['XUNCHA_ELECTRON']
  if (named !== undefined && named !== '') return existsSync(named) ? named : null
  const folder = join(root, 'node_modules/electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : null
}

/**
 * The electron package has no install script: it fetches its binary on demand, from `$ELECTRON_MIRROR` or GitHub.
 * Tried only where that host's name resolves, and given up after two minutes.
 */
export async function fetchElectron(root: string): Promise<string | null> {
  const installer = join(root, 'node_modules/electron/install.js')
  if (!existsSync(installer) || !(await isReachable())) return null
  const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'ignore', 'ignore'] })
  const timer = setTimeout(() => child.kill('SIGKILL'), downloadLimit)
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  clearTimeout(timer)
  return findElectron(root)
}

async function isReachable(): Promise<boolean> {
  const source = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/'
  if (!URL.canParse(source)) return false
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), lookupLimit)
  })
  const found = lookup(new URL(source).hostname).then(
    () => true,
    () => false
  )
  const isFound = await Promise.race([found, tooLong])
  clearTimeout(timer)
  return isFound
}
