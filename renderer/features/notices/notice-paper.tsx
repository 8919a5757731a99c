import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeCell, NoticeModel, NoticeParagraph, NoticeTable } from '../../../electron/domain/notice.ts'
import { ScrollPane } from '../../components/screen.tsx'
import { faultsOfCell, faultsOfFigure, hasOrigin, isCounted, originOfCell, originOfFigure, type Origin } from './figure-origin.ts'
import { paragraphPlace, problemsPlace, tablePlace } from './notice-outline.tsx'

/** More rows than this are in the files only; the screen stays quick. */
const shownRows = 200

interface PaperTableProps {
  id: string
  label: string
  table: Pick<NoticeTable, 'title' | 'columns' | 'rows' | 'total'>
  note?: string | null
  empty?: string
  /** Makes a cell that counts something a way to its rows; null for one that does not. */
  linkOf?: (row: readonly NoticeCell[], column: number, isTotal: boolean) => { isRed: boolean; open: () => void } | null
}
function PaperTable({ id, label, table, note = null, empty, linkOf }: PaperTableProps): ReactNode {
  const { t } = useTranslation()
  const rest = table.rows.length - shownRows
  // Rates come as text with their sign.
  const cell = (value: NoticeCell): string => (typeof value === 'number' || /^[\d.]+%$/.test(value) ? 'num' : '')
  const content = (row: readonly NoticeCell[], index: number, isTotal: boolean): ReactNode => {
    const link = linkOf?.(row, index, isTotal) ?? null
    if (link === null) return row[index]
    return (
      <button type="button" className={link.isRed ? 'paper-figure paper-red' : 'paper-figure'} onClick={link.open}>
        {row[index]}
      </button>
    )
  }
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
                  {content(row, index, false)}
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
                  {content(table.total ?? [], index, true)}
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

interface PaperFigures {
  nameOf: (id: string) => string
  mismatches: readonly string[]
  onOrigin: (origin: Origin | null) => void
}

/** A paragraph; each counted number in it is a way to its rows. */
function PaperText({
  model,
  paragraph,
  figures
}: {
  model: NoticeModel
  paragraph: NoticeParagraph
  figures: PaperFigures
}): ReactNode {
  return paragraph.template.split(/(\{[A-Za-z][\w.-]*\})/).map((piece, index) => {
    const id = /^\{(.+)\}$/.exec(piece)?.[1]
    const place = String(index)
    const value = id === undefined ? undefined : model.figures[id]
    if (id === undefined || value === undefined) return piece
    if (!hasOrigin(model, id)) return <span key={place}>{value}</span>
    const isRed = faultsOfFigure(id, figures.mismatches).length > 0
    return (
      <button
        key={place}
        type="button"
        className={isRed ? 'paper-figure paper-red' : 'paper-figure'}
        title={figures.nameOf(id)}
        onClick={() => figures.onOrigin(originOfFigure(model, id, figures.nameOf(id), figures.mismatches))}
      >
        {value}
      </button>
    )
  })
}

/** The notice on A4 with the margins, sizes and line pitch of the printed one. With `figures` its numbers lead to their rows. */
export function NoticePaper({ model, figures }: { model: NoticeModel; figures?: PaperFigures }): ReactNode {
  const { t } = useTranslation()
  return (
    <ScrollPane className="desk" label={t(($) => $.notices.paper)}>
      {figures === undefined || figures.mismatches.length === 0 ? null : (
        <p className="desk-draft">{t(($) => $.notices.draft, { n: figures.mismatches.length })}</p>
      )}
      <article className="paper">
        {model.docNumber === '' ? null : <p className="paper-number">{model.docNumber}</p>}
        <h2 className="paper-title">{model.title}</h2>
        <p className="paper-addressee">{model.addressee}</p>
        {model.paragraphs.map((paragraph, index) => (
          <p key={paragraphPlace(index)} id={paragraphPlace(index)} className={`paper-paragraph paper-level-${paragraph.level}`}>
            {figures === undefined ? paragraph.text : <PaperText model={model} paragraph={paragraph} figures={figures} />}
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
        <PaperTable
          key={table.id}
          id={tablePlace(index)}
          label={table.label}
          table={table}
          note={table.note}
          {...(figures === undefined
            ? {}
            : {
                linkOf: (row, column, isTotal) => {
                  if (!isCounted(table, column, row[column])) return null
                  return {
                    isRed: faultsOfCell(table, row, column, figures.mismatches).length > 0,
                    open: () => figures.onOrigin(originOfCell(model, table, row, column, isTotal, figures.mismatches))
                  }
                }
              })}
        />
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
