import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { tabLimit, type PageState } from '../../../electron/contract/pages.ts'
import { compareHosts, displayHost, displayUrl, writeOut } from '../../../electron/domain/host-display.ts'
import { hostOf, isWebAddress, typedAddress } from './address.ts'
import { statusTone, statusWord } from './status-word.ts'
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
          <StatusWords status={state.status} />
          {state.textMode ? <span className="checking-state is-problems">{t(($) => $.pages.textModeOn)}</span> : null}
          {state.device === 'pane' ? null : (
            <span className="checking-state is-in-progress">
              {t(($) => $.pages.device)} {t(($) => $.pages.devices[state.device])}
            </span>
          )}
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

function StatusWords({ status }: { status: number | null }): ReactNode {
  const { t } = useTranslation()
  if (status === null) return <span>{t(($) => $.checking.page.noStatus)}</span>
  const word = statusWord(status)
  const tone = statusTone(word)
  return (
    <span className={`figures checking-state is-${tone}`} title={t(($) => $.checking.page.status, { status })}>
      {status} {t(($) => $.pages.status[word])}
    </span>
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
  if (state === null || state.error !== null || !isWebAddress(state.url)) return null
  const loaded = displayHost(hostOf(state.url))
  if (state.onRegisteredHost) {
    if (loaded.oddity === null) return null
    return (
      <output className="checking-incident">
        <strong>{t(($) => $.pages.oddity[loaded.oddity ?? 'look-alike'])}</strong>
        <HostName host={hostOf(state.url)} />
      </output>
    )
  }
  const isLike = compareHosts(hostOf(registeredUrl), hostOf(state.url)) === 'look-alike'
  return (
    <div className="checking-warning" role="alert">
      <span className="checking-warning-sign" aria-hidden="true">
        ✕
      </span>
      <div className="checking-grow">
        <strong className="checking-warning-title">{t(($) => $.pages.offHost)}</strong>
        <span>
          {' '}
          {isLike ? `${t(($) => $.pages.lookAlike)} ` : ''}
          {loaded.oddity === null ? '' : `${t(($) => $.pages.oddity[loaded.oddity ?? 'look-alike'])}。`}
          {t(($) => $.checking.page.offHost)}
        </span>
        <dl className="checking-hosts">
          <dt>{t(($) => $.checking.page.registered)}</dt>
          <dd>
            <HostName host={hostOf(registeredUrl)} />
          </dd>
          <dt>{t(($) => $.checking.page.loadedHost)}</dt>
          <dd>
            <HostName host={hostOf(state.url)} />
          </dd>
        </dl>
      </div>
      <Button size="small" onClick={() => page.navigate(registeredUrl)}>
        {t(($) => $.checking.page.toRegistered)}
      </Button>
    </div>
  )
}

/** A host by its letters, and by its real name where letters may deceive. */
function HostName({ host }: { host: string }): ReactNode {
  const { t } = useTranslation()
  const { shown, punycode } = displayHost(host)
  return (
    <span className="mono checking-wrap">
      <bdi>{shown}</bdi>
      {punycode === null ? null : ` ${t(($) => $.pages.punycode, { punycode })}`}
    </span>
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

/** What the page tried and was refused, newest first; a blocked window can be opened in a tab or in place. */
export function IncidentLines({ page }: { page: PageControl }): ReactNode {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { incidents } = page
  if (incidents.length === 0) return null
  const rest = incidents.length - 1
  const isFull = (page.state?.tabs.length ?? 0) >= tabLimit
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
            <>
              <Button
                size="small"
                disabled={isFull}
                title={isFull ? t(($) => $.pages.tabsFull, { amount: tabLimit }) : displayUrl(incident.url)}
                onClick={() => {
                  page.openTab(incident.url)
                  page.dismissIncident(incident)
                }}
              >
                {t(($) => $.pages.openTab)}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  page.navigate(incident.url)
                  page.dismissIncident(incident)
                }}
              >
                {t(($) => $.checking.page.openHere)}
              </Button>
            </>
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
  const url = displayUrl(incident.url)
  const detail = writeOut(incident.detail)
  return (
    <span className="checking-ellipsis checking-grow" title={`${url}\n${detail}`}>
      <strong>{t(($) => $.checking.page.incident[kind])}</strong> <span className="mono">{url}</span> {detail}
    </span>
  )
}
