import { expect, it } from 'vitest'
import { huangshi2022, huangshiOverlay, late, recheck } from './seeds/huangshi-2022h1.ts'
import { goldenCase, proseOf, tableOf } from './support.ts'

it('makes the notice of 黄石 2022: counties and departments ranked, recheck, late reports, contact form', async () => {
  const golden = goldenCase()
  await golden.plan(huangshiOverlay)
  await golden.register(huangshi2022)
  const batch = await golden.inspect({
    title: '半年考评',
    period: '2022H1',
    object: 'site',
    catalogueId: 'golden-huangshi-site',
    objects: huangshi2022
  })
  const externals = {
    recheck: golden.table(['单位', '前期通报问题数', '已整改数', '未整改数'], recheck),
    late: golden.table(
      ['单位', '应报日期', '报送情况'],
      late.map((unit) => [unit, '2022-06-30', '未提交'])
    )
  }
  const request = { batchIds: [batch], profile: 'huangshi', deadline: '2022-09-02', date: '2022-08-25' }
  const model = await golden.notice({ ...request, externals })

  expect(model.tables.map(({ label, id }) => [label, id])).toEqual([
    ['附件1', 'counties'],
    ['附件2', 'departments'],
    ['附件3', 'recheck'],
    ['附件4', 'late'],
    ['附件5', 'contacts']
  ])
  expect(tableOf(model, 'counties').rows).toEqual([
    [1, '下陆区', 99],
    [2, '阳新县', 98],
    [3, '黄石港区', 97],
    [4, '大冶市', 94],
    ['5（并列）', '西塞山区', 92],
    ['5（并列）', '开发区·铁山区', 92]
  ])
  const departments = tableOf(model, 'departments').rows
  expect(departments).toHaveLength(29)
  expect(departments.slice(0, 9).map(([place, unit]) => [place, unit])).toEqual([
    [1, '市自然资源和规划局'],
    [2, '市司法局'],
    [3, '市住房公积金中心'],
    [4, '市人防办'],
    [5, '市住建局'],
    [6, '市城管委'],
    [7, '市交通运输局'],
    ['8（并列）', '市教育局'],
    ['8（并列）', '市民政局']
  ])
  expect(departments[9]?.[0]).toBe('10（并列）')
  const prose = proseOf(model)
  expect(prose).toContain('对6个县市区、29个市直单位进行了全覆盖检查')
  expect(prose).toContain('成绩较好的县市区有下陆区、阳新县、黄石港区。')
  expect(prose).toContain(
    '成绩较好的市直单位有市自然资源和规划局、市司法局、市住房公积金中心、市人防办、市住建局、市城管委、市交通运输局。'
  )
  expect(prose).toContain('对前期通报的12个问题进行了“回头看”，已整改9个，整改率75%')
  expect(prose).toContain('未完全整改的单位有：市教育局、市民政局。')
  expect(prose).toContain(`${late.join('、')}等8个单位未按时提交整改报告`)
  expect(prose).toContain('请于2022年9月2日前报送')

  const rechecked = tableOf(model, 'recheck')
  expect(rechecked.rows[0]).toEqual([1, '市教育局', 5, 3, 2, '60%'])
  expect(rechecked.total).toEqual(['合计', '', 12, 9, 3, '75%'])
  // The form that the units fill in: header and empty rows.
  const form = tableOf(model, 'contacts')
  expect(form.columns.map(({ label }) => label)).toEqual(['序号', '单位', '分管负责人', '具体责任人', '职务', '办公电话', '手机'])
  expect(form.rows).toEqual(Array.from({ length: 8 }, (_, at) => [at + 1, '', '', '', '', '', '']))

  // Without the brought tables: scores and form alone.
  const bare = await golden.notice(request)
  expect(bare.tables.map(({ id }) => id)).toEqual(['counties', 'departments', 'contacts'])
  expect(proseOf(bare)).not.toContain('回头看')
}, 600_000)
