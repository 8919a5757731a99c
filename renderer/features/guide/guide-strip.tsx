import './guide.css'
import { CheckCircleFilled } from '@ant-design/icons'
import { App, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { currentStep, guideSteps, useGuide, type GuideStep } from '../../components/guide.ts'
import { useRead } from '../../rpc/hooks.ts'
import { useGuideWatch } from './use-guide-watch.ts'

/** The guide while it runs and its batch is in this workspace. */
export function GuideStrip(): ReactNode {
  const { state, batchId, run } = useGuide()
  const list = useRead('batches.list', {}, { enabled: state === 'active' })
  const isHere = list.data?.batches.some((batch) => batch.id === batchId) === true
  return state === 'active' && batchId !== null && isHere ? <Strip key={run} batchId={batchId} /> : null
}

/**
 * A strip of the window, never over it: in the desktop the inspected page is a native view above the document. It takes
 * no focus by itself and no key but Esc while the focus is inside.
 */
function Strip({ batchId }: { batchId: string }): ReactNode {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [, go] = useLocation()
  const { done, skip, finish } = useGuide()
  useGuideWatch(batchId)
  const step = currentStep(done)

  const leave = (): void => {
    if (step === null) return finish()
    skip()
    void message.info(t(($) => $.guide.skipped))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/no-noninteractive-element-interactions -- Esc of the buttons inside
    <section
      className="guide"
      aria-label={t(($) => $.guide.label)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        leave()
      }}
    >
      <Steps done={done} />
      <output className="guide-words">
        {step === null ? (
          t(($) => $.guide.done)
        ) : (
          <>
            <span className="quiet figures">
              {t(($) => $.guide.progress, { at: guideSteps.indexOf(step) + 1, of: guideSteps.length })}
            </span>{' '}
            <strong>{t(($) => $.guide.step[step])}</strong> {t(($) => $.guide.text[step])}
          </>
        )}
      </output>
      <div className="guide-acts">
        {step === null ? (
          <Button size="small" onClick={() => go('/registry/import')}>
            {t(($) => $.guide.toRegistry)}
          </Button>
        ) : (
          <WayTo step={step} batchId={batchId} />
        )}
        <Button size="small" title={step === null ? undefined : t(($) => $.guide.skipKeys)} onClick={leave}>
          {step === null ? t(($) => $.guide.close) : t(($) => $.guide.skip)}
        </Button>
      </div>
    </section>
  )
}

function Steps({ done }: { done: readonly GuideStep[] }): ReactNode {
  const { t } = useTranslation()
  const current = currentStep(done)
  return (
    <ol className="guide-steps">
      {guideSteps.map((step, index) => {
        const isDone = done.includes(step)
        const name = t(($) => $.guide.step[step])
        const words = isDone ? t(($) => $.guide.stepDone, { step: name }) : t(($) => $.guide.stepOpen, { step: name })
        return (
          <li key={step} data-step={step} data-done={isDone} title={words} aria-current={step === current ? 'step' : undefined}>
            <span aria-hidden="true">{isDone ? <CheckCircleFilled /> : index + 1}</span>
            <span className="guide-unseen">{words}</span>
          </li>
        )
      })}
    </ol>
  )
}

/** The screen where the step is done, when another one is open. */
function WayTo({ step, batchId }: { step: GuideStep; batchId: string }): ReactNode {
  const { t } = useTranslation()
  const [location, go] = useLocation()
  const to = step === 'notice' ? '/notices' : `/checking/${batchId}`
  if (location === to) return null
  return (
    <Button size="small" type="primary" onClick={() => go(to)}>
      {step === 'notice' ? t(($) => $.guide.toNotices) : t(($) => $.guide.toChecking)}
    </Button>
  )
}
