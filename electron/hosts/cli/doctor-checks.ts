import { spawnSync } from 'node:child_process'
import { existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { documentFonts, fontSentence } from '../../backend/document-fonts.ts'
import { defaultWorkspaceDir } from '../../backend/workspace-folder.ts'
import { findBrowser } from '../chromium/find-browser.ts'
import { findElectron } from './find-electron.ts'

/** Who misses it: the work itself, some of the work, or only the project's own tests. */
export type Need = 'required' | 'wanted' | 'tests'

export interface Check {
  id: string
  title: string
  need: Need
  ok: boolean
  /** What was found, or one sentence on what is missing and how to get it. */
  text: string
  /** Debian packages that mend it; empty where installing does not help. */
  packages: readonly string[]
}

export interface Place {
  root: string
  /** Empty: the default workspace. */
  workspace: string
}

/** What Electron links against, by Debian's names. */
const electronLibraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6']
const enoughDisk = 2 * 1024 ** 3

/** Looks at the machine; changes nothing. */
export function checkMachine({ root, workspace }: Place): Check[] {
  const linux = process.platform === 'linux'
  return [
    node(),
    browser(),
    desktop(root),
    ...(linux ? [fonts(), display()] : []),
    program('openssl', 'OpenSSL（核对证据包）', 'wanted', ['openssl'], ['version']),
    disk(workspace === '' ? defaultWorkspaceDir() : workspace),
    ...(linux
      ? [
          program('soffice', 'LibreOffice（读回导出的文档）', 'tests', ['libreoffice-writer', 'libreoffice-calc'], ['--version']),
          program('pdftoppm', 'Poppler（查看版面）', 'tests', ['poppler-utils'], ['-v']),
          program('import', 'ImageMagick（截取整个屏幕）', 'tests', ['imagemagick'], ['-version']),
          program('setpriv', 'setpriv（以普通用户试桌面版的沙箱）', 'tests', ['util-linux'], ['--version'])
        ]
      : [])
  ]
}

function node(): Check {
  const major = Number(process.versions.node.split('.')[0])
  const ok = major >= 22
  const text = ok
    ? `Node ${process.versions.node}`
    : `现在是 Node ${process.versions.node}，需要 22 以上；用 npm run 启动会用随附的版本。`
  return { id: 'node', title: 'Node', need: 'required', ok, text, packages: [] }
}

function browser(): Check {
  const found = findBrowser()
  return {
    id: 'browser',
    title: '浏览器（打开网页、取证）',
    need: 'required',
    ok: found !== null,
    text: found ?? '没有找到 Chromium、Edge 或 Chrome，请安装其中一种，或用环境变量 XUNCHA_BROWSER 指明它的位置。',
    packages: ['chromium']
  }
}

function desktop(root: string): Check {
  const found = findElectron(root)
  if (found !== null && lacksLibraries(found)) {
    const text = `${found} 缺少系统库，不能启动，请安装 ${electronLibraries.join(' ')}。`
    return { id: 'electron', title: '桌面版程序（Electron）', need: 'wanted', ok: false, text, packages: electronLibraries }
  }
  return {
    id: 'electron',
    title: '桌面版程序（Electron）',
    need: 'wanted',
    ok: found !== null,
    text: found ?? '没有桌面版程序，将使用浏览器版；能上网时 npm start 会自己下载，也可用环境变量 XUNCHA_ELECTRON 指明它的位置。',
    packages: []
  }
}

function lacksLibraries(binary: string): boolean {
  if (process.platform !== 'linux') return false
  return spawnSync('ldd', [binary], { encoding: 'utf8' }).stdout?.includes('not found') ?? false
}

function fonts(): Check {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  const families = new Set((listed.stdout ?? '').split('\n').filter((line) => line.trim() !== ''))
  const ok = families.size > 0
  const text = ok ? `${families.size} 种中文字体` : '没有中文字体，网页和截图中的汉字会成为方框，请安装 fonts-noto-cjk。'
  return { id: 'fonts', title: '中文字体', need: 'required', ok, text, packages: ['fontconfig', 'fonts-noto-cjk'] }
}

/** The fonts of an official document are bought or come with Windows: they can be named, not installed. */
export async function documentFontCheck(): Promise<Check> {
  const missing = await documentFonts()
  const sentence = fontSentence(missing)
  return {
    id: 'document-fonts',
    title: '公文字体',
    need: 'wanted',
    ok: sentence === null,
    text: sentence ?? (missing === null ? '本机没有列出字体，无法检查' : '小标宋、仿宋、黑体、楷体、宋体齐全'),
    packages: []
  }
}

function display(): Check {
  const ok = existsSync('/usr/bin/Xvfb') || runs('Xvfb', ['-help'])
  const text = ok ? 'Xvfb' : '没有 Xvfb，桌面版的测试不能运行，请安装 xvfb。'
  return { id: 'xvfb', title: 'Xvfb（无屏幕时测试桌面版）', need: 'tests', ok, text, packages: ['xvfb', 'xauth'] }
}

function disk(workspace: string): Check {
  let dir = workspace
  while (!existsSync(dir) && dirname(dir) !== dir) dir = dirname(dir)
  const { bavail, bsize } = statfsSync(dir)
  const free = bavail * bsize
  const gigabytes = `${(free / 1024 ** 3).toFixed(1)} GB`
  const ok = free >= enoughDisk
  const text = ok ? `工作区所在的盘还有 ${gigabytes}` : `工作区所在的盘只剩 ${gigabytes}，请腾出至少 2 GB 再取证。`
  return { id: 'disk', title: '磁盘空间', need: 'required', ok, text, packages: [] }
}

function program(name: string, title: string, need: Need, packages: readonly string[], args: readonly string[]): Check {
  const ok = runs(name, args)
  return { id: name, title, need, ok, text: ok ? name : `没有 ${name}，请安装 ${packages.join('、')}。`, packages }
}

/** It could be started; what it says to the question does not matter. */
function runs(name: string, args: readonly string[]): boolean {
  return spawnSync(name, args, { stdio: 'ignore', timeout: 20_000 }).error === undefined
}
