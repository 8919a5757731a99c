import { CloseCircleOutlined, EditOutlined, MinusCircleOutlined, PlusCircleOutlined } from '@ant-design/icons'
import type { ColDef } from 'ag-grid-community'
import { Alert, App, Button, Checkbox, Segmented } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import { DataGrid } from '../../components/data-grid.tsx'
import { useReportFailure } from '../../components/failure.tsx'
import { Screen } from '../../components/screen.tsx'
import { useWrite } from '../../rpc/hooks.ts'
import { rpc } from '../../rpc/client.ts'
import { previewRows, sumsFit, sumsOf, type PreviewOp, type PreviewRow } from './preview-rows.ts'

type Preview = Output<'registry.preview'>

const icons: Record<PreviewOp, ReactNode> = {
  added: <PlusCircleOutlined aria-hidden />,
  changed: <EditOutlined aria-hidden />,
  closed: <MinusCircleOutlined aria-hidden />,
  rejected: <CloseCircleOutlined aria-hidden />
}

function useColumns(): ColDef<PreviewRow>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const value = (text: string): string => (text === '' ? t(($) => $.registry.blank) : text)
    const what = (row: PreviewRow): string =>
      row.op === 'rejected'
        ? row.reason
        : row.differences
            .map((one) => t(($) => $.registry.change, { field: one.field, before: value(one.before), after: value(one.after) }))
            .join('\n')
    return [
      {
        colId: 'op',
        headerName: t(($) => $.registry.op),
        valueGetter: ({ data }) => (data === undefined ? '' : t(($) => $.registry.ops[data.op])),
        cellRenderer: ({ data, value: word }: { data: PreviewRow | undefined; value: string }) =>
          data === undefined ? null : (
            <span className={`op op-${data.op}`}>
              {icons[data.op]} {word}
            </span>
          ),
        width: 84
      },
      { colId: 'row', headerName: t(($) => $.registry.row), field: 'row', width: 64, cellClass: 'num', headerClass: 'num' },
      { colId: 'column', headerName: t(($) => $.registry.column), field: 'column', width: 96 },
      {
        colId: 'what',
        headerName: t(($) => $.registry.what),
        valueGetter: ({ data }) => (data === undefined ? '' : what(data)),
        flex: 3,
        minWidth: 260,
        wrapText: true,
        autoHeight: true,
        cellClass: 'op-what'
      },
      { colId: 'name', headerName: t(($) => $.registry.columns.name), field: 'name', flex: 2, minWidth: 180 },
      { colId: 'code', headerName: t(($) => $.registry.columns.code), field: 'code', width: 116, cellClass: 'mono' },
      { colId: 'stratum', headerName: t(($) => $.registry.columns.stratum), field: 'stratum', width: 90 },
      { colId: 'unit', headerName: t(($) => $.registry.columns.unit), field: 'unit', flex: 1, minWidth: 110 },
      { colId: 'file', headerName: t(($) => $.registry.file), field: 'file', width: 120 }
    ]
  }, [t])
}

/** The whole difference before anything is written, with sums that account for every row of every file. */
export function ImportPreview({ preview, onLeave }: { preview: Preview; onLeave: () => void }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const report = useReportFailure()
  const commit = useWrite('registry.commit')
  const [shown, setShown] = useState<PreviewOp | 'all'>('all')
  const [acceptsValid, setAcceptsValid] = useState(false)
  const columns = useColumns()
  const all = useMemo(() => previewRows(preview), [preview])
  const rows = shown === 'all' ? all : all.filter((row) => row.op === shown)
  const sums = sumsOf(preview.files)
  const changes = sums.added + sums.changed + sums.closed
  const hasTooMany = preview.changes.length < changes
  const tab = (op: PreviewOp) => ({ value: op, label: `${t(($) => $.registry.ops[op])} ${sums[op]}` })

  return (
    <Screen
      title={t(($) => $.registry.previewTitle)}
      help={t(($) => $.registry.previewHelp)}
      layout="fill"
      actions={
        <>
          {sums.rejected === 0 ? null : (
            <Checkbox checked={acceptsValid} onChange={(event) => setAcceptsValid(event.target.checked)}>
              {t(($) => $.registry.acceptValid, { n: sums.rejected })}
            </Checkbox>
          )}
          <Button
            onClick={() => {
              // Nothing was written, so leaving is never held up by an answer.
              rpc.call('registry.discard', { previewId: preview.previewId }).catch(report)
              void message.info(t(($) => $.registry.discarded))
              onLeave()
            }}
          >
            {t(($) => $.registry.discard)}
          </Button>
          <Button
            type="primary"
            loading={commit.isPending}
            disabled={changes === 0 || (sums.rejected > 0 && !acceptsValid)}
            onClick={() =>
              commit.mutate(
                { previewId: preview.previewId, acceptValid: acceptsValid },
                {
                  onError: report,
                  onSuccess: ({ files }) => {
                    void message.success(t(($) => $.registry.imported, { ...sumsOf(files) }))
                    go('/registry')
                  }
                }
              )
            }
          >
            {t(($) => $.registry.confirm)}
          </Button>
        </>
      }
    >
      {changes === 0 && sums.rejected === 0 ? <Alert type="info" showIcon title={t(($) => $.registry.nothingToDo)} /> : null}
      {hasTooMany ? <Alert type="info" showIcon title={t(($) => $.registry.truncated)} /> : null}
      <Segmented<PreviewOp | 'all'>
        className="registry-kinds"
        aria-label={t(($) => $.registry.op)}
        value={shown}
        options={[
          { value: 'all', label: `${t(($) => $.registry.opsAll)} ${changes + sums.rejected}` },
          tab('rejected'),
          tab('changed'),
          tab('closed'),
          tab('added')
        ]}
        onChange={setShown}
      />
      <div className="registry-preview-grid">
        <DataGrid
          id="registry-preview"
          label={t(($) => $.registry.previewLabel)}
          rows={rows}
          columns={columns}
          rowId={(row) => row.id}
          rowClassRules={{
            'row-added': ({ data }) => data?.op === 'added',
            'row-changed': ({ data }) => data?.op === 'changed',
            'row-closed': ({ data }) => data?.op === 'closed',
            'row-rejected': ({ data }) => data?.op === 'rejected'
          }}
          foot={t(($) => $.registry.after, { sites: preview.sites, accounts: preview.accounts })}
        />
      </div>
      <ul className="plain-list panel import-sums">
        {preview.files.map((file) => {
          const own = sumsOf([file])
          return (
            <li key={file.sha256}>
              <strong>{file.file}</strong>
              <span className="figures">{t(($) => $.registry.equation, { ...own })}</span>
              <span className={sumsFit(own) ? 'op-added' : 'op-rejected'}>
                {sumsFit(own) ? `✓ ${t(($) => $.registry.sumsFit)}` : `✕ ${t(($) => $.registry.sumsDiffer)}`}
              </span>
              {own.closed === 0 ? null : (
                <span className="figures">{t(($) => $.registry.closedToo, { closed: own.closed })}</span>
              )}
            </li>
          )
        })}
      </ul>
    </Screen>
  )
}
