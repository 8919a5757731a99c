import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReportFailure } from '../../components/failure.tsx'
import { useWrite } from '../../rpc/hooks.ts'

/** 状态重建: the tables are readings of the log, and here anyone can see that they are. */
export function RebuildPanel(): ReactNode {
  const { t } = useTranslation()
  const report = useReportFailure()
  const rebuild = useWrite('state.rebuild')
  const result = rebuild.data
  const isSame = result?.before === result?.stateHash
  return (
    <section className="panel settings-rebuild">
      <h2>{t(($) => $.settings.rebuild)}</h2>
      <p className="quiet">{t(($) => $.settings.rebuildHelp)}</p>
      <Button loading={rebuild.isPending} onClick={() => rebuild.mutate({}, { onError: report })}>
        {rebuild.isPending ? t(($) => $.settings.rebuilding) : t(($) => $.settings.rebuildNow)}
      </Button>
      {result === undefined ? null : (
        <Alert
          type={isSame ? 'success' : 'error'}
          showIcon
          title={isSame ? t(($) => $.settings.same, { events: result.events }) : t(($) => $.settings.differs)}
          description={
            <dl className="settings-list">
              <dt>{t(($) => $.settings.before)}</dt>
              <dd className="mono">{result.before}</dd>
              <dt>{t(($) => $.settings.after)}</dt>
              <dd className="mono">{result.stateHash}</dd>
            </dl>
          }
        />
      )}
    </section>
  )
}
