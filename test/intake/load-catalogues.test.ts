import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { loadCatalogues } from '../../electron/intake/load-catalogues.ts'

const resources = join(import.meta.dirname, '../../resources')
const folders: string[] = []
function copyOfResources(): string {
  const dir = mkdtempSync(join(tmpdir(), 'xuncha-指标-'))
  folders.push(dir)
  cpSync(join(resources, 'catalogues'), join(dir, 'catalogues'), { recursive: true })
  return dir
}
afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true })
})

const shipped = (id: string) => {
  const catalogue = loadCatalogues(resources).find((each) => each.id === id)
  if (catalogue === undefined) throw new Error(`no ${id}`)
  return catalogue
}

describe('loadCatalogues', () => {
  it('loads the national editions', () => {
    expect(loadCatalogues(resources).map(({ id, object }) => [id, object])).toEqual([
      ['national-2019-account', 'account'],
      ['national-2019-site', 'site']
    ])
  })

  it('holds every veto item of the national edition with its threshold', () => {
    const vetoes = shipped('national-2019-site').indicators.filter((each) => each.kind === 'veto')
    expect(vetoes.map((each) => [each.id, each.threshold?.value ?? null, each.enabled])).toEqual([
      ['W1.1', null, true],
      ['W1.2', null, true],
      ['W1.3', null, true],
      ['W1.4', null, true],
      ['W1.5', null, true],
      ['W1.6', null, true],
      ['W2', null, true],
      ['W3', null, true],
      ['W4.1', 5, true],
      ['W4.2', 10, true],
      ['W4.3', 5, true],
      ['W5.1', null, true],
      ['W5.2', null, true],
      ['W6.1', null, true],
      ['W6.2', 5, false],
      ['W6.3', null, false]
    ])
    expect(shipped('national-2019-account').indicators.map((each) => [each.id, each.enabled])).toEqual([
      ['M1', true],
      ['M2.1', true],
      ['M2.2', true],
      ['M3.1', true],
      ['M3.2', false]
    ])
  })

  it('holds the frame: 100, below 60 fails, above 80 opens 30, 75 × 4/3 without service; none for accounts', () => {
    const { frame } = shipped('national-2019-site')
    expect(Object.fromEntries(Object.entries(frame).map(([name, number]) => [name, number?.value]))).toEqual({
      base: '100',
      failBelow: '60',
      bonusAbove: '80',
      bonusCap: '30',
      noService: { max: '75', numerator: 4, denominator: 3 }
    })
    expect(Object.values(shipped('national-2019-account').frame)).toEqual([null, null, null, null, null])
  })

  it('scores only by the two deductions whose points are confirmed', () => {
    const { indicators } = shipped('national-2019-site')
    const scoring = indicators.filter((each) => each.kind !== 'veto' && each.enabled)
    expect(scoring.map((each) => [each.id, each.title, each.unitPoints?.value])).toEqual([
      ['D1.6', '政策解读', '5'],
      ['D1.9', '其他栏目', '1']
    ])
    const groups = new Set(indicators.filter((each) => each.kind === 'deduction').map((each) => each.group))
    expect([...groups]).toEqual(['发布解读', '办事服务', '互动交流', '功能设计'])
    const names = indicators.filter((each) => each.kind === 'bonus').map((each) => each.title)
    expect(names).toEqual(expect.arrayContaining(['数据发布', '解读回应', '实时互动', '用户空间', '智能搜索']))
  })

  it('names the file that is no JSON, and two files of one id', () => {
    const broken = copyOfResources()
    writeFileSync(join(broken, 'catalogues/local.json'), '{')
    expect(() => loadCatalogues(broken)).toThrow(/指标目录文件 local\.json 不是有效的 JSON/)
    const twice = copyOfResources()
    cpSync(join(twice, 'catalogues/national-2019-site.json'), join(twice, 'catalogues/copy.json'))
    expect(() => loadCatalogues(twice)).toThrow(/“national-2019-site”有两个文件/)
  })
})
