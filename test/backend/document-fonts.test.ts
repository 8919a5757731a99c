import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import {
  documentFonts,
  familiesOfFontconfig,
  familiesOfMac,
  familiesOfRegistry,
  fontSentence,
  missingFonts
} from '../../electron/backend/document-fonts.ts'

const all = ['方正小标宋简体', '仿宋_GB2312', '黑体', '楷体_GB2312', '宋体']

describe('missingFonts', () => {
  it('wants the five fonts of an official document', () => {
    expect(missingFonts(new Set()).map(({ wanted }) => wanted)).toEqual(all)
    expect(missingFonts(new Set(all))).toEqual([])
  })

  it('knows them by the names that Windows lists, 仿宋 for 仿宋_GB2312 too', () => {
    const listed = String.raw`
HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts
    Arial (TrueType)    REG_SZ    arial.ttf
    SimSun & NSimSun (TrueType)    REG_SZ    simsun.ttc
    FangSong (TrueType)    REG_SZ    simfang.ttf
    KaiTi (TrueType)    REG_SZ    simkai.ttf
    SimHei (TrueType)    REG_SZ    simhei.ttf
    Microsoft YaHei & Microsoft YaHei UI (TrueType)    REG_SZ    msyh.ttc
`.replaceAll('\n', '\r\n')
    expect(missingFonts(new Set(familiesOfRegistry(listed)))).toEqual([{ wanted: '方正小标宋简体', usedInstead: 'SimSun' }])
    const bought = `${listed}    方正小标宋简体 (TrueType)    REG_SZ    FZXBSJW.TTF\r\n`
    expect(missingFonts(new Set(familiesOfRegistry(bought)))).toEqual([])
  })

  it('knows them by the names that fontconfig and a Mac list', () => {
    const linux = familiesOfFontconfig(
      'SimSun,宋体\nFZXiaoBiaoSong\\-B05S,方正小标宋简体\nDejaVu Sans\nFangSong_GB2312,仿宋_GB2312\n'
    )
    expect(missingFonts(new Set(linux)).map(({ wanted }) => wanted)).toEqual(['黑体', '楷体_GB2312'])
    const mac = familiesOfMac('{"typefaces":[{"family":"Songti SC"},{"family" : "Kaiti SC"},{"_name":"SimHei.ttf"}]}')
    expect(missingFonts(new Set(mac)).map(({ wanted }) => wanted)).toEqual(['方正小标宋简体', '仿宋_GB2312'])
  })
})

describe('documentFonts', () => {
  it('agrees with what this machine says of each font itself', async () => {
    const missing = await documentFonts()
    const families = execFileSync('fc-list', [':', 'family'], { encoding: 'utf8' })
    for (const { wanted, usedInstead } of missing ?? []) {
      expect(families).not.toContain(wanted)
      expect(families).toContain(usedInstead)
    }
    const sentence = fontSentence(missing)
    for (const wanted of all) expect(sentence?.includes(wanted) ?? false).toBe(missing?.some((font) => font.wanted === wanted))
  })

  it('says it in one sentence, and nothing where nothing is missing or known', () => {
    expect(fontSentence([{ wanted: '方正小标宋简体', usedInstead: '宋体' }])).toBe(
      '本机缺少 方正小标宋简体，打印时会用其他字体（宋体）代替；请安装这些字体，或到装有它们的电脑上打印，文件本身不受影响。'
    )
    expect(fontSentence([])).toBeNull()
    expect(fontSentence(null)).toBeNull()
  })
})
