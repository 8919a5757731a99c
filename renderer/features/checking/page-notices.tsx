import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PageState } from '../../../electron/contract/pages.ts'
import { hostOf, typedAddress } from './address.ts'
import type { Incident, PageControl } from './use-page.ts'

/** Load state, answer, certificate, address: the facts of the page in one line under the toolbar. */
export function PageFacts({ page }: { page: PageControl }): ReactNode {
  const { t } = useTranslation()
  const { state, captureStep, isCapturing } = page
  const step =
    captureStep === null
      ? t(($) => $.checking.page.capturing)
      : t(($) => $.checking.page.progress, {
          step: t(($) => $.checking.page.step[captureStep.step]),
          done: captureStep.done,
          total: captureStep.total
        })
  return (
    <div className="checking-page-facts checking-small">
      {state === null ? null : <LoadState state={state} />}
      {state === null ? null : (
        <>
          <span className="figures">
            {state.status === null
              ? t(($) => $.checking.page.noStatus)
              : t(($) => $.checking.page.status, { status: state.status })}
          </span>
          <span
            className={`checking-ellipsis checking-state is-${certificateStates[state.certificate.state]}`}
            title={state.certificate.text}
          >
            <span aria-hidden="true">{certificateSigns[state.certificate.state]}</span>
            {state.certificate.text}
          </span>
          {state.onRegisteredHost ? (
            <span className="checking-state is-pass">
              <span aria-hidden="true">✓</span>
              {t(($) => $.checking.page.onHost)}
            </span>
          ) : null}
          {state.remoteIp === null ? null : (
            <span className="mono quiet">{t(($) => $.checking.page.ip, { ip: state.remoteIp })}</span>
          )}
        </>
      )}
      {isCapturing ? (
        <output className="checking-capturing">
          {step}
          <progress
            aria-label={t(($) => $.checking.page.capturing)}
            {...(captureStep === null || captureStep.total === 0 ? {} : { max: captureStep.total, value: captureStep.done })}
          />
        </output>
      ) : null}
    </div>
  )
}

const certificateStates = { valid: 'pass', invalid: 'fail', none: 'problems' } as const
const certificateSigns = { valid: '✓', invalid: '✕', none: '!' } as const

function LoadState({ state }: { state: PageState }): ReactNode {
  const { t } = useTranslation()
  if (state.loading) {
    return (
      <output className="checking-state is-in-progress">
        <span aria-hidden="true">◐</span>
        {t(($) => $.checking.page.loading)}
      </output>
    )
  }
  const isFailed = state.error !== null
  return (
    <span className={isFailed ? 'checking-state is-fail' : 'checking-state is-pass'}>
      <span aria-hidden="true">{isFailed ? '✕' : '✓'}</span>
      {isFailed ? t(($) => $.checking.page.failed) : t(($) => $.checking.page.loaded)}
    </span>
  )
}

/** Loud, because evidence of another host says nothing about this site. */
export function HostWarning({ page, registeredUrl }: { page: PageControl; registeredUrl: string }): ReactNode {
  const { t } = useTranslation()
  const { state } = page
  if (state === null || state.onRegisteredHost || state.error !== null || !/^https?:/i.test(state.url)) return null
  return (
    <div className="checking-warning" role="alert">
      <span className="checking-sign" aria-hidden="true">
        !
      </span>
      <div className="checking-grow">
        <strong>{t(($) => $.checking.page.offHost)}</strong>
        <div className="checking-ellipsis" title={`${registeredUrl}\n${state.url}`}>
          {t(($) => $.checking.page.registered)} <span className="mono">{hostOf(registeredUrl)}</span> ·{' '}
          {t(($) => $.checking.page.loadedHost)} <span className="mono">{hostOf(state.url)}</span>
        </div>
      </div>
      <Button size="small" onClick={() => page.navigate(registeredUrl)}>
        {t(($) => $.checking.page.toRegistered)}
      </Button>
    </div>
  )
}

const kinds = [
  'popup',
  'download',
  'permission',
  'dialog',
  'auth',
  'certificate',
  'client-certificate',
  'external-protocol',
  'blocked-address',
  'crashed',
  'unresponsive'
] as const

/** What the page tried and was refused; a blocked window can be opened in the same pane. */
export function IncidentLine({ page }: { page: PageControl }): ReactNode {
  const { t } = useTranslation()
  const incident = page.incidents[0]
  if (incident === undefined) return null
  return (
    <output className="checking-incident">
      <span className="checking-ellipsis checking-grow" title={`${incident.url}\n${incident.detail}`}>
        <strong>{kindWord(incident)}</strong> <span className="mono">{incident.url}</span> {incident.detail}
      </span>
      {page.incidents.length > 1 ? (
        <span className="checking-small quiet">{t(($) => $.checking.page.more, { amount: page.incidents.length - 1 })}</span>
      ) : null}
      {incident.kind === 'popup' && typedAddress(incident.url) !== null ? (
        <Button
          size="small"
          onClick={() => {
            page.navigate(incident.url)
            page.dismissIncident()
          }}
        >
          {t(($) => $.checking.page.openHere)}
        </Button>
      ) : null}
      <Button size="small" type="text" onClick={page.dismissIncident}>
        {t(($) => $.checking.page.dismiss)}
      </Button>
    </output>
  )

  function kindWord({ kind }: Incident): string {
    const known = kinds.find((each) => each === kind) ?? 'other'
    return t(($) => $.checking.page.incident[known])
  }
}
