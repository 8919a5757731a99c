import { expect, it } from 'vitest'
import { catalogues, cities, fewDepartments, jieyang2022, noneOpened, registryBefore } from './seeds/jieyang-2022q2.ts'
import { goldenCase, proseOf, tableOf } from './support.ts'

it('makes the figures of 揭阳 2022Q2: sites, channels and accounts, changes of the registry, data catalogues and ranks', async () => {
  const golden = goldenCase()
  await golden.register(registryBefore)
  const site = { title: '网站检查', object: 'site', catalogueId: 'national-2019-site' } as const
  const account = { title: '新媒体检查', object: 'account', catalogueId: 'national-2019-account' } as const
  const before = { period: '2022Q1', objects: registryBefore.map((object) => ({ ...object, found: [] })) }
  await golden.inspect({ ...site, ...before })
  await golden.inspect({ ...account, ...before })
  await golden.register(jieyang2022)
  const now = { period: '2022Q2', objects: jieyang2022 }
  const batchIds = [await golden.inspect({ ...site, ...now }), await golden.inspect({ ...account, ...now })]
  const externals = {
    catalogues: golden.table(['单位', '单位类别', '挂接目录数', '开放目录数'], catalogues),
    cities: golden.table(['地市', '是否本市', '挂接目录数', '开放目录数'], cities)
  }
  const model = await golden.notice({
    batchIds,
    profile: 'jieyang',
    externals,
    date: '2022-08-17',
    docNumber: '揭政数局函〔2022〕41号'
  })

  const prose = proseOf(model)
  expect(prose).toContain('在运行的10个政府网站（含2个服务平台）、35个部门频道、86个政务新媒体进行了检查')
  expect(prose).toContain('网站整体合格率为80%，政务新媒体合格率为98.8%')
  expect(model.docNumber).toBe('揭政数局函〔2022〕41号')

  expect(prose).toContain('与2022年第一季度相比，关停4个，新增备案3个，更名0个')
  expect(prose).toContain('已关停的有：空港经济区管委会门户网站、榕城发布、揭东发布、揭阳公安在线。')
  expect(prose).toContain('新增备案的有：信用揭阳网、揭阳林业、揭阳市场监管。')
  expect(tableOf(model, 'changes').rows).toHaveLength(7)

  expect(prose).toContain(
    '数据挂接目录总数为1347条，数量居前三位的单位依次为市政务服务数据管理局（287条）、揭东区政务服务数据管理局（185条）、榕城区政务服务数据管理局（164条）'
  )
  expect(prose).toContain(
    '公共数据开放总量为1061条，数量居前三位的单位依次为市政务服务数据管理局（220条）、揭东区政务服务数据管理局（122条）、市生态环境局（101条）'
  )
  expect(prose).toContain('挂接目录总数居全省地级市第7名，开放总量居全省地级市第13名')
  expect(prose).toContain(`${fewDepartments.join('、')}等7个部门开放数量少于10条`)
  expect(prose).toContain(`${noneOpened.join('、')}等单位开放数量为0`)

  const failed = tableOf(model, 'failed')
  expect(failed.rows.map((row) => row.slice(0, 4))).toEqual([
    [1, '网站', '揭东区政府门户网站', '揭东区'],
    [2, '网站', '揭阳产业园门户网站', '揭阳产业园'],
    [3, '新媒体', '普宁市生态环境', '普宁市生态环境分局']
  ])
  const data = tableOf(model, 'catalogues')
  expect(data.columns.map(({ label }) => label)).toEqual(['序号', '单位', '挂接目录数（条）', '开放目录数（条）'])
  expect(data.total).toEqual(['合计', '', 1347, 1061])
  expect(data.rows[0]).toEqual([1, '市政务服务数据管理局', 287, 220])
}, 600_000)
