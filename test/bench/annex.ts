import { writeWorkbook } from '../../electron/export/workbook.ts'
import type { SheetCell } from '../../electron/export/workbook.ts'
import { placedObjects } from './draw.ts'
import { medianMs } from './figure.ts'
import type { Part } from './figure.ts'

const rowCount = 5_000

export const annex: Part = async () => {
  const objects = placedObjects(rowCount)
  const rows = objects.map((object, index): SheetCell[] => [
    index + 1,
    object.stratum,
    object.siteCode ?? object.accountId ?? '',
    object.name,
    object.unit,
    index % 3,
    `${(90 + (index % 1_000) / 100).toFixed(2)}%`,
    index % 3 === 0 ? '' : '政策解读栏目超过6个月未更新，调查征集栏目超过一年未更新'
  ])
  const sheet = {
    name: '附件1',
    mark: '附件1',
    title: '政府网站与政务新媒体检查情况表',
    columns: [
      { label: '序号', content: 'number' },
      { label: '地区', content: 'text' },
      { label: '标识码', content: 'text' },
      { label: '名称', content: 'text' },
      { label: '主办单位', content: 'text' },
      { label: '问题数', content: 'number' },
      { label: '合格率', content: 'rate' },
      { label: '存在的问题', content: 'text' }
    ],
    rows,
    total: ['合计', '', '', '', '', rows.length, '', ''],
    note: null
  } as const
  let bytes = 0
  const value = await medianMs(5, async () => {
    bytes = (await writeWorkbook({ title: sheet.title, date: new Date(0), sheets: [sheet] })).length
  })
  return [
    {
      part: 'annex',
      what: `附件.xlsx of ${rows.length} rows × 8`,
      value,
      unit: 'ms',
      note: `${(bytes / 1024).toFixed(0)} KB; 5 runs`
    }
  ]
}
