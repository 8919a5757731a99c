import { accessSync, constants, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

/** What of the machine the search looks at; handed in so that a test can show the other systems' places. */
export interface Machine {
  platform: NodeJS.Platform
  env: Readonly<Record<string, string | undefined>>
  home: string
  isExecutable(file: string): boolean
}

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  // Shipped with the office systems UOS and Kylin.
  'browser360-cn',
  'uos-browser'
]
const linuxFiles = [
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/snap/bin/chromium',
  '/usr/lib/chromium/chromium'
]
const windowsFiles = [
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe']
]
const macFiles = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium'
]

/**
 * A Chromium, Edge or Chrome on this machine, or null. `$XUNCHA_BROWSER` goes first; where it names something that
 * cannot be run, the answer is null rather than another browser than the one asked for.
 */
export function findBrowser(machine: Machine = thisMachine()): string | null {
  const named = machine.env['XUNCHA_BROWSER']
  if (named !== undefined && named !== '') return machine.isExecutable(named) ? named : null
  return candidates(machine).find((file) => machine.isExecutable(file)) ?? null
}

function candidates({ platform, env, home }: Machine): string[] {
  if (platform === 'win32') {
    const roots = [env['ProgramFiles(x86)'], env['ProgramFiles'], env['LOCALAPPDATA']].filter((root) => root !== undefined)
    return windowsFiles.flatMap((parts) => roots.map((root) => [root, ...parts].join('\\')))
  }
  if (platform === 'darwin') {
    return ['/Applications', `${home}/Applications`].flatMap((root) => macFiles.map((file) => `${root}/${file}`))
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = linuxNames.flatMap((name) => [...folders, '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, name)))
  return [...onPath, ...linuxFiles]
}

function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, home: homedir(), isExecutable }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
