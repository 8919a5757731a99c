import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** Long enough for a Mac, which lists its fonts slowly. */
const listLimit = 30_000

export interface MissingFont {
  wanted: string
  usedInstead: string
}

/** The fonts of GB/T 9704 as the documents name them, under every name that systems list them by. */
const wantedFonts: readonly { wanted: string; names: readonly string[]; instead: readonly string[] }[] = [
  {
    wanted: '方正小标宋简体',
    names: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', 'FZXiaoBiaoSong-B05', '方正小标宋_GBK'],
    instead: ['华文中宋', 'STZhongsong', '宋体', 'SimSun']
  },
  {
    wanted: '仿宋_GB2312',
    names: ['仿宋_GB2312', 'FangSong_GB2312', '仿宋', 'FangSong', 'STFangsong', '华文仿宋', '方正仿宋简体', '方正仿宋_GBK'],
    instead: ['宋体', 'SimSun']
  },
  {
    wanted: '黑体',
    names: ['黑体', 'SimHei', 'STHeiti', '方正黑体简体', '方正黑体_GBK', 'Heiti SC'],
    instead: ['微软雅黑', 'Microsoft YaHei']
  },
  {
    wanted: '楷体_GB2312',
    names: ['楷体_GB2312', 'KaiTi_GB2312', '楷体', 'KaiTi', 'STKaiti', '华文楷体', '方正楷体简体', '方正楷体_GBK', 'Kaiti SC'],
    instead: ['仿宋', 'FangSong', '宋体', 'SimSun']
  },
  { wanted: '宋体', names: ['宋体', 'SimSun', 'NSimSun', 'STSong', '方正书宋简体', '方正书宋_GBK', 'Songti SC'], instead: [] }
]

/**
 * Which fonts of an official document this machine has not, and what stands in their place; null where the machine does not
 * list its fonts. Asks the system anew each time.
 */
export async function documentFonts(): Promise<MissingFont[] | null> {
  const families = await installedFamilies()
  if (families.size === 0) return null
  const missing = missingFonts(families)
  return Promise.all(missing.map(async (font) => ({ ...font, usedInstead: (await substitute(font.wanted)) ?? font.usedInstead })))
}

export function missingFonts(families: ReadonlySet<string>): MissingFont[] {
  const known = new Set([...families].map((family) => family.toLowerCase()))
  const has = (name: string): boolean => known.has(name.toLowerCase())
  return wantedFonts.flatMap(({ wanted, names, instead }) =>
    names.some(has) ? [] : [{ wanted, usedInstead: instead.find(has) ?? '系统默认字体' }]
  )
}

/** null where nothing is missing, or nothing can be said. */
export function fontSentence(missing: readonly MissingFont[] | null): string | null {
  if (missing === null || missing.length === 0) return null
  const wanted = missing.map((font) => font.wanted).join('、')
  const instead = [...new Set(missing.map((font) => font.usedInstead))].join('、')
  return `本机缺少 ${wanted}，打印时会用其他字体（${instead}）代替；请安装这些字体，或到装有它们的电脑上打印，文件本身不受影响。`
}

async function installedFamilies(): Promise<Set<string>> {
  const list = async (command: string, args: readonly string[], read: (text: string) => string[]): Promise<string[]> => {
    const options = { timeout: listLimit, maxBuffer: 64 * 1024 * 1024, windowsHide: true }
    return run(command, args, options).then(
      ({ stdout }) => read(stdout),
      () => []
    )
  }
  if (process.platform === 'darwin') {
    return new Set(await list('system_profiler', ['-json', 'SPFontsDataType'], familiesOfMac))
  }
  if (process.platform !== 'win32') return new Set(await list('fc-list', [':', 'family'], familiesOfFontconfig))
  const key = String.raw`SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts`
  const roots = ['HKLM', 'HKCU']
  // The console's own code page would turn Chinese names into something else.
  const found = await Promise.all(
    roots.map((root) => list('cmd.exe', ['/d', '/c', `chcp 65001>nul & reg query "${root}\\${key}"`], familiesOfRegistry))
  )
  return new Set(found.flat())
}

/** Lines such as `Noto Sans CJK SC,思源黑体`. */
export function familiesOfFontconfig(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((name) => name.replace(/\\/g, '').trim())
    .filter((name) => name !== '')
}

/** Lines such as `    SimSun & NSimSun (TrueType)    REG_SZ    simsun.ttc`. */
export function familiesOfRegistry(text: string): string[] {
  return text
    .split(/\r?\n/)
    .flatMap((line) => /^\s+(.+?)\s+REG_SZ\s/.exec(line)?.[1] ?? [])
    .flatMap((names) => names.replace(/\s*\((?:TrueType|OpenType|All res)\)$/i, '').split(/\s*&\s*/))
    .map((name) => name.replace(/\s+(?:Regular|Bold|Italic|Light)$/i, ''))
}

/** system_profiler's JSON: typefaces with their family. */
export function familiesOfMac(text: string): string[] {
  return [...text.matchAll(/"(?:family|_name|fullname)"\s*:\s*"([^"]+)"/g)].map(([, name]) =>
    (name ?? '').replace(/\.(?:ttf|ttc|otf)$/i, '')
  )
}

/** What fontconfig really takes for Chinese text in this font; null on other systems. */
async function substitute(wanted: string): Promise<string | null> {
  if (process.platform === 'win32' || process.platform === 'darwin') return null
  return run('fc-match', ['-f', '%{family[0]}', `${wanted}:lang=zh-cn`], { timeout: listLimit }).then(
    ({ stdout }) => stdout.trim() || null,
    () => null
  )
}
