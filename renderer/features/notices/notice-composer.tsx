import { Alert, App, Button, Input, Select } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input as InputOf, Output } from '../../../electron/contract/index.ts'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { FailureAlert, useReportFailure } from '../../components/failure.tsx'
import { EmptyState, Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'
import { FileList } from './file-list.tsx'
import { NoticeFigures } from './notice-figures.tsx'
import { NoticeOutline } from './notice-outline.tsx'
import { NoticePaper } from './notice-paper.tsx'
import { ViewSwitch } from './view-switch.tsx'

type Exported = Output<'notices.export'>
type Decimals = InputOf<'notices.preview'>['decimals']

/** Left the outline, middle the paper, right the numbers; a number that does not agree blocks the export. */
export function NoticeComposer({ onView }: { onView: (view: 'compose' | 'history') => void }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const currentId = useCurrentBatch((state) => state.batchId)
  const batches = useRead('batches.list', {})
  const profiles = useRead('notices.profiles', {})
  const exporting = useWrite('notices.export')
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const [profileId, setProfileId] = useState<string | null>(null)
  const [deadline, setDeadline] = useState('')
  const [decimals, setDecimals] = useState<Decimals>(null)
  const [exported, setExported] = useState<Exported | null>(null)

  const known = batches.data?.batches ?? []
  const batchIds = chosen ?? known.filter((batch) => batch.id === currentId).map((batch) => batch.id)
  const profile = profileId ?? profiles.data?.profiles[0]?.id ?? ''
  const request = { batchIds: [...batchIds], profile, deadline: deadline === '' ? null : deadline, decimals }
  const canPreview = batchIds.length > 0 && profile !== ''
  const preview = useRead('notices.preview', request, { enabled: canPreview, keepPrevious: true })
  const isCurrent = canPreview && preview.data !== undefined && !preview.isPlaceholderData && preview.error === null
  const canExport = isCurrent && preview.data?.mismatches.length === 0

  const change =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      setExported(null)
      set(value)
    }

  return (
    <Screen
      title={t(($) => $.notices.title)}
      help={t(($) => $.notices.help)}
      layout="fill"
      actions={
        <>
          <ViewSwitch view="compose" onView={onView} />
          <Button
            type="primary"
            disabled={!canExport}
            loading={exporting.isPending}
            onClick={() =>
              exporting.mutate(
                { ...request, outDir: null },
                {
                  onError: report,
                  onSuccess: (result) => {
                    setExported(result)
                    void message.success(t(($) => $.notices.exported, { n: result.files.length }))
                  }
                }
              )
            }
          >
            {t(($) => $.notices.export)}
          </Button>
        </>
      }
    >
      <div className="panel notice-choices">
        <label htmlFor="notice-batches">{t(($) => $.notices.batches)}</label>
        <Select
          id="notice-batches"
          mode="multiple"
          className="notice-batches"
          aria-label={t(($) => $.notices.batches)}
          placeholder={t(($) => $.notices.batchesHint)}
          value={[...batchIds]}
          options={known.map((batch) => ({ value: batch.id, label: `${batch.period} · ${batch.title}` }))}
          maxTagCount="responsive"
          onChange={change<string[]>(setChosen)}
        />
        <label htmlFor="notice-profile">{t(($) => $.notices.profile)}</label>
        <Select
          id="notice-profile"
          className="notice-profile"
          aria-label={t(($) => $.notices.profile)}
          value={profile === '' ? null : profile}
          options={(profiles.data?.profiles ?? []).map((one) => ({ value: one.id, label: one.title }))}
          onChange={change<string | null>(setProfileId)}
        />
        <label htmlFor="notice-deadline">{t(($) => $.notices.deadline)}</label>
        <Input
          id="notice-deadline"
          type="date"
          className="notice-deadline"
          value={deadline}
          onChange={(event) => change(setDeadline)(event.target.value)}
        />
        <label htmlFor="notice-decimals">{t(($) => $.notices.decimals)}</label>
        <Select<number | 'profile'>
          id="notice-decimals"
          className="notice-decimals"
          aria-label={t(($) => $.notices.decimals)}
          value={decimals ?? 'profile'}
          options={[
            { value: 'profile', label: t(($) => $.notices.decimalsByProfile) },
            ...[0, 1, 2].map((n) => ({ value: n, label: t(($) => $.notices.decimalsOf, { n }) }))
          ]}
          onChange={(value) => change(setDecimals)(value === 0 || value === 1 || value === 2 ? value : null)}
        />
      </div>
      {exported === null ? null : (
        <div className="panel">
          <p className="notice-folder">{t(($) => $.notices.folder, { dir: exported.dir })}</p>
          <FileList files={exported.files} />
        </div>
      )}
      {batches.data !== undefined && known.length === 0 ? (
        <EmptyState title={t(($) => $.notices.noBatch)} />
      ) : canPreview ? (
        <Loaded read={preview}>
          {({ model, mismatches }) => (
            <div className="notice-columns">
              <NoticeOutline model={model} />
              <NoticePaper model={model} />
              <ScrollPane className="panel notice-numbers" label={t(($) => $.notices.numbers)}>
                {preview.error === null ? null : <Alert type="error" showIcon title={preview.error.message} />}
                <NoticeFigures model={model} mismatches={mismatches} />
              </ScrollPane>
            </div>
          )}
        </Loaded>
      ) : profiles.error !== null ? (
        <FailureAlert error={profiles.error} onRetry={() => void profiles.refetch()} />
      ) : (
        <EmptyState title={t(($) => $.notices.chooseFirst)} help={t(($) => $.notices.chooseFirstHelp)} />
      )}
    </Screen>
  )
}
