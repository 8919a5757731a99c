import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { exportHref } from '../../components/served-file.ts'
import { useWrite } from '../../rpc/hooks.ts'

function WrittenFile({ path, name }: { path: string; name: string }): ReactNode {
  const { t } = useTranslation()
  const href = exportHref(path)
  return (
    <>
      <p className="rules-path">{path}</p>
      {href === null ? null : (
        <a href={href} download={name}>
          {t(($) => $.rules.download)} {name}
        </a>
      )}
    </>
  )
}

/** Writes the edition as a workbook and hands it over; what it was written from is as saved. */
export function ExportButton({ id }: { id: string | null }): ReactNode {
  const { t } = useTranslation()
  const { notification } = App.useApp()
  const report = useReportFailure()
  const write = useWrite('catalogues.exportFile')
  const done = ({ path, name }: Output<'catalogues.exportFile'>): void =>
    notification.success({
      title: t(($) => $.rules.exported, { name }),
      description: <WrittenFile path={path} name={name} />,
      duration: 0,
      placement: 'bottomLeft'
    })
  return (
    <Button
      disabled={id === null}
      loading={write.isPending}
      onClick={() => {
        if (id !== null) write.mutate({ id }, { onError: report, onSuccess: done })
      }}
    >
      {t(($) => $.rules.exportFile)}
    </Button>
  )
}
