import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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
  it('loads the editions, newest first, then the local plans with their base', () => {
    expect(loadCatalogues(resources).map(({ id, object, base }) => [id, object, base ?? null])).toEqual([
      ['national-2019-account', 'account', null],
      ['national-2019-regulator', 'regulator', null],
      ['national-2019-site', 'site', null],
      ['census-2015-site', 'site', null],
      ['beijing-2023-account', 'account', 'national-2019-account'],
      ['beijing-2023-site', 'site', 'national-2019-site'],
      ['fujian-2025-account', 'account', 'national-2019-account'],
      ['fuyang-account', 'account', 'national-2019-account'],
      ['fuyang-site', 'site', 'national-2019-site'],
      ['huangshi-2022-site', 'site', 'national-2019-site'],
      ['xianning-2022-account', 'account', 'national-2019-account'],
      ['xianning-2022-site', 'site', 'national-2019-site'],
      ['zhaoqing-2022-account', 'account', 'national-2019-account'],
      ['zhaoqing-2022-site', 'site', 'national-2019-site']
    ])
  })

  it.each(loadCatalogues(resources).map((catalogue) => [catalogue.id, catalogue] as const))(
    '%s says of every item how and where it is checked, by what evidence, in what words, from where',
    (_, catalogue) => {
      for (const indicator of catalogue.indicators) {
        const { id, method, guidance, rule, phrase, source, evidence } = indicator
        const texts = { method, guidance, rule, phrase, source }
        for (const [field, text] of Object.entries(texts)) expect(text, `${id} ${field}`).toMatch(/[\u4e00-\u9fff]{3}/)
        expect([0, 1, 2], id).toContain(evidence.captures)
        expect(phrase.includes('{points}'), `${id}: points are named in the problem table, and only where there are any`).toBe(
          indicator.kind !== 'veto' && indicator.unitPoints?.value !== '0'
        )
        if (indicator.enabled) expect(JSON.stringify(indicator), `${id} is enabled`).not.toContain('unconfirmed')
        const fit = catalogue.object === 'site' && indicator.kind !== 'bonus' ? evidence.captures : 1
        expect(fit, `${id}: a fault of a site is shown by a capture`).toBeGreaterThan(0)
      }
    }
  )

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
      ['M1.1', false],
      ['M1.2', false],
      ['M1.3', false],
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

  /** By hand from the rules: catalogue, item, number, value, status. */
  it.each([
    ['national-2019-site', 'W2', 'window', '1 week', 'confirmed'],
    ['national-2019-site', 'W2', 'visitsPerDay', '20', 'confirmed'],
    ['national-2019-site', 'W2', 'timeoutSeconds', '15', 'confirmed'],
    ['national-2019-site', 'W2', 'failPercent', '5', 'confirmed'],
    ['national-2019-site', 'W3', 'window', '2 week', 'confirmed'],
    ['national-2019-site', 'W4.1', 'window', '6 month', 'confirmed'],
    ['national-2019-site', 'W4.1', 'threshold', '5', 'confirmed'],
    ['national-2019-site', 'W4.2', 'threshold', '10', 'confirmed'],
    ['national-2019-site', 'W4.3', 'threshold', '5', 'confirmed'],
    ['national-2019-site', 'W5.2', 'window', '1 year', 'confirmed'],
    ['national-2019-site', 'W5.2', 'overdueMonths', '3', 'confirmed'],
    ['national-2019-site', 'W6.2', 'missingKinds', '4', 'unconfirmed'],
    ['national-2019-site', 'W6.2', 'threshold', '5', 'unconfirmed'],
    ['national-2019-site', 'W6.3', 'missingKinds', '4', 'unconfirmed'],
    ['national-2019-site', 'D1.1', 'unitPoints', '1', 'unconfirmed'],
    ['national-2019-site', 'D1.2', 'cap', '5', 'unconfirmed'],
    ['national-2019-site', 'D1.3', 'cap', '5', 'unconfirmed'],
    ['national-2019-site', 'D1.4', 'window', '2 week', 'confirmed'],
    ['national-2019-site', 'D1.5', 'window', '6 month', 'confirmed'],
    ['national-2019-site', 'D1.6', 'window', '6 month', 'confirmed'],
    ['national-2019-site', 'D1.6', 'unitPoints', '5', 'confirmed'],
    ['national-2019-site', 'D1.7', 'sample', '3', 'unconfirmed'],
    ['national-2019-site', 'D1.7', 'unitPoints', '2', 'unconfirmed'],
    ['national-2019-site', 'D1.8', 'sample', '3', 'unconfirmed'],
    ['national-2019-site', 'D1.8', 'unitPoints', '1', 'unconfirmed'],
    ['national-2019-site', 'D1.9', 'unitPoints', '1', 'confirmed'],
    ['national-2019-site', 'D1.10', 'unitPoints', '2', 'unconfirmed'],
    ['national-2019-site', 'D2.2', 'sample', '5', 'unconfirmed'],
    ['national-2019-site', 'D2.5', 'window', '1 month', 'unconfirmed'],
    ['national-2019-site', 'D3.3', 'workingDays', '5', 'applied'],
    ['national-2019-site', 'D3.4', 'window', '1 year', 'confirmed'],
    ['national-2019-site', 'D3.4', 'atLeast', '6', 'confirmed'],
    ['national-2019-site', 'D3.4', 'feedbackMonths', '1', 'unconfirmed'],
    ['national-2019-site', 'D4.3', 'unitPoints', '0.1', 'unconfirmed'],
    ['national-2019-site', 'D4.6', 'unitPoints', '1', 'unconfirmed'],
    ['national-2019-site', 'B3.1', 'workingDays', '1', 'applied'],
    ['national-2019-account', 'M2.1', 'window', '2 week', 'applied'],
    ['national-2019-regulator', 'R2.1', 'unitPoints', '3', 'confirmed'],
    ['national-2019-regulator', 'R2.2', 'unitPoints', '2', 'confirmed'],
    ['national-2019-regulator', 'R2.2', 'lateMonths', '1', 'confirmed'],
    ['national-2019-regulator', 'R8.1', 'unitPoints', '5', 'confirmed'],
    ['census-2015-site', 'W2', 'visitsPerDay', '20', 'confirmed'],
    ['census-2015-site', 'W4.1', 'threshold', '5', 'confirmed'],
    ['census-2015-site', 'W4.2', 'threshold', '10', 'confirmed'],
    ['census-2015-site', 'W4.3', 'threshold', '5', 'confirmed'],
    ['xianning-2022-site', 'XN1', 'unitPoints', '1', 'confirmed'],
    ['xianning-2022-account', 'XN2', 'window', '1 week', 'confirmed'],
    ['xianning-2022-account', 'XN3', 'window', '2 week', 'confirmed'],
    ['xianning-2022-account', 'M2.1', 'window', '2 week', 'applied'],
    ['fujian-2025-account', 'FJ1', 'window', '10 day', 'applied'],
    ['fuyang-account', 'FY1', 'workingDays', '7', 'applied']
  ])('%s %s: %s is %s, %s', (id, item, name, value, status) => {
    const found = shipped(id).indicators.find((each) => each.id === item)
    const plain: Record<string, { value: unknown; status: string } | undefined> = {
      ...found?.numbers,
      window: found?.window,
      threshold: found?.threshold,
      unitPoints: found?.unitPoints,
      cap: found?.cap
    }
    const number = plain[name]
    const text = (given: unknown): string =>
      typeof given === 'object' && given !== null ? Object.values(given).map(String).join(' ') : String(given)
    expect([text(number?.value), number?.status]).toEqual([value, status])
  })

  it('reads the columns that the vetoes are counted from', () => {
    const rules = (item: string) => shipped('national-2019-site').indicators.find(({ id }) => id === item)?.columns ?? []
    const dated = (item: string) =>
      rules(item).map(({ classes, level, when, window }) => [
        classes.join(' '),
        level,
        when,
        Object.values(window?.value ?? {}).join(' ')
      ])
    expect(dated('W3')).toEqual([['home', 'any', 'stale', '2 week']])
    expect(dated('W4.1')).toEqual([
      ['news', 'any', 'stale', '2 week'],
      ['announcement policy', 'first', 'stale', '6 month']
    ])
    expect(dated('D1.4')).toEqual([['news', 'any', 'stale', '2 week']])
    expect(dated('D1.5')).toEqual([['policy', 'first', 'stale', '6 month']])
    expect(dated('D1.6')).toEqual([['interpretation', 'first', 'stale', '6 month']])
    expect(dated('W4.2')).toContainEqual(['personnel', 'any', 'stale', '1 year'])
    expect(rules('W4.3').map(({ when }) => when)).toEqual(['blank'])
    expect(rules('D1.10').map(({ when }) => when)).toEqual(['blank'])
  })

  it('deducts a fault once: the other columns go behind the items that name theirs', () => {
    const { indicators } = shipped('national-2019-site')
    const behind = (item: string) => indicators.find(({ id }) => id === item)?.yieldsTo ?? []
    expect(behind('D1.9')).toEqual(expect.arrayContaining(['D1.4', 'D1.5', 'D1.6', 'D1.10']))
    expect(behind('D1.10')).toEqual(['D1.4', 'D1.5', 'D1.6'])
    const counting = indicators.filter((each) => each.kind === 'veto' && each.counting === 'places').map(({ id }) => id)
    expect(counting).toEqual(['W4.1', 'W4.2', 'W4.3'])
  })

  /** Numbers of the frame that a local plan sets otherwise; all else is as in its base. */
  it.each([
    ['national-2019-regulator', { base: '100', failBelow: '60', bonusAbove: '80', bonusCap: '20', noService: undefined }],
    ['census-2015-site', { base: undefined, failBelow: undefined }],
    ['xianning-2022-site', { base: '100', failBelow: '80', bonusCap: '30' }],
    ['beijing-2023-site', { base: '100', failBelow: '60', bonusCap: '10' }],
    ['beijing-2023-account', { base: '100', failBelow: undefined }],
    ['zhaoqing-2022-site', { bonusCap: '25', noService: { spread: '20' } }],
    ['zhaoqing-2022-account', { base: '100', vetoScore: '59', vetoScoreFor: ['县级', '县市区', '县区'] }],
    ['fujian-2025-account', { base: undefined }]
  ])('%s has the frame %j', (id, frame) => {
    const found = new Map(Object.entries(shipped(id).frame).map(([name, number]) => [name, number?.value]))
    for (const [name, value] of Object.entries(frame)) expect(found.get(name), name).toEqual(value)
  })

  it('names the middle grade of 阜阳 but leaves its lines to be confirmed', () => {
    const { grades } = shipped('fuyang-site').frame
    expect(grades?.value.map(({ title }) => title)).toEqual(['合格', '基本合格'])
    expect(grades?.status).toBe('unconfirmed')
  })

  it('scores department sites where the place does, and asks the weekly update only of accounts that publish', () => {
    const portalOnly = (id: string) =>
      shipped(id).indicators.filter(({ kind, applies }) => kind === 'deduction' && applies.portalOnly).length
    expect(portalOnly('xianning-2022-site')).toBe(0)
    expect(portalOnly('national-2019-site')).toBeGreaterThan(20)
    const weekly = shipped('xianning-2022-account').indicators.filter(({ applies }) => applies.accountTypes !== undefined)
    expect(weekly.map(({ id, applies, unitPoints }) => [id, applies.accountTypes, unitPoints?.value])).toEqual([
      ['XN2', ['发布类'], '0'],
      ['XN3', ['服务类'], '0']
    ])
  })

  it('names the file that is no JSON, and two files of one id', () => {
    const broken = copyOfResources()
    writeFileSync(join(broken, 'catalogues/local.json'), '{')
    expect(() => loadCatalogues(broken)).toThrow(/指标目录文件 local\.json 不是有效的 JSON/)
    const twice = copyOfResources()
    cpSync(join(twice, 'catalogues/national-2019-site.json'), join(twice, 'catalogues/copy.json'))
    expect(() => loadCatalogues(twice)).toThrow(/“national-2019-site”有两个文件/)
  })

  it('names the local plan that does not fit its base', () => {
    const wrong = copyOfResources()
    const file = join(wrong, 'catalogues/overlays/xianning-2022-site.json')
    const plan = JSON.parse(readFileSync(file, 'utf8')) as { patch: Record<string, unknown> }
    writeFileSync(file, JSON.stringify({ ...plan, patch: { ...plan.patch, 'D1.99': { title: '没有的' } } }))
    expect(() => loadCatalogues(wrong)).toThrow(
      /“xianning-2022-site\.json”有误：细则 xianning-2022-site：指标 D1\.99 不在基础目录 national-2019-site 中，请改正编号/
    )
    writeFileSync(file, JSON.stringify({ ...plan, id: 'national-2019-site' }))
    expect(() => loadCatalogues(wrong)).toThrow(/“national-2019-site”有两个文件/)
  })
})
