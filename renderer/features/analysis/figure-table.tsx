import type { ReactNode } from 'react'
import type { FigureTable } from './figures.ts'

/** The numbers behind a chart, as a table that can be marked and copied. */
export function FigureRows({ table, caption }: { table: FigureTable; caption: string }): ReactNode {
  const { head, rows, foot } = table
  const cell = (index: number): string | undefined => (head[index]?.isNumber === true ? 'num' : undefined)
  return (
    <table className="figure-table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          {head.map(({ word, isNumber }) => (
            <th key={word} scope="col" className={isNumber ? 'num' : undefined}>
              {word}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {rest.map((value, index) => (
              <td key={head[index + 1]?.word} className={cell(index + 1)}>
                {value}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {foot === null ? null : (
        <tfoot>
          <tr>
            <th scope="row">{foot[0]}</th>
            {foot.slice(1).map((value, index) => (
              <td key={head[index + 1]?.word} className={cell(index + 1)}>
                {value}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}

/** As a spreadsheet takes it from the clipboard. */
export function tableText({ head, rows, foot }: FigureTable): string {
  return [head.map(({ word }) => word), ...rows, ...(foot === null ? [] : [foot])].map((row) => row.join('\t')).join('\n')
}
