import { Alert, App, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { FailureAlert, useReportFailure } from '../../components/failure.tsx'
import { EmptyState, Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { useRead, useWrite } from '../../rpc/hooks.ts'
import { ComposerChoices } from './composer-choices.tsx'
import { requestOf, useComposer } from './composer-state.ts'
import { asDraft } from './editor/draft.ts'
import { useFigureName } from './editor/use-words.ts'
import { FileList } from './file-list.tsx'
import type { Origin } from './figure-origin.ts'
import { matchExternals } from './match-externals.ts'
import { NoticeFigures } from './notice-figures.tsx'
import { NoticeOutline } from './notice-outline.tsx'
import { NoticePaper } from './notice-paper.tsx'
import { OriginDrawer } from './origin-drawer.tsx'
import { periodBatches } from './period-batches.ts'
import { UnitPacketsDialog, type PacketChoice } from './unit-packets-dialog.tsx'
import { UnitPacketsMade } from './unit-packets-made.tsx'
import { ViewSwitch } from './view-switch.tsx'

type Exported = Output<'notices.export'>

/** Today in the offices' zone, `2023-09-26`. */
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())

/** Left the outline, middle the paper, right the numbers; a number that does not agree blocks the export. */
export function NoticeComposer(): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const report = useReportFailure()
  const currentId = useCurrentBatch((state) => state.batchId)
  const batches = useRead('batches.list', {})
  const profiles = useRead('notices.profiles', {})
  const tables = useRead('externals.list', {})
  const exporting = useWrite('notices.export')
  const choices = useComposer()
  const [exported, setExported] = useState<Exported | null>(null)
  const packing = useWrite('unitPackets.export')
  const [isChoosingUnits, setChoosingUnits] = useState(false)
  const [packets, setPackets] = useState<Output<'unitPackets.export'> | null>(null)
  const [origin, setOrigin] = useState<Origin | null>(null)

  const known = batches.data?.batches ?? []
  const batchIds = (choices.batchIds ?? periodBatches(known, currentId)).filter((id) => known.some((batch) => batch.id === id))
  const listed = profiles.data?.profiles ?? []
  const profile = listed.find(({ id }) => id === choices.profile) ?? listed[0]

  const counted = useRead(
    'calendars.deadline',
    { from: choices.date === '' ? today() : choices.date, workingDays: choices.workingDays ?? 1 },
    { enabled: choices.workingDays !== null }
  )
  const day = choices.workingDays === null ? choices.deadline : (counted.data?.day ?? '')
  const dayFault = choices.workingDays === null ? null : (counted.error?.message ?? null)

  const externals = matchExternals(profile?.externals ?? [], tables.data?.tables ?? [], choices.externals)

  const request = requestOf({ ...choices, externals }, batchIds, profile?.id ?? '', day === '' ? null : day)
  const canPreview = batchIds.length > 0 && profile !== undefined && tables.data !== undefined
  const preview = useRead('notices.preview', request, { enabled: canPreview, keepPrevious: true })
  const isCurrent = canPreview && preview.data !== undefined && !preview.isPlaceholderData && preview.error === null
  const mismatches = preview.data?.mismatches ?? []
  const check = useRead(
    'templates.check',
    { id: choices.template ?? '', profile: profile?.id ?? '' },
    { enabled: choices.template !== null && profile !== undefined }
  )
  const fonts = useRead('templates.fonts', {})
  const templateFaults = choices.template === null ? [] : (check.data?.faults ?? []).filter(({ kind }) => kind !== 'missing')
  const canExport = isCurrent && mismatches.length === 0 && dayFault === null && templateFaults.length === 0

  const stored = useRead('profiles.get', { id: profile?.id ?? '' }, { enabled: profile !== undefined })
  const figureName = useFigureName(stored.data === undefined ? null : asDraft(stored.data.profile))
  const nameOf = (id: string): string => figureName(id) ?? id

  const issue = (): void => {
    const files = { template: choices.template, pdf: choices.pdf }
    exporting.mutate(
      { ...request, ...files, outDir: null },
      {
        onError: report,
        onSuccess: (result) => {
          setExported(result)
          void message.success(t(($) => $.notices.exported, { n: result.files.length }))
        }
      }
    )
  }

  const packUnits = (choice: PacketChoice): void => {
    setChoosingUnits(false)
    setPackets(null)
    packing.mutate(
      { ...choice, outDir: null, profile: profile?.id ?? '', deadline: request.deadline },
      { onError: report, onSuccess: setPackets }
    )
  }

  return (
    <Screen
      title={t(($) => $.notices.title)}
      help={t(($) => $.notices.help)}
      layout="fill"
      actions={
        <>
          <ViewSwitch view="compose" />
          <Button
            disabled={batchIds.length === 0 || profile === undefined || dayFault !== null}
            loading={packing.isPending}
            onClick={() => setChoosingUnits(true)}
          >
            {t(($) => $.notices.packets.open)}
          </Button>
          <Button type="primary" disabled={!canExport} loading={exporting.isPending} onClick={issue}>
            {t(($) => $.notices.export)}
          </Button>
        </>
      }
    >
      <ComposerChoices
        batches={known}
        batchIds={batchIds}
        profiles={listed}
        profile={profile}
        deadline={{ day: day === '' ? null : day, fault: dayFault }}
        externals={externals}
        onChange={() => setExported(null)}
      />
      {dayFault === null ? null : <Alert type="error" showIcon role="alert" title={dayFault} />}
      {templateFaults.length === 0 ? null : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(($) => $.notices.templateFaults, { n: templateFaults.length })}
          description={templateFaults
            .slice(0, 4)
            .map((fault) => fault.message)
            .join('')}
        />
      )}
      {exported === null ? null : (
        <div className="panel notice-exported">
          <div className="notice-line">
            <p className="notice-folder">{t(($) => $.notices.folder, { dir: exported.dir })}</p>
            <Button size="small" onClick={() => setExported(null)}>
              {t(($) => $.common.close)}
            </Button>
          </div>
          <FileList files={exported.files} />
        </div>
      )}
      {packets === null ? null : <UnitPacketsMade made={packets} onClose={() => setPackets(null)} />}
      {isChoosingUnits ? (
        <UnitPacketsDialog
          batches={known.filter(({ id }) => batchIds.includes(id))}
          onMake={packUnits}
          onClose={() => setChoosingUnits(false)}
        />
      ) : null}
      {batches.data !== undefined && known.length === 0 ? (
        <EmptyState title={t(($) => $.notices.noBatch)} />
      ) : canPreview ? (
        <Loaded read={preview}>
          {({ model }) => (
            <div className="notice-columns">
              <NoticeOutline model={model} />
              <NoticePaper model={model} figures={{ nameOf, mismatches, onOrigin: setOrigin }} />
              <ScrollPane className="panel notice-numbers" label={t(($) => $.notices.numbers)}>
                {preview.error === null ? null : <FailureAlert error={preview.error} />}
                <NoticeFigures model={model} mismatches={mismatches} nameOf={nameOf} onOrigin={setOrigin} />
                {fonts.data === undefined || fonts.data.sentence === null ? null : (
                  <Alert type="info" showIcon title={fonts.data.sentence} />
                )}
              </ScrollPane>
              <OriginDrawer origin={origin} model={model} onClose={() => setOrigin(null)} />
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
