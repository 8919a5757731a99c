import { spawn } from 'node:child_process'
import { fetchElectron, findElectron } from './find-electron.ts'
import { projectRoot } from './project-root.ts'
import { serve } from './serve.ts'
import { workspaceOf } from './session.ts'
import { readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'start [--workspace DIR]'

/** The desktop where it can be had on this machine, else the browser host. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, {}, usage)
  if (positionals.length > 0) throw wrongUsage(`不认识“${positionals[0]}”。`, usage)
  const root = projectRoot()
  const reason = cannotShow()
  const electron = reason === null ? (findElectron(root) ?? (await fetchElectron(root))) : null
  if (electron === null) {
    say(`${reason ?? '本机没有桌面版程序（Electron），也没能下载到'}，改用浏览器版。`)
    await serve({
      workspace: values.workspace,
      port: null,
      isJson: values.json,
      isOpening: process.stdout.isTTY && reason === null
    })
    return 0
  }
  const workspace = workspaceOf(values.workspace)
  return runDesktop(electron, [root, ...(workspace === '' ? [] : ['--workspace', workspace])])
}

/** Why no window can be shown here, or null when one can. */
function cannotShow(): string | null {
  if (process.platform !== 'linux') return null
  const { DISPLAY, WAYLAND_DISPLAY, XUNCHA_ELECTRON } = process.env
  if ((DISPLAY ?? '') === '' && (WAYLAND_DISPLAY ?? '') === '') return '本机没有图形桌面'
  // Chromium does not run as root without giving up its sandbox; whoever names a binary has thought of that.
  return process.getuid?.() === 0 && (XUNCHA_ELECTRON ?? '') === '' ? '桌面版不以 root 身份运行' : null
}

function runDesktop(electron: string, args: string[]): Promise<number> {
  const child = spawn(electron, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 2))
  })
}
