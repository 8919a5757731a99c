import { describe, expect, it } from 'vitest'
import { findBrowser } from '../../../electron/hosts/chromium/find-browser.ts'
import type { Machine } from '../../../electron/hosts/chromium/find-browser.ts'

const machine = (there: string[], over: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  env: { PATH: '/usr/bin:/opt/bin' },
  home: '/home/a',
  isExecutable: (file) => there.includes(file),
  ...over
})

describe('findBrowser', () => {
  it('takes the one named by XUNCHA_BROWSER, and no other when that cannot be run', () => {
    const env = { PATH: '/usr/bin', XUNCHA_BROWSER: '/my/browser' }
    expect(findBrowser(machine(['/my/browser', '/usr/bin/chromium'], { env }))).toBe('/my/browser')
    expect(findBrowser(machine(['/usr/bin/chromium'], { env }))).toBeNull()
  })
  it('looks in the usual places of each system', () => {
    expect(findBrowser(machine(['/opt/bin/google-chrome']))).toBe('/opt/bin/google-chrome')
    expect(findBrowser(machine(['/opt/microsoft/msedge/msedge']))).toBe('/opt/microsoft/msedge/msedge')
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
    const env = {
      'ProgramFiles(x86)': 'C:\\Program Files (x86)',
      ProgramFiles: 'C:\\Program Files',
      LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local'
    }
    expect(findBrowser(machine([edge], { platform: 'win32', env }))).toBe(edge)
    const chrome = 'C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe'
    expect(findBrowser(machine([chrome], { platform: 'win32', env }))).toBe(chrome)
    const mac = '/home/a/Applications/Chromium.app/Contents/MacOS/Chromium'
    expect(findBrowser(machine([mac], { platform: 'darwin' }))).toBe(mac)
  })
  it('answers null where there is none', () => {
    expect(findBrowser(machine([]))).toBeNull()
  })
})
