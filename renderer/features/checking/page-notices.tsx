import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PageState } from '../../../electron/contract/pages.ts'
import { hostOf, isWebAddress, typedAddress } from './address.ts'
import { useElapsed } from './use-elapsed.ts'
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
          {isWebAddress(state.url) ? (
            <span
              className={`checking-ellipsis checking-state is-${certificateStates[state.certificate.state]}`}
              title={state.certificate.text}
            >
              <span aria-hidden="true">{certificateSigns[state.certificate.state]}</span>
              {state.certificate.text}
            </span>
          ) : null}
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
  const seconds = useElapsed(state.loading)
  if (state.loading) {
    return (
      <output className="checking-state is-in-progress">
        <span aria-hidden="true">◐</span>
        {t(($) => $.checking.page.loading)}
        {seconds === 0 ? null : <span className="figures">{t(($) => $.checking.page.seconds, { seconds })}</span>}
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
  if (state === null || state.onRegisteredHost || state.error !== null || !isWebAddress(state.url)) return null
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

/** What the page tried and was refused, newest first; a blocked window can be opened in the same pane. */
export function IncidentLines({ page }: { page: PageControl }): ReactNode {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { incidents } = page
  if (incidents.length === 0) return null
  const rest = incidents.length - 1
  return (
    <div className="checking-incidents">
      {incidents.slice(0, isOpen ? incidents.length : 1).map((incident, at) => (
        <output key={`${incident.time} ${incident.kind} ${incident.url} ${incident.detail}`} className="checking-incident">
          <IncidentWords incident={incident} />
          {at === 0 && rest > 0 ? (
            <Button size="small" type="text" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? t(($) => $.checking.page.fewer) : t(($) => $.checking.page.more, { amount: rest })}
            </Button>
          ) : null}
          {incident.kind === 'popup' && typedAddress(incident.url) !== null ? (
            <Button
              size="small"
              onClick={() => {
                page.navigate(incident.url)
                page.dismissIncident(incident)
              }}
            >
              {t(($) => $.checking.page.openHere)}
            </Button>
          ) : null}
          <Button size="small" type="text" onClick={() => page.dismissIncident(incident)}>
            {t(($) => $.checking.page.dismiss)}
          </Button>
        </output>
      ))}
    </div>
  )
}

function IncidentWords({ incident }: { incident: Incident }): ReactNode {
  const { t } = useTranslation()
  const kind = kinds.find((each) => each === incident.kind) ?? 'other'
  return (
    <span className="checking-ellipsis checking-grow" title={`${incident.url}\n${incident.detail}`}>
      <strong>{t(($) => $.checking.page.incident[kind])}</strong> <span className="mono">{incident.url}</span> {incident.detail}
    </span>
  )
}
