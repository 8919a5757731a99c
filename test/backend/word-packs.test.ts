import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { termListsInUse } from '../../electron/backend/word-pack-lookup.ts'
import type { XunchaError } from '../../electron/domain/errors.ts'
import { openStore } from '../../db/open.ts'
import { countingIds, steppingClock, temporaryFolder } from '../db/support.ts'
import { xlsxBytes } from '../support/registry-files.ts'
import { openBackend, resourcesDir, type TestBackend } from './support.ts'

const rows = (version: string, ...terms: string[]): string =>
  ['名称,某市词库', `版本,${version}`, '来源,某市政务公开办', '词,类别,正确写法,允许语境,说明', ...terms, ''].join('\r\n')

function file(content: string | Uint8Array, name = '词库.csv'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, content)
  return path
}
async function importPack(test: TestBackend, path: string) {
  const preview = await test.call('wordPacks.preview', { source: { path } })
  await test.call('wordPacks.commit', { previewId: preview.previewId })
  return preview
}
const refusal = (work: Promise<unknown>): Promise<XunchaError> =>
  work.then(
    () => Promise.reject(new Error('was not refused')),
    (error: XunchaError) => error
  )

describe('word packs', () => {
  it('ships neutral samples, on, that name their version and source', async () => {
    const test = await openBackend(temporaryFolder())
    const { packs } = await test.call('wordPacks.list', {})
    expect(packs.map(({ name, origin, isOn }) => `${name} ${origin} ${isOn}`)).toEqual([
      '博彩词（样例） shipped true',
      '常见错别字（样例） shipped true'
    ])
    expect(packs.every(({ counts }) => counts.sensitive === 0)).toBe(true)
    const { hits } = await test.call('wordPacks.try', { text: '请用帐号登录；攻坚难题；驻地营帐号牌', by: 'on' })
    expect(hits.map(({ word, better, allowedBy }) => [word, better, allowedBy])).toEqual([
      ['帐号', '账号', null],
      ['坚难', '艰难', '攻坚难'],
      ['帐号', '账号', '营帐号']
    ])
  })

  it('previews, imports, replaces by name, switches and removes; a restart and a rebuild keep it', async () => {
    const dir = temporaryFolder()
    const first = await openBackend(dir)
    const one = await importPack(first, file(rows('一', '工做,错别字,工作,手工做,', '首存优惠,博彩,,,')))
    expect(one).toMatchObject({
      name: '某市词库',
      version: '一',
      replaces: null,
      counts: { misspelt: 1, sensitive: 0, gambling: 1 }
    })
    const two = await importPack(first, file(rows('二', '工做,错别字,工作,,', '工作日曰,错别字,工作日日,,')))
    expect(two.replaces).toEqual({ origin: 'office', version: '一', added: 1, changed: 1, removed: 1 })
    await first.call('wordPacks.switch', { name: '常见错别字（样例）', isOn: false })
    const { stateHash } = await first.call('state.hash', {})
    await first.backend.close()

    const test = await openBackend(dir)
    expect((await test.call('state.rebuild', {})).stateHash).toBe(stateHash)
    const { packs } = await test.call('wordPacks.list', {})
    expect(packs.map(({ name, version, isOn }) => `${name} ${version} ${isOn}`)).toEqual([
      '博彩词（样例） 2026.1 true',
      '常见错别字（样例） 2026.1 false',
      '某市词库 二 true'
    ])
    const tried = await test.call('wordPacks.try', { text: '帐号，工做，百家乐', by: 'on' })
    expect(tried.hits.map(({ word, pack }) => `${word} ${pack}`)).toEqual(['工做 某市词库 二', '百家乐 博彩词（样例） 2026.1'])
    expect((await test.call('wordPacks.get', { name: '某市词库', search: '日' })).terms).toEqual([
      { word: '工作日曰', kind: 'misspelt', better: '工作日日', allowed: [], note: '' }
    ])
    await test.call('wordPacks.remove', { name: '某市词库' })
    expect((await test.call('wordPacks.list', {})).packs).toHaveLength(2)
    expect((await refusal(test.call('wordPacks.remove', { name: '博彩词（样例）' }))).message).toContain('可以停用')
    expect(await refusal(test.call('wordPacks.switch', { name: '没有', isOn: true }))).toMatchObject({ code: 'bad-input' })
  })

  it('hands the checks the words that are switched on, each once', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    await importPack(test, file(rows('一', '百家乐,博彩,,,', '工做,错别字,工作,手工做,', '某某表述,敏感,,,')))
    await test.call('wordPacks.switch', { name: '常见错别字（样例）', isOn: false })
    await test.backend.close()
    const store = openStore(join(dir, 'workspace.db'), { clock: steppingClock(), ids: countingIds('z'), author: () => '甲' })
    const lists = termListsInUse({ resourcesDir, store })
    store.close()
    expect(lists.misspelt).toEqual([{ term: '工做', better: '工作', allowed: ['手工做'], pack: '某市词库 一' }])
    expect(lists.sensitive.map(({ term }) => term)).toEqual(['某某表述'])
    expect(lists.gambling.filter(({ term }) => term === '百家乐').map(({ pack }) => pack)).toEqual(['博彩词（样例） 2026.1'])
  })

  it('reads the same pack from a workbook and from JSON', async () => {
    const test = await openBackend(temporaryFolder())
    const cells = rows('三', '工做,错别字,工作,手工做；做工做,说明')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','))
    const book = await test.call('wordPacks.preview', {
      source: { path: file(await xlsxBytes([{ name: '词库', rows: cells }]), '词库.xlsx') }
    })
    const json = JSON.stringify({
      name: '某市词库',
      version: '三',
      source: '某市政务公开办',
      terms: [{ word: '工做', kind: 'misspelt', better: '工作', allowed: ['手工做', '做工做'], note: '说明' }]
    })
    const other = await test.call('wordPacks.preview', { source: { path: file(`\uFEFF${json}`, '词库.json') } })
    expect(book.terms).toEqual(other.terms)
    expect(book.terms).toHaveLength(1)
  })

  it.each([
    ['broken JSON', '{"name":', '不是有效的 JSON'],
    ['deep JSON', `${'['.repeat(200_000)}`, '不是有效的 JSON'],
    ['JSON over 8 MB', `{"name":"${'长'.repeat(3 * 1024 * 1024)}"}`, '超过 8 MB'],
    ['a page', '<html><table>', '不是表格'],
    ['nothing', '', '是空的'],
    ['another table', '甲,乙\r\n1,2\r\n', '缺少“词”、“类别”列']
  ])('refuses %s and keeps nothing', async (_, content, sentence) => {
    const test = await openBackend(temporaryFolder())
    const { stateHash } = await test.call('state.hash', {})
    expect((await refusal(test.call('wordPacks.preview', { source: { path: file(content, '词库') } }))).message).toContain(
      sentence
    )
    expect(await test.call('state.hash', {})).toEqual({ stateHash })
  })
})
