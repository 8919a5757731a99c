import { describe, expect, it } from 'vitest'
import { buildNotice } from '../../../electron/domain/notice-build.ts'
import { checkNotice } from '../../../electron/domain/notice-check.ts'
import type { NoticeModel } from '../../../electron/domain/notice.ts'
import {
  faultsOfCell,
  faultsOfFigure,
  isCounted,
  originOfCell,
  originOfFigure
} from '../../../renderer/features/notices/figure-origin.ts'
import { matchExternals } from '../../../renderer/features/notices/match-externals.ts'
import { matchColumns } from '../../../renderer/features/notices/tables/mapping.ts'
import { anhuiBatch, profile } from '../../domain/notice-fixtures.ts'

describe('the origin of a number', () => {
  const model: NoticeModel = buildNotice({
    profile: profile('anhui'),
    batches: [anhuiBatch('site'), anhuiBatch('account')],
    deadline: null,
    decimals: null,
    date: '2023-09-26'
  })

  it('of every count is as many rows as the number says', () => {
    for (const kind of ['site', 'account'] as const) {
      for (const measure of ['checked', 'passed', 'failed', 'withProblems'] as const) {
        const origin = originOfFigure(model, `${kind}.${measure}`, 'x', [])
        expect(origin?.objects.length, `${kind}.${measure}`).toBe(model.figures[`${kind}.${measure}`])
      }
      const problems = originOfFigure(model, `${kind}.problems`, 'x', [])
      expect(problems?.problems?.length).toBe(model.figures[`${kind}.problems`])
    }
  })

  it('of every counted cell is as many rows as the cell says, total row too', () => {
    let cells = 0
    for (const table of model.tables) {
      for (const [at, row] of [...table.rows, ...(table.total === null ? [] : [table.total])].entries()) {
        for (const [column, { measure }] of table.columns.entries()) {
          if (!['checked', 'failed'].includes(measure) || !isCounted(table, column, row[column])) continue
          cells += 1
          const origin = originOfCell(model, table, row, column, at === table.rows.length, [])
          expect(origin?.objects.length, `${table.id} ${at} ${measure}`).toBe(row[column])
        }
      }
    }
    // Seventeen strata and a total, two counts, two annexes.
    expect(cells).toBe(72)
  })

  it('of text is none', () => {
    expect(originOfFigure(model, 'period', 'x', [])).toBeNull()
  })

  it('carries the sentences of the check that name it, and only those', () => {
    const [first, second] = model.tables
    const wrong = structuredClone(model)
    const row = wrong.tables[1]?.rows[3]
    const column = second?.columns.findIndex(({ measure }) => measure === 'checked') ?? 0
    if (row !== undefined) row[column] = Number(row[column]) + 1
    wrong.figures['site.checked'] = 1
    const mismatches = checkNotice(wrong)
    // The figure, and the paragraph that prints another number in its place.
    expect(faultsOfFigure('site.checked', mismatches)).toHaveLength(2)
    expect(faultsOfFigure('account.checked', mismatches)).toEqual([])
    const table = wrong.tables[1]
    expect(table === undefined || row === undefined ? [] : faultsOfCell(table, row, column, mismatches)).not.toEqual([])
    expect(first === undefined ? [] : faultsOfCell(first, first.rows[3] ?? [], column, mismatches)).toEqual([])
  })
})

describe('columns of a brought table', () => {
  const sheet = {
    file: 'a.csv',
    sheet: null,
    headerRow: 1,
    columns: [
      { label: '报送单位', type: 'text' as const },
      { label: '按时办结数', type: 'count' as const },
      { label: '办结数（件）', type: 'count' as const }
    ],
    rows: [],
    notes: []
  }

  it('are found under the other headings a profile knows, and without the words for counting', () => {
    const declared = [
      { id: 'received', label: '收到留言（条）', also: ['办结数'] },
      { id: 'onTime', label: '按时办结（件）' }
    ]
    expect(matchColumns(sheet, declared).map(({ from }) => from)).toEqual([2, 1])
  })

  it('go to the declared ones of the same heading first, then to those that contain it, none twice', () => {
    const declared = [
      { id: 'done', label: '办结数' },
      { id: 'onTime', label: '按时办结数' },
      { id: 'unit', label: '单位' },
      { id: 'late', label: '迟办数' }
    ]
    expect(matchColumns(sheet, declared).map(({ id, from }) => [id, from])).toEqual([
      ['done', 2],
      ['onTime', 1],
      ['unit', 0],
      ['late', null]
    ])
  })
})

describe('tables for the declared ones', () => {
  const blocks = [{ id: 'messages', title: '找错留言' }]
  it.each([
    ['the only one of the same title', [{ id: 'a', title: '找错留言' }], {}, { messages: 'a' }],
    [
      'none of two with the same title',
      [
        { id: 'a', title: '找错留言' },
        { id: 'b', title: '找错留言' }
      ],
      {},
      {}
    ],
    [
      'the chosen one',
      [
        { id: 'a', title: '找错留言' },
        { id: 'b', title: '别的' }
      ],
      { messages: 'b' },
      { messages: 'b' }
    ],
    ['none when none is wanted', [{ id: 'a', title: '找错留言' }], { messages: '' }, {}],
    [
      'the one of the title when the chosen one is gone',
      [{ id: 'a', title: '找错留言' }],
      { messages: 'gone' },
      { messages: 'a' }
    ]
  ])('are %s', (_, offered, chosen: Record<string, string>, expected) => {
    expect(matchExternals(blocks, offered, chosen)).toEqual(expected)
  })
})
