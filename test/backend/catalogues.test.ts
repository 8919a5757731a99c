import { describe, expect, it } from 'vitest'
import { workspaceFolder } from '../../electron/backend/workspace-folder.ts'
import { openTestStore, temporaryFolder } from '../db/support.ts'
import { design, importFile, csv, numbers, openBackend, siteRow, type TestBackend } from './support.ts'

const sure = <T>(value: T) => ({ value, status: 'confirmed', source: '本地方案' })
const plan = (changes: Record<string, unknown> = {}) => ({
  id: 'local-2024',
  title: '某市检查指标',
  edition: '某市2024年方案',
  region: '某省某市',
  base: 'national-2019-site',
  source: '某市办公室2024年文件',
  frame: { failBelow: sure('70') },
  ...changes
})
const ids = async (test: TestBackend): Promise<string[]> =>
  (await test.call('catalogues.list', {})).catalogues.map(({ id }) => id)

describe('catalogues', () => {
  it('lists editions and local plans with origin, base and region', async () => {
    const test = await openBackend(temporaryFolder())
    await test.call('catalogues.saveOverlay', { overlay: plan() })
    const { catalogues, faulty } = await test.call('catalogues.list', {})
    expect(faulty).toEqual([])
    const of = (id: string) => catalogues.find((one) => one.id === id)
    expect(of('national-2019-site')).toMatchObject({ origin: 'shipped', base: null, region: null })
    expect(of('xianning-2022-site')).toMatchObject({ origin: 'shipped', base: 'national-2019-site', region: '湖北省咸宁市' })
    expect(of('local-2024')).toMatchObject({ origin: 'office', base: 'national-2019-site', region: '某省某市', object: 'site' })
    // What a new batch proposes is the first of its kind.
    expect(catalogues.filter(({ object }) => object === 'site')[0]?.id).toBe('national-2019-site')
  })

  it('gives the plan as it was saved, the edition it makes, and what it changes', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    expect(await test.call('catalogues.saveOverlay', { overlay: plan() })).toEqual({ id: 'local-2024' })
    expect(test.events).toContainEqual({ name: 'workspace.changed', payload: { topics: ['office'], batchId: null } })
    expect((await test.call('catalogues.overlay', { id: 'local-2024' })).overlay).toMatchObject(plan())
    expect((await test.call('catalogues.overlay', { id: 'national-2019-site' })).overlay).toBeNull()
    expect((await test.call('catalogues.overlay', { id: 'xianning-2022-site' })).overlay?.frame.failBelow?.value).toBe('80')
    expect((await test.call('catalogues.get', { id: 'local-2024' })).frame.failBelow?.value).toBe('70')
    const { differences } = await test.call('catalogues.diff', { from: 'national-2019-site', to: 'local-2024' })
    expect(differences.map(({ field, before, after }) => [field, before, after])).toEqual([
      ['failBelow', '60（已证实）', '70（已证实）'],
      ['failBelow.source', '国办秘函〔2019〕19号', '本地方案']
    ])
    // It is still there when the workspace is opened again.
    await test.backend.close()
    expect(await ids(await openBackend(dir))).toContain('local-2024')
  })

  it('refuses what does not hold together, naming the culprit, and writes nothing', async () => {
    const test = await openBackend(temporaryFolder())
    const before = await test.call('state.hash', {})
    const wrong = plan({ patch: { 'D1.99': { title: '某' } }, remove: ['Q1'] })
    const sentence = '细则 local-2024：指标 D1.99 不在基础目录 national-2019-site 中，请改正编号'
    const { faults, catalogue } = await test.call('catalogues.validate', { overlay: wrong })
    expect(faults).toContain(sentence)
    expect(catalogue).toBeNull()
    await expect(test.call('catalogues.saveOverlay', { overlay: wrong })).rejects.toMatchObject({
      code: 'bad-catalogue',
      faults: expect.arrayContaining([{ reason: sentence }])
    })
    await expect(test.call('catalogues.saveOverlay', { overlay: '文字' })).rejects.toMatchObject({ code: 'bad-catalogue' })
    for (const id of ['national-2019-site', 'xianning-2022-site']) {
      const taken = plan({ id })
      await expect(test.call('catalogues.saveOverlay', { overlay: taken })).rejects.toThrow(/随产品提供的目录，不能改写/)
      await expect(test.call('catalogues.removeOverlay', { id })).rejects.toThrow(/随产品提供的目录，不能删除/)
    }
    await expect(test.call('catalogues.removeOverlay', { id: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-catalogue' })
    await expect(test.call('catalogues.overlay', { id: 'nowhere' })).rejects.toMatchObject({ code: 'unknown-catalogue' })
    await expect(test.call('catalogues.diff', { from: 'nowhere', to: 'national-2019-site' })).rejects.toMatchObject({
      code: 'unknown-catalogue'
    })
    expect(await test.call('state.hash', {})).toEqual(before)
  })

  it('validates without saving: a plan, and a whole edition', async () => {
    const test = await openBackend(temporaryFolder())
    const before = await test.call('state.hash', {})
    const { catalogue, faults } = await test.call('catalogues.validate', { overlay: plan() })
    expect(faults).toEqual([])
    expect(catalogue?.frame.failBelow?.value).toBe('70')
    const edition = await test.call('catalogues.get', { id: 'national-2019-site' })
    expect((await test.call('catalogues.validate', { overlay: edition })).faults).toEqual([])
    const twice = { ...edition, indicators: [...edition.indicators, ...edition.indicators.slice(0, 1)] }
    expect((await test.call('catalogues.validate', { overlay: twice })).faults).toEqual(['指标 W1.1 的 id 重复'])
    expect(await test.call('state.hash', {})).toEqual(before)
  })

  it('keeps plans on plans together: no removal below, no change that breaks what stands on it, no ring', async () => {
    const test = await openBackend(temporaryFolder())
    const added = (await test.call('catalogues.get', { id: 'xianning-2022-site' })).indicators.find(({ id }) => id === 'XN1')
    const county = plan({ id: 'county', title: '某县检查指标', base: 'local-2024', patch: { XN1: { unitPoints: sure('2') } } })
    await test.call('catalogues.saveOverlay', { overlay: plan({ add: [added] }) })
    await test.call('catalogues.saveOverlay', { overlay: county })
    const kept = await test.call('state.hash', {})
    await expect(test.call('catalogues.removeOverlay', { id: 'local-2024' })).rejects.toThrow(
      /细则“某县检查指标”（county）以它为基础，不能删除/
    )
    await expect(test.call('catalogues.saveOverlay', { overlay: plan() })).rejects.toThrow(
      /细则 county：指标 XN1 不在基础目录 local-2024 中/
    )
    await expect(test.call('catalogues.saveOverlay', { overlay: plan({ base: 'county' }) })).rejects.toThrow(/绕成一圈|有误/)
    expect(await test.call('state.hash', {})).toEqual(kept)
    await test.call('catalogues.removeOverlay', { id: 'county' })
    await test.call('catalogues.removeOverlay', { id: 'local-2024' })
    expect(await ids(test)).not.toContain('local-2024')
  })

  it('goes on with a broken plan: it is listed as faulty, can be mended and removed', async () => {
    const dir = temporaryFolder()
    const test = await openBackend(dir)
    await test.call('catalogues.saveOverlay', { overlay: plan({ id: 'good' }) })
    // As a later version of the product would find it after an item of its base went.
    const broken = plan({ patch: { 'D1.99': { title: '某' } } })
    const documents = [
      { id: 'local-2024', content: broken },
      { id: 'rubbish', content: '不是细则' }
    ]
    await test.backend.close()
    const store = openTestStore(workspaceFolder(dir).database)
    store.append(
      documents.map(({ id, content }) => ({
        type: 'office.document-saved' as const,
        payload: { kind: 'overlay' as const, id, title: `细则 ${id}`, content }
      }))
    )
    store.close()

    const again = await openBackend(dir)
    const { catalogues, faulty } = await again.call('catalogues.list', {})
    expect(catalogues.map(({ id }) => id)).toEqual(expect.arrayContaining(['national-2019-site', 'good']))
    expect(catalogues.map(({ id }) => id)).not.toContain('local-2024')
    expect(faulty.map(({ id }) => id).sort()).toEqual(['local-2024', 'rubbish'])
    expect(faulty.find(({ id }) => id === 'local-2024')?.faults).toEqual([
      '细则 local-2024：指标 D1.99 不在基础目录 national-2019-site 中，请改正编号'
    ])
    expect((await again.call('catalogues.overlay', { id: 'local-2024' })).overlay).toMatchObject(broken)
    expect((await again.call('catalogues.overlay', { id: 'rubbish' })).overlay).toBeNull()
    // A new plan is not held up by the broken one.
    await again.call('catalogues.saveOverlay', { overlay: plan({ id: 'another' }) })
    await again.call('catalogues.saveOverlay', { overlay: plan() })
    await again.call('catalogues.removeOverlay', { id: 'rubbish' })
    expect((await again.call('catalogues.list', {})).faulty).toEqual([])
  })

  it('leaves an open batch with the edition it was opened by', async () => {
    const test = await openBackend(temporaryFolder())
    await test.call('catalogues.saveOverlay', { overlay: plan() })
    await importFile(
      test,
      csv(
        temporaryFolder(),
        '名录.csv',
        numbers(3).map((number) => siteRow(number))
      )
    )
    const { batch } = await test.call('batches.create', {
      title: '甲',
      period: '2024Q1',
      catalogueId: 'local-2024',
      design: design()
    })
    const frozen = await test.call('batches.get', { batchId: batch.id })
    expect(frozen.catalogue.frame.failBelow?.value).toBe('70')
    await test.call('catalogues.saveOverlay', { overlay: plan({ frame: { failBelow: sure('75') } }) })
    expect((await test.call('catalogues.get', { id: 'local-2024' })).frame.failBelow?.value).toBe('75')
    expect(await test.call('batches.get', { batchId: batch.id })).toEqual(frozen)
    await test.call('catalogues.removeOverlay', { id: 'local-2024' })
    expect(await test.call('batches.get', { batchId: batch.id })).toEqual(frozen)
  })
})
