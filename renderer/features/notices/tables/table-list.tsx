import { Button, Drawer, Popconfirm } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useReportFailure } from '../../../components/failure.tsx'
import { formatInstant } from '../../../components/format.ts'
import { EmptyState, Loaded, Screen } from '../../../components/screen.tsx'
import { useRead, useWrite } from '../../../rpc/hooks.ts'
import { ViewSwitch } from '../view-switch.tsx'

/** What other offices sent for the notices, with where each came from. */
export function TableList(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const report = useReportFailure()
  const read = useRead('externals.list', {})
  const removing = useWrite('externals.remove')
  const [shown, setShown] = useState<string | null>(null)
  return (
    <Screen
      title={t(($) => $.notices.tables.title)}
      help={t(($) => $.notices.tables.help)}
      actions={
        <>
          <ViewSwitch view="tables" />
          <Button type="primary" onClick={() => go('/notices/tables/import')}>
            {t(($) => $.notices.tables.import)}
          </Button>
        </>
      }
    >
      <Loaded read={read}>
        {({ tables }) =>
          tables.length === 0 ? (
            <EmptyState title={t(($) => $.notices.tables.none)} help={t(($) => $.notices.tables.noneHelp)} />
          ) : (
            <div className="panel">
              <table className="figure-table">
                <thead>
                  <tr>
                    <th scope="col">{t(($) => $.notices.tables.name)}</th>
                    <th scope="col">{t(($) => $.notices.tables.period)}</th>
                    <th scope="col" className="num">
                      {t(($) => $.notices.tables.rows)}
                    </th>
                    <th scope="col">{t(($) => $.notices.tables.columns)}</th>
                    <th scope="col">{t(($) => $.notices.tables.file)}</th>
                    <th scope="col">{t(($) => $.notices.tables.saved)}</th>
                    <th scope="col">
                      <span className="visually-hidden">{t(($) => $.profiles.actions)}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {tables.map((table) => (
                    <tr key={table.id}>
                      <th scope="row">
                        {table.title} <span className="quiet mono">{table.id}</span>
                        {table.disagreements.map((sentence) => (
                          <p key={sentence} className="table-disagreement">
                            ⚠ {sentence}
                          </p>
                        ))}
                      </th>
                      <td>{table.period}</td>
                      <td className="num">{table.rows}</td>
                      <td>{table.columns.map(({ label }) => label).join('、')}</td>
                      <td>{table.source.file}</td>
                      <td className="figures">
                        {table.author} {formatInstant(table.time)}
                      </td>
                      <td className="profile-actions">
                        <Button size="small" onClick={() => setShown(table.id)}>
                          {t(($) => $.notices.tables.show)}
                        </Button>
                        <Popconfirm
                          title={t(($) => $.notices.tables.removeAsk, { title: table.title, n: table.rows })}
                          okText={t(($) => $.profiles.remove)}
                          cancelText={t(($) => $.common.cancel)}
                          onConfirm={() => removing.mutate({ id: table.id }, { onError: report })}
                        >
                          <Button size="small">{t(($) => $.profiles.remove)}</Button>
                        </Popconfirm>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
      <Drawer
        size={760}
        mask={false}
        open={shown !== null}
        onClose={() => setShown(null)}
        title={read.data?.tables.find(({ id }) => id === shown)?.title ?? ''}
      >
        {shown === null ? null : <TableRows id={shown} />}
      </Drawer>
    </Screen>
  )
}

function TableRows({ id }: { id: string }): ReactNode {
  const read = useRead('externals.get', { id })
  return (
    <Loaded read={read}>
      {({ table }) => (
        <>
          <table className="figure-table">
            <thead>
              <tr>
                {table.columns.map((column) => (
                  <th key={column.id} scope="col" className={column.type === 'text' ? '' : 'num'}>
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- rows of a file are told by their place
                <tr key={at}>
                  {table.columns.map((column, index) => (
                    <td key={column.id} className={column.type === 'text' ? '' : 'num'}>
                      {row[index]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {table.notes.map((note) => (
            <p key={note} className="quiet">
              {note}
            </p>
          ))}
        </>
      )}
    </Loaded>
  )
}
