import { Alert, App, Button, Segmented } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useCurrentBatch } from '../../components/current-batch.ts'
import { FailureAlert, useReportFailure } from '../../components/failure.tsx'
import { Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { refreshRead, useRead, useWrite } from '../../rpc/hooks.ts'
import { DecisionsStep } from './decisions-step.tsx'
import { DesignFields } from './design-fields.tsx'
import { designOf, hostsOf, newSeed, type DesignForm } from './design-form.ts'
import { StrataTable } from './strata-table.tsx'
import { useDecisions } from './use-decisions.ts'

const typingPause = 150

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), typingPause)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** One page: the design at the left, what it would draw at the right, and what stands in its way in place. */
export function BatchWizard(): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const report = useReportFailure()
  const choose = useCurrentBatch((state) => state.choose)
  const create = useWrite('batches.create')
  const catalogues = useRead('catalogues.list', {})
  const info = useRead('workspace.info', {})
  const [typed, setTyped] = useState<Partial<DesignForm>>({})
  const [isTried, setTried] = useState(false)
  const [firstSeed] = useState(newSeed)
  const [step, setStep] = useState<'design' | 'decisions'>('design')

  const object = typed.object ?? (info.data?.sites === 0 && info.data.accounts > 0 ? 'account' : 'site')
  const fitting = catalogues.data?.catalogues.filter((catalogue) => catalogue.object === object) ?? []
  const form: DesignForm = {
    title: '',
    period: '',
    sizeBy: 'rate',
    rate: '0.5',
    count: '10',
    total: 'half-up',
    strata: 'stratum',
    seed: firstSeed,
    mustInclude: [],
    allowHosts: '',
    ...typed,
    object,
    catalogueId: fitting.find((one) => one.id === typed.catalogueId)?.id ?? fitting[0]?.id ?? null
  }
  const decisions = useDecisions(form.catalogueId)
  const design = designOf(form)
  const settled = useSettled(JSON.stringify(design))
  const preview = useRead(
    'batches.previewDraw',
    { design: JSON.parse(settled) as typeof design },
    { enabled: design.seed !== '', keepPrevious: true }
  )

  const missing = {
    title: form.title.trim() === '' ? t(($) => $.batches.needTitle) : null,
    period: form.period.trim() === '' ? t(($) => $.batches.needPeriod) : null,
    catalogue: form.catalogueId === null && catalogues.data !== undefined ? t(($) => $.batches.needCatalogue) : null,
    seed: design.seed === '' ? t(($) => $.batches.needSeed) : null
  }
  const isFresh = settled === JSON.stringify(design) && !preview.isPlaceholderData
  const canDraw = isFresh && preview.data?.fault === null && form.catalogueId !== null

  const draw = (): void => {
    setTried(true)
    if (Object.values(missing).some((sentence) => sentence !== null) || form.catalogueId === null) {
      setStep('design')
      return
    }
    if (decisions.faults.size > 0) {
      setStep('decisions')
      void message.warning(t(($) => $.batches.decisions.faulty, { list: [...decisions.faults.keys()].join('、') }))
      return
    }
    create.mutate(
      {
        title: form.title.trim(),
        period: form.period.trim(),
        catalogueId: form.catalogueId,
        design,
        allowHosts: hostsOf(form.allowHosts),
        decisions: [...decisions.requests]
      },
      {
        onError: report,
        onSuccess: async ({ batch }) => {
          await refreshRead('batches.list')
          choose(batch.id)
          void message.success(t(($) => $.batches.drawnMessage, { drawn: batch.drawn }))
          go(`/batches/${batch.id}`)
        }
      }
    )
  }

  return (
    <Screen
      title={t(($) => $.batches.newTitle)}
      help={t(($) => $.batches.newHelp)}
      layout="fill"
      actions={
        <>
          <Button onClick={() => go('/batches')}>{t(($) => $.common.cancel)}</Button>
          <Button type="primary" disabled={!canDraw} loading={create.isPending} onClick={draw}>
            {t(($) => $.batches.draw)}
          </Button>
        </>
      }
    >
      <Segmented<'design' | 'decisions'>
        className="wizard-steps"
        aria-label={t(($) => $.batches.steps.label)}
        value={step}
        options={[
          { value: 'design', label: t(($) => $.batches.steps.design) },
          { value: 'decisions', label: t(($) => $.batches.steps.decisions, { amount: decisions.items.length }) }
        ]}
        onChange={setStep}
      />
      {step === 'decisions' ? <DecisionsStep decisions={decisions} /> : null}
      <div className="wizard" hidden={step !== 'design'}>
        <DesignFields
          form={form}
          catalogues={fitting}
          counts={decisions.counts}
          openDecisions={() => setStep('decisions')}
          missing={isTried ? missing : { ...missing, title: null, period: null }}
          onChange={(change) => setTyped((before) => ({ ...before, ...change }))}
          newSeed={() => setTyped((before) => ({ ...before, seed: newSeed() }))}
        />
        <section className="panel wizard-preview" aria-live="polite">
          <h2>{t(($) => $.batches.preview)}</h2>
          {design.seed === '' ? (
            <p className="quiet">{t(($) => $.batches.noPreview)}</p>
          ) : preview.data === undefined && preview.error !== null ? (
            <FailureAlert error={preview.error} />
          ) : (
            <Loaded read={preview}>
              {({ strata, frame, drawn, fault }) => (
                <>
                  {fault === null ? null : (
                    <Alert type="error" showIcon title={t(($) => $.batches.notDrawn)} description={fault} />
                  )}
                  <ScrollPane className="wizard-strata" label={t(($) => $.batches.preview)}>
                    <StrataTable strata={strata} frame={frame} drawn={drawn} />
                  </ScrollPane>
                </>
              )}
            </Loaded>
          )}
        </section>
      </div>
    </Screen>
  )
}
