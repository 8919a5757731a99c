import { Alert, Button } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import { FailureAlert } from '../../components/failure.tsx'
import { Loaded, Screen } from '../../components/screen.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import type { PlacedFile } from '../../rpc/host-files.ts'
import { MergeWaiting } from './merge-waiting.tsx'
import { PackagePicker } from './package-picker.tsx'
import { ViewSwitch } from './view-switch.tsx'

type Merged = Output<'merge.packages'>

/** The contract's own bound. */
const most = 100

export function MergeView(): ReactNode {
  const { t } = useTranslation()
  const status = useRead('merge.status', {})
  const [files, setFiles] = useState<readonly PlacedFile[]>([])
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>(null)
  const [merged, setMerged] = useState<Merged | null>(null)

  const merge = async (): Promise<void> => {
    setBusy(true)
    setFailure(null)
    setMerged(null)
    try {
      setMerged(await rpc.call('merge.packages', { paths: files.map(({ path }) => path) }))
      setFiles([])
    } catch (error) {
      setFailure(error)
    }
    setBusy(false)
  }
  const add = (more: readonly PlacedFile[]): void => {
    const known = new Set(files.map(({ path }) => path))
    setFiles([...files, ...more.filter(({ path }) => !known.has(path))])
  }
  return (
    <Screen title={t(($) => $.exchange.views.merge)} help={t(($) => $.exchange.help.merge)} actions={<ViewSwitch view="merge" />}>
      <div className="exchange-stack">
        <section className="panel exchange-form" aria-labelledby="exchange-take">
          <h2 id="exchange-take">{t(($) => $.exchange.merge.take)}</h2>
          <PackagePicker id="merge-files" isMany isDisabled={isBusy} onFiles={add} />
          {files.length === 0 ? null : (
            <ul className="plain-list exchange-files">
              {files.map((file) => (
                <li key={file.path}>
                  <span className="exchange-name" title={file.path}>
                    {file.name}
                  </span>
                  <Button
                    type="text"
                    size="small"
                    icon={<CloseOutlined />}
                    disabled={isBusy}
                    aria-label={t(($) => $.exchange.merge.remove, { name: file.name })}
                    title={t(($) => $.exchange.merge.remove, { name: file.name })}
                    onClick={() => setFiles(files.filter((one) => one !== file))}
                  />
                </li>
              ))}
            </ul>
          )}
          {files.length > most ? (
            <span className="field-fault">{t(($) => $.exchange.merge.tooMany, { limit: most })}</span>
          ) : null}
          {files.length === 0 ? null : (
            <div className="exchange-row">
              <Button type="primary" loading={isBusy} disabled={files.length > most} onClick={() => void merge()}>
                {t(($) => $.exchange.merge.start, { n: files.length })}
              </Button>
              <output className="quiet">{isBusy ? t(($) => $.exchange.merge.working) : ''}</output>
            </div>
          )}
          {failure === null ? null : <FailureAlert error={failure} />}
          {merged === null ? null : <MergedAlert merged={merged} />}
        </section>
        <Loaded read={status}>{(answer) => <MergeWaiting status={answer} onMerged={setMerged} />}</Loaded>
      </div>
    </Screen>
  )
}

function MergedAlert({ merged: { applied, alreadyHad, held, conflicts } }: { merged: Merged }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const waiting = held.reduce((sum, { count }) => sum + count, 0)
  const words = [
    applied === 0 && waiting === 0 ? t(($) => $.exchange.merge.nothingNew) : '',
    applied === 0 ? '' : t(($) => $.exchange.merge.applied, { n: applied }),
    waiting === 0 ? '' : t(($) => $.exchange.merge.onlyWaiting, { n: waiting }),
    ...(alreadyHad === 0 ? [] : [t(($) => $.exchange.merge.alreadyHad, { n: alreadyHad })]),
    ...(conflicts.length === 0 ? [] : [t(($) => $.exchange.merge.conflicts, { n: conflicts.length })])
  ]
  return (
    <Alert
      type={conflicts.length === 0 && waiting === 0 ? 'success' : 'warning'}
      showIcon
      data-testid="merge-result"
      title={t(($) => $.exchange.merge.done)}
      description={words.filter((part) => part !== '').join(t(($) => $.exchange.merge.comma))}
      action={
        conflicts.length === 0 ? undefined : (
          <Button type="primary" onClick={() => go('/exchange/inbox')}>
            {t(($) => $.exchange.merge.toInbox)}
          </Button>
        )
      }
    />
  )
}
