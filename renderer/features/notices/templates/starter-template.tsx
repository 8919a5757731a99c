import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportFailure } from '../../../components/failure.tsx'
import { formatBytes } from '../../../components/format.ts'
import { exportHref } from '../../../components/served-file.ts'
import { useWrite } from '../../../rpc/hooks.ts'

/** Writes the template to begin from and says where it lies. */
export function StarterTemplate({ profile }: { profile: string }): ReactNode {
  const { t } = useTranslation()
  const report = useReportFailure()
  const writing = useWrite('templates.starter')
  const written = writing.data
  const href = written === undefined ? null : exportHref(written.path)
  return (
    <>
      <Button
        loading={writing.isPending}
        title={t(($) => $.notices.templates.starterHelp)}
        onClick={() => writing.mutate({ profile, outFile: null }, { onError: report })}
      >
        {t(($) => $.notices.templates.starter)}
      </Button>
      {written === undefined ? null : (
        <output className="template-written">
          {href === null ? (
            written.name
          ) : (
            <a href={href} download={written.name}>
              {t(($) => $.notices.download)} {written.name}
            </a>
          )}{' '}
          <span className="quiet" title={written.path}>
            {formatBytes(written.size)} · {t(($) => $.notices.templates.writtenTo, { path: written.path })}
          </span>
        </output>
      )}
    </>
  )
}
