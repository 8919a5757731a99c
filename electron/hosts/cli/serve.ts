import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startBrowserHost } from '../browser/main.ts'
import { findBrowser } from '../chromium/find-browser.ts'
import { createChromiumHost } from '../chromium/playwright-host.ts'
import { XunchaError } from '../../domain/errors.ts'
import { productVersion, projectRoot } from './project-root.ts'
import { openSession } from './session.ts'
import { print, readArgs, say, wrongUsage } from './terminal.ts'

const usage = 'serve [--port N] [--workspace DIR] [--json]'

/** The browser host, until Ctrl+C. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { port: { type: 'string' } }, usage)
  if (positionals.length > 0) throw wrongUsage(`不认识“${positionals[0]}”。`, usage)
  await serve({ workspace: values.workspace, port: readPort(values.port), isJson: values.json, isOpening: false })
  return 0
}

export interface ServeOptions {
  workspace: string | undefined
  port: number | null
  isJson: boolean
  /** Show the address in the person's own browser as well. */
  isOpening: boolean
}

/** Serves until the process is told to end, then closes the workspace. */
export async function serve({ workspace, port, isJson, isOpening }: ServeOptions): Promise<void> {
  const rendererDir = join(projectRoot(), 'out/renderer')
  if (!existsSync(join(rendererDir, 'index.html'))) {
    throw new XunchaError('bad-input', '界面文件还没有生成，请先运行 npm run build。')
  }
  const executable = findBrowser()
  if (executable === null) {
    say('本机没有找到 Chromium、Edge 或 Chrome：可以做除打开网页和取证以外的工作；xuncha doctor --fix 可以补装。')
  }
  const pageHost = executable === null ? null : await createChromiumHost({ executable, version: productVersion() })
  try {
    const { backend } = await openSession({
      ...(workspace === undefined ? {} : { workspace }),
      pageHost,
      isResident: true,
      runtime: { shell: '浏览器版', browser: executable ?? '未找到' }
    })
    try {
      const host = await startBrowserHost({ backend, rendererDir, port })
      print(isJson, { url: host.url, workspace: backend.workspaceDir }, [`请在浏览器中打开：${host.url}`])
      say(`工作区：${backend.workspaceDir}（按 Ctrl+C 结束）`)
      if (isOpening) openInBrowser(host.url)
      await toldToEnd()
      await host.close()
    } finally {
      await backend.close()
    }
  } finally {
    await pageHost?.close()
  }
}

function readPort(text: string | undefined): number | null {
  if (text === undefined) return null
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw wrongUsage(`端口“${text}”不对，应是 0 到 65535 的整数。`, usage)
  return port
}

function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

/** Where that does not work the printed address is enough. */
function openInBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'win32'
      ? ['cmd', '/c', 'start', '', url]
      : process.platform === 'darwin'
        ? ['open', url]
        : ['xdg-open', url]
  const child = spawn(command ?? '', args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
