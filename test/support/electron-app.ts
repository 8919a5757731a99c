import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, errors } from 'playwright-core'
import type { ElectronApplication, Page } from 'playwright-core'
import { ensureDisplay, screenshotDisplay } from './xvfb.ts'

export const projectRoot = resolve(import.meta.dirname, '../..')
/** A start that takes longer is tried again, in ms. */
const launchLimits = [20_000, 40_000, 60_000]

export interface RunningApp {
  app: ElectronApplication
  /** The program's own window. */
  page: Page
  electronVersion: string
  /** What the process wrote to standard error so far. */
  stderr(): string
  /** The whole screen with the native page view in it. */
  screenshot(file: string): Promise<void>
  /** Closes the window like a person does. @returns the exit code */
  close(): Promise<number | null>
  /** Ends it like a power cut does. */
  kill(): Promise<void>
}

/** The Electron to test with: the runtime beside the project, else the package's own binary, else null. */
export function electronExecutable(): string | null {
  const beside = resolve(projectRoot, '../shared/electron-runtime/electron')
  if (existsSync(beside)) return beside
  const installed = join(projectRoot, 'node_modules/electron/dist', process.platform === 'win32' ? 'electron.exe' : 'electron')
  return existsSync(installed) ? installed : null
}

/**
 * Starts the built desktop on a workspace, with a profile of its own. null, and the line that says so, where no Electron
 * or no display can be had.
 */
export async function launchElectron(options: {
  workspace: string
  /** The folder that holds package.json and out/; the project's own where not given. */
  appDir?: string
  env?: Readonly<Record<string, string>>
}): Promise<RunningApp | null> {
  const executablePath = electronExecutable()
  const display = process.platform === 'linux' ? await ensureDisplay() : ''
  if (executablePath === null || display === null) {
    console.log('Electron: not shown')
    return null
  }
  const profile = mkdtempSync(join(tmpdir(), 'xuncha-profile-'))
  // Where a test gives it another home, what starts Electron would unpack it there once more.
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache')
  const app = await launchedBy({
    executablePath,
    args: [options.appDir ?? projectRoot, '--workspace', options.workspace],
    env: {
      ...definedEnv(),
      ...(display === '' ? {} : { DISPLAY: display }),
      XDG_CONFIG_HOME: profile,
      XDG_CACHE_HOME: cache,
      ...options.env
    }
  })
  const child = app.process()
  let said = ''
  child.stderr?.on('data', (data: Buffer) => {
    said += data.toString()
  })
  const exit = new Promise<number | null>((done) => {
    child.once('exit', (code) => done(code))
  })
  const page = await app.firstWindow()
  const electronVersion = await app.evaluate(() => process.versions['electron'] ?? '')
  console.log(`Electron: ${electronVersion}`)

  return {
    app,
    page,
    electronVersion,
    stderr: () => said,
    screenshot: (file) => (display === '' ? page.screenshot({ path: file }).then(() => {}) : screenshotDisplay(display, file)),
    async close() {
      await app.close()
      const code = await exit
      rmSync(profile, { recursive: true, force: true })
      return code
    },
    async kill() {
      child.kill('SIGKILL')
      await exit
      rmSync(profile, { recursive: true, force: true })
    }
  }
}

/**
 * The window is there and Playwright 1.65.1 waits for ever where it meets the window just as the first page comes into it:
 * one of 14 to 24 starts on a busy machine. Such a start is ended and said, and made again.
 */
async function launchedBy(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  for (const timeout of launchLimits.slice(0, -1)) {
    try {
      return await _electron.launch({ ...options, timeout })
    } catch (error) {
      if (!(error instanceof errors.TimeoutError)) throw error
      console.log(`Electron: not met within ${timeout / 1_000} s, started again`)
    }
  }
  return _electron.launch({ ...options, timeout: launchLimits.at(-1) ?? 0 })
}

/** Whether ImageMagick is there to take a picture of the screen. */
export function canScreenshotDisplay(): boolean {
  return spawnSync('import', ['-version'], { stdio: 'ignore' }).error === undefined
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
}
