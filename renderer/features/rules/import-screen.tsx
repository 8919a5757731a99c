import { Alert, App, Button } from 'antd'
import { useMemo, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import { diffCatalogues } from '../../../electron/domain/catalogue-diff.ts'
import type { Catalogue } from '../../../electron/domain/catalogue.ts'
import { isEmptyOverlay, type OverlayHead } from '../../../electron/domain/overlay-from.ts'
import { asFailure, FailureAlert, useReportFailure, type Failure } from '../../components/failure.tsx'
import { Loaded, Screen } from '../../components/screen.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { uploadFile } from '../../rpc/upload.ts'
import { EditionSelect } from './diff-screen.tsx'
import { DiffTable } from './diff-table.tsx'
import { useDrafts } from './drafts.ts'
import { FaultTable } from './fault-table.tsx'
import { isPlanReady, PlanFields } from './plan-fields.tsx'
import { RulesTabs } from './rules-tabs.tsx'

type Read = Output<'catalogues.importFile'> & { base: Catalogue }
type Step = { at: 'choose'; failure: Failure | null } | { at: 'read'; file: string } | { at: 'preview'; read: Read }

const blank: OverlayHead = { id: '', title: '', edition: '', region: '', source: '' }

/** Base and names → the workbook is read → every difference on screen → saved or not. */
export function ImportScreen(): ReactNode {
  const { t } = useTranslation()
  const list = useRead('catalogues.list', {})
  return (
    <Loaded read={list}>
      {({ catalogues, faulty }) => (
        <Importing
          catalogues={catalogues}
          taken={new Set([...catalogues, ...faulty].map(({ id }) => id))}
          key={t(($) => $.rules.title)}
        />
      )}
    </Loaded>
  )
}

function Importing({
  catalogues,
  taken
}: {
  catalogues: Output<'catalogues.list'>['catalogues']
  taken: ReadonlySet<string>
}): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const report = useReportFailure()
  const input = useRef<HTMLInputElement>(null)
  const [step, setStep] = useState<Step>({ at: 'choose', failure: null })
  const [base, setBase] = useState(catalogues[0]?.id ?? '')
  const [head, setHead] = useState(blank)
  const [isTried, setTried] = useState(false)
  const [isSaving, setSaving] = useState(false)

  const read = async (file: File): Promise<void> => {
    setStep({ at: 'read', file: file.name })
    try {
      const uploadId = await uploadFile(rpc, file, () => undefined)
      const edition = await rpc.call('catalogues.get', { id: base })
      const answer = await rpc.call('catalogues.importFile', { source: { uploadId }, base, plan: head })
      setStep({ at: 'preview', read: { ...answer, base: edition } })
    } catch (error) {
      setStep({ at: 'choose', failure: asFailure(error) })
    }
  }
  const save = async (overlay: Read['overlay']): Promise<void> => {
    setSaving(true)
    try {
      await rpc.call('catalogues.saveOverlay', { overlay })
      useDrafts.getState().close(overlay.id)
      void message.success(t(($) => $.rules.importing.saved, { title: overlay.title }))
      go(`/rules/edition/${overlay.id}`)
    } catch (error) {
      report(error)
    } finally {
      setSaving(false)
    }
  }

  const overlay = step.at === 'preview' ? step.read.overlay : null
  return (
    <Screen
      title={t(($) => $.rules.importing.title)}
      help={t(($) => $.rules.importing.help)}
      layout="fill"
      actions={
        overlay === null ? null : (
          <>
            <Button onClick={() => setStep({ at: 'choose', failure: null })}>{t(($) => $.rules.importing.again)}</Button>
            <Button type="primary" loading={isSaving} disabled={isEmptyOverlay(overlay)} onClick={() => void save(overlay)}>
              {t(($) => $.rules.importing.save)}
            </Button>
          </>
        )
      }
    >
      <div className="rules-bar">
        <RulesTabs active="import" />
      </div>
      {step.at === 'preview' ? (
        <Preview read={step.read} />
      ) : (
        <div className="rules-import">
          <form className="panel rules-form" onSubmit={(event) => event.preventDefault()}>
            <EditionSelect catalogues={catalogues} label={t(($) => $.rules.importing.base)} value={base} onChange={setBase} />
            <PlanFields head={head} taken={taken} isTried={isTried} onChange={setHead} />
            <div className="rules-field">
              <span>{t(($) => $.rules.importing.file)}</span>
              <Button
                type="primary"
                loading={step.at === 'read'}
                onClick={() => {
                  setTried(true)
                  if (isPlanReady(head, taken) && base !== '') input.current?.click()
                }}
              >
                {step.at === 'read' ? t(($) => $.rules.importing.reading) : t(($) => $.rules.importing.choose)}
              </Button>
              <input
                ref={input}
                type="file"
                hidden
                aria-label={t(($) => $.rules.importing.file)}
                accept=".xlsx,.csv"
                onChange={(event) => {
                  const file = event.target.files?.[0]
                  event.target.value = ''
                  if (file !== undefined) void read(file)
                }}
              />
            </div>
          </form>
          {step.at === 'choose' && step.failure !== null ? <Refusal failure={step.failure} /> : null}
        </div>
      )}
    </Screen>
  )
}

function Refusal({ failure }: { failure: Failure }): ReactNode {
  const { t } = useTranslation()
  const { faults = [] } = failure
  if (faults.length === 0) return <FailureAlert error={failure} />
  return (
    <section className="rules-refusal">
      <Alert type="error" showIcon role="alert" title={t(($) => $.rules.importing.faults, { n: faults.length })} />
      <FaultTable faults={faults} />
    </section>
  )
}

function Preview({ read }: { read: Read }): ReactNode {
  const { t } = useTranslation()
  const differences = useMemo(() => diffCatalogues(read.base, read.catalogue), [read])
  if (isEmptyOverlay(read.overlay)) return <Alert type="info" showIcon title={t(($) => $.rules.importing.nothing)} />
  return (
    <>
      <h2>{t(($) => $.rules.importing.preview, { title: read.base.title })}</h2>
      <DiffTable id="rules-import" differences={differences} />
    </>
  )
}
