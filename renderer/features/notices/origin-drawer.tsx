import { Alert, Drawer } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeCell, NoticeModel } from '../../../electron/domain/notice.ts'
import type { Origin } from './figure-origin.ts'

/** More rows than this are in the files only. */
const shownRows = 300
/** Of the sixteen columns of the problem list those that a reader of the notice asks for. */
const problemColumns = ['code', 'name', 'indicator', 'count', 'points', 'description', 'location', 'observedAt', 'evidence']

/** The rows behind one number: the objects or problems that were counted. */
export function OriginDrawer({
  origin,
  model,
  onClose
}: {
  origin: Origin | null
  model: NoticeModel
  onClose: () => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <Drawer
      open={origin !== null}
      onClose={onClose}
      size={760}
      title={origin === null ? '' : `${origin.title}：${origin.value}`}
      // Without a mask the next number can be clicked at once.
      mask={false}
      destroyOnHidden
    >
      {origin === null ? null : (
        <div className="origin">
          {origin.mismatches.length === 0 ? null : (
            <Alert type="error" showIcon role="alert" title={origin.mismatches.join('')} />
          )}
          {origin.isFrame ? <p className="quiet">{t(($) => $.notices.origin.frame)}</p> : null}
          {origin.external === null ? null : (
            <Rows title={origin.external.title} heads={origin.external.columns} rows={origin.external.rows} />
          )}
          {origin.problems === null ? null : <Problems model={model} rows={origin.problems} />}
          {origin.external !== null || (origin.problems !== null && origin.objects.length === 0) ? null : (
            <Rows
              title={t(($) => $.notices.origin.objects)}
              heads={(['name', 'unit', 'stratum', 'outcome', 'score', 'problems'] as const).map((head) =>
                t(($) => $.notices.origin.heads[head])
              )}
              rows={origin.objects.map((object) => [
                object.name,
                object.unit,
                object.stratum,
                t(($) => $.notices.origin.outcomes[object.outcome]),
                object.score ?? '—',
                object.problems
              ])}
            />
          )}
        </div>
      )}
    </Drawer>
  )
}

function Problems({ model, rows }: { model: NoticeModel; rows: readonly (readonly NoticeCell[])[] }): ReactNode {
  const places = problemColumns.flatMap((id) => {
    const at = model.problems.columns.findIndex((column) => column.id === id)
    return at < 0 ? [] : [at]
  })
  return (
    <Rows
      title={model.problems.title}
      heads={places.map((at) => model.problems.columns[at]?.label ?? '')}
      rows={rows.map((row) => places.map((at) => row[at] ?? ''))}
    />
  )
}

function Rows({
  title,
  heads,
  rows
}: {
  title: string
  heads: readonly string[]
  rows: readonly (readonly NoticeCell[])[]
}): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <h2>
        {title} <span className="quiet figures">{t(($) => $.common.grid.rows, { rows: rows.length })}</span>
      </h2>
      <table className="figure-table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shownRows).map((row, at) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of the notice are told by their place
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={heads[index]} className={typeof cell === 'number' ? 'num' : ''}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shownRows ? <p className="quiet">{t(($) => $.notices.moreRows, { n: rows.length - shownRows })}</p> : null}
    </>
  )
}
