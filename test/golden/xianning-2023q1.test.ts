import { expect, it } from 'vitest'
import { counties, xianning2023 } from './seeds/xianning-2023q1.ts'
import { goldenCase, proseOf, tableOf } from './support.ts'

it('makes the three tables of 咸宁 2023Q1: 40 sites, 3 with problems and none failed, scores 95, 99, 99, 212 accounts at 100%', async () => {
  const golden = goldenCase()
  await golden.register(xianning2023)
  const batch = { period: '2023Q1', objects: xianning2023 }
  const site = await golden.inspect({ ...batch, title: '网站抽查', object: 'site', catalogueId: 'xianning-2022-site' })
  const account = await golden.inspect({ ...batch, title: '新媒体抽查', object: 'account', catalogueId: 'xianning-2022-account' })
  const model = await golden.notice({
    batchIds: [site, account],
    profile: 'xianning',
    deadline: '2023-03-06',
    date: '2023-02-23',
    issuer: '咸宁市政务公开领导小组办公室'
  })

  expect(model.tables.map(({ id }) => id)).toEqual(['sites', 'site-problems', 'accounts'])
  const sites = tableOf(model, 'sites')
  expect(sites.columns.map(({ label }) => label)).toEqual(['市直/县市区', '抽查网站数', '问题网站数'])
  expect(sites.rows).toEqual([['市直', 34, 2], ...counties.map((county) => [county, 1, county === '咸安区' ? 1 : 0])])
  expect(sites.total).toEqual(['合计', 40, 3])

  const problems = tableOf(model, 'site-problems')
  expect(problems.columns.map(({ label }) => label)).toEqual(['单位', '名称', '抽查发现的突出问题', '得分'])
  // As printed: the lowest score first.
  expect(problems.rows.map(([unit, , , score]) => [unit, score])).toEqual([
    ['咸安区', 95],
    ['市科技局', 99],
    ['市乡村振兴局', 99]
  ])
  const ofXianan = String(problems.rows.find(([unit]) => unit === '咸安区')?.[2])
  expect(ofXianan).toContain('扣5分')
  expect(ofXianan).toContain('首页》政府信息公开平台》地方部门平台链接》区民政局》政策》政策解读')

  const accounts = tableOf(model, 'accounts')
  expect(accounts.columns.map(({ label }) => label)).toEqual(['市直/县市区', '抽查数量', '不合格数量', '合格率'])
  expect(accounts.rows).toEqual([
    ['市直', 66, 0, '100%'],
    ['咸安区', 31, 0, '100%'],
    ['嘉鱼县', 15, 0, '100%'],
    ['赤壁市', 31, 0, '100%'],
    ['通城县', 22, 0, '100%'],
    ['崇阳县', 32, 0, '100%'],
    ['通山县', 15, 0, '100%']
  ])
  expect(accounts.total).toBeNull()

  const prose = proseOf(model)
  expect(prose).toContain('抽查政府网站40家，存在问题的3家，未发现不合格网站，抽查合格率100%')
  expect(prose).toContain('抽查政务新媒体212个，未发现不合格账号，抽查合格率100%')
  expect(prose).toContain('2023年3月6日前')
  expect([model.issuer, model.date]).toEqual(['咸宁市政务公开领导小组办公室', '2023年2月23日'])
}, 600_000)
