import { expect, it } from 'vitest'
import { anhuiAccounts, anhuiSites } from '../domain/notice-fixtures.ts'
import { anhui2023, good } from './seeds/anhui-2023q3.ts'
import { goldenCase, proseOf, tableOf } from './support.ts'

it('makes both annexes of 安徽 2023Q3: 17 strata, 840/840/0 and 3316/1658/5, 99.70%', async () => {
  const golden = goldenCase()
  await golden.register(anhui2023)
  const batch = { period: '2023Q3', objects: anhui2023 }
  const site = await golden.inspect({ ...batch, title: '网站检查', object: 'site', catalogueId: 'national-2019-site' })

  const account = await golden.inspect({
    ...batch,
    title: '新媒体抽查',
    object: 'account',
    catalogueId: 'national-2019-account',
    rate: '0.5',
    // Which accounts failed is not known: the first drawn of the strata that have failures.
    found: (drawn) =>
      anhuiAccounts.flatMap(([stratum, , , failed]) =>
        drawn
          .filter((target) => target.stratum === stratum)
          .slice(0, failed)
          .map(({ code }) => ({ code, indicator: 'M2.1', description: '超过两周没有更新' }))
      )
  })

  const list = golden.table(
    ['类别', '名称'],
    [
      ...good.cities.map((name) => ['市级门户', name]),
      ...good.departments.map((name) => ['部门', name]),
      ...good.counties.map((name) => ['县级门户', name]),
      ...good.areas.map((name) => ['所辖县区', name])
    ]
  )
  const request = { batchIds: [site, account], profile: 'anhui', deadline: '2023-10-20', date: '2023-09-26' }
  const model = await golden.notice({ ...request, externals: { good: list } })
  expect(model.tables.map(({ label, title }) => `${label} ${title}`)).toEqual([
    '附件1 2023年第三季度全省政府网站检查情况',
    '附件2 2023年第三季度全省政务新媒体抽查情况'
  ])
  expect(tableOf(model, 'sites').rows).toEqual(anhuiSites.map((row, index) => [index + 1, ...row]))
  expect(tableOf(model, 'sites').total).toEqual(['合计', '', 840, 840, 0])
  expect(tableOf(model, 'accounts').rows).toEqual(anhuiAccounts.map((row, index) => [index + 1, ...row]))
  expect(tableOf(model, 'accounts').total).toEqual(['合计', '', 3316, 1658, 5])
  const prose = proseOf(model)
  expect(prose).toContain('共840家，本次检查840家，检查比例100%。经检查，合格840家，不合格0家，总体合格率100%')
  expect(prose).toContain('共3316个，本次抽查1658个，检查比例50%。经检查，合格1653个，不合格5个，总体合格率99.70%')
  expect(prose).toContain(`情况较好的市级政府门户网站有：${good.cities.join('、')}。`)
  expect(prose).toContain(`情况较好的部门网站有：${good.departments.join('、')}。`)
  expect(prose).toContain(`情况较好的县级政府门户网站有：${good.counties.join('、')}。`)
  expect(prose).toContain(`所辖县区网站整体情况较好的有：${good.areas.join('、')}。`)
  expect(prose).not.toContain('全部合格的有')

  // Without the office's list the strata without a failure are named, counted from the batch.
  const bare = await golden.notice(request)
  expect(proseOf(bare)).toContain(
    '所检查的网站全部合格的有：省直厅局、合肥市、淮北市、亳州市、宿州市、蚌埠市、阜阳市、淮南市、滁州市、六安市等17个地区和部门。'
  )
  expect(proseOf(bare)).not.toContain('情况较好')
}, 600_000)
