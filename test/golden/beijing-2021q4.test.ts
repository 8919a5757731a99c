import { expect, it } from 'vitest'
import { beijing2021, beijingOverlay, messages, platforms, sitesBefore } from './seeds/beijing-2021q4.ts'
import { goldenCase, proseOf, tableOf } from './support.ts'

it('makes the figures of 北京 2021Q4, and says where its printed total does not follow from its parts', async () => {
  const golden = goldenCase()
  await golden.plan(beijingOverlay)
  await golden.register(beijing2021)
  const site = { title: '网站检查', object: 'site', catalogueId: 'golden-beijing-site' } as const
  await golden.inspect({ ...site, period: '2021Q3', objects: sitesBefore })
  const now = await golden.inspect({ ...site, period: '2021Q4', objects: beijing2021 })
  const account = await golden.inspect({
    title: '新媒体检查',
    object: 'account',
    catalogueId: 'national-2019-account',
    period: '2021Q4',
    objects: beijing2021
  })
  const table = golden.table(['单位', '单位类别', '收到留言', '按期办结'], messages)
  const request = { batchIds: [now, account], profile: 'beijing', date: '2022-01-20' }
  const model = await golden.notice({ ...request, externals: { messages: table } })

  // Sites: 16 districts 124.9 with ten at 125, 61 departments 99 with 48 at 100, seven more than before.
  const { figures } = model
  expect([figures['district.sites'], figures['district.average'], figures['district.highest']]).toEqual([16, 124.9, 125])
  expect(figures['district.highestNames']).toBe('朝阳区、海淀区、门头沟区等10个区')
  expect([figures['department.sites'], figures['department.average'], figures['department.full']]).toEqual([61, 99, 48])
  expect(figures['department.fullNames']).toBe('市发改委等48个市级部门')
  expect(figures['department.fullChange']).toBe('增加7个')
  expect(tableOf(model, 'site-classes').rows).toEqual([
    ['区', 16, 124.9, 125, 124.8, 0],
    ['市级部门', 61, 99, 100, 95, 48]
  ])

  // Accounts by platform: 100, 98.6, 93.8 and 99.1 as printed.
  const table2 = tableOf(model, 'platforms')
  expect(table2.rows.map(([platform, count, failed]) => [platform, count, failed])).toEqual(platforms.map((row) => [...row]))
  expect(table2.rows.map((row) => row[3])).toEqual(['100%', '98.6%', '93.8%', '99.1%'])
  // The notice prints 98.9 % for the whole. Its platforms leave only 19 failures of 1,652, which is 98.8499 %: half-up and
  // truncated alike 98.8. 98.9 needs 18 failures, or rounding twice (98.85, then 98.9). The product prints what follows.
  expect(table2.total).toEqual(['合计', 1652, 19, '98.8%'])
  expect(figures['account.passRate']).toBe('98.8%')

  // By unit class: 99.4 % with 14 districts at 100 %, 97.7 % with 45 departments at 100 %.
  expect([figures['district.accountRate'], figures['department.accountRate']]).toEqual(['99.4%', '97.7%'])
  expect(figures['district.allPassed']).toBe('西城区、朝阳区、石景山区等14个区')
  expect(figures['department.allPassed']).toBe('市发改委等45个部门')

  // Messages: 1,395 to 48 departments and 16 districts, all on time, six units with 70.5 % of them.
  const prose = proseOf(model)
  expect(prose).toContain(
    '共收到网民留言1395条，涉及48个部门、16个区，按期办结率100%。市人社局、市交通委、市公安局等6家单位收到的留言占70.5%，按期办结率100%'
  )
  expect(tableOf(model, 'messages').total).toEqual(['合计', '', 1395, 1395, '100%'])

  // Without the table of messages the notice stands without that paragraph and annex.
  const without = await golden.notice(request)
  expect(without.tables.map(({ id }) => id)).toEqual(['site-classes', 'platforms', 'account-classes'])
  expect(proseOf(without)).not.toContain('留言办理')
}, 600_000)
