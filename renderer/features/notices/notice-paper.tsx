import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeCell, NoticeModel, NoticeTable } from '../../../electron/domain/notice.ts'
import { ScrollPane } from '../../components/screen.tsx'
import { paragraphPlace, problemsPlace, tablePlace } from './notice-outline.tsx'

/** More rows than this are in the files only; the screen stays quick. */
const shownRows = 200

interface PaperTableProps {
  id: string
  label: string
  table: Pick<NoticeTable, 'title' | 'columns' | 'rows' | 'total'>
  note?: string | null
  empty?: string
}
function PaperTable({ id, label, table, note = null, empty }: PaperTableProps): ReactNode {
  const { t } = useTranslation()
  const rest = table.rows.length - shownRows
  // Rates come as text with their sign.
  const cell = (value: NoticeCell): string => (typeof value === 'number' || /^[\d.]+%$/.test(value) ? 'num' : '')
  return (
    <article id={id} className={table.columns.length > 6 ? 'paper paper-wide' : 'paper'}>
      <p className="paper-label">{label}</p>
      <table>
        <caption>{table.title}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.id} scope="col">
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, shownRows).map((row, at) => (
            <tr key={String(row[0] ?? at) + String(at)}>
              {table.columns.map((column, index) => (
                <td key={column.id} className={cell(row[index] ?? '')}>
                  {row[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {table.total === null ? null : (
          <tfoot>
            <tr>
              {table.columns.map((column, index) => (
                <td key={column.id} className={cell(table.total?.[index] ?? '')}>
                  {table.total?.[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
      {table.rows.length === 0 && empty !== undefined ? <p className="paper-note">{empty}</p> : null}
      {rest > 0 ? <p className="paper-note">{t(($) => $.notices.moreRows, { n: rest })}</p> : null}
      {note === null ? null : <p className="paper-note">{note}</p>}
    </article>
  )
}

/** The notice on A4 with the margins, sizes and line pitch of the printed one. */
export function NoticePaper({ model }: { model: NoticeModel }): ReactNode {
  const { t } = useTranslation()
  return (
    <ScrollPane className="desk" label={t(($) => $.notices.paper)}>
      <article className="paper">
        <h2 className="paper-title">{model.title}</h2>
        <p className="paper-addressee">{model.addressee}</p>
        {model.paragraphs.map((paragraph, index) => (
          <p key={paragraphPlace(index)} id={paragraphPlace(index)} className={`paper-paragraph paper-level-${paragraph.level}`}>
            {paragraph.text}
          </p>
        ))}
        <p className="paper-paragraph paper-annexes">{t(($) => $.notices.annexes)}</p>
        <ol className="paper-annex-list">
          {model.tables.map((table) => (
            <li key={table.id}>{table.title}</li>
          ))}
          <li>{model.problems.title}</li>
        </ol>
        <p className="paper-signature">{model.issuer}</p>
        <p className="paper-signature">{model.date}</p>
      </article>
      {model.tables.map((table, index) => (
        <PaperTable key={table.id} id={tablePlace(index)} label={table.label} table={table} note={table.note} />
      ))}
      <PaperTable
        id={problemsPlace}
        label={t(($) => $.notices.problems)}
        table={model.problems}
        empty={t(($) => $.notices.noProblems)}
      />
    </ScrollPane>
  )
}
