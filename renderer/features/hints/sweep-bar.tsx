import { Alert, Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatInstant, percentOf } from '../../components/format.ts'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { Loaded } from '../../components/screen.tsx'
import type { SweepControl } from './use-sweep.ts'

/** Start, pause, go on, end: what fits the state the sweep is in. */
export function SweepActions({ control, onAnew }: { control: SweepControl; onAnew: () => void }): ReactNode {
  const { t } = useTranslation()
  const { sweep, isBusy, isKnown } = control
  if (!isKnown || sweep === null) return null
  if (sweep.state === 'running' || sweep.state === 'pausing') {
    return (
      <Button disabled={sweep.state === 'pausing'} loading={isBusy} onClick={control.pause}>
        {t(($) => $.hints.sweep.pause)}
      </Button>
    )
  }
  if (sweep.state === 'paused') {
    return (
      <>
        <Button title={t(($) => $.hints.sweep.stopHelp)} disabled={isBusy} onClick={control.stop}>
          {t(($) => $.hints.sweep.stop)}
        </Button>
        <Button type="primary" loading={isBusy} onClick={control.resume}>
          {t(($) => $.hints.sweep.resume)}
        </Button>
      </>
    )
  }
  return (
    <Button type="primary" loading={isBusy} onClick={onAnew}>
      {t(($) => $.hints.sweep.anew)}
    </Button>
  )
}

/** How far the sweep is, in one line. */
export function SweepLine({ control }: { control: SweepControl }): ReactNode {
  const { t } = useTranslation()
  const timeWords = useTimeWords()
  const { sweep, read } = control
  if (sweep === null) return <Loaded read={read}>{() => null}</Loaded>
  const { state, done, targets, pages, byBrowser, failed, secondsLeft, startedAt, startedBy } = sweep
  const parts = [
    t(($) => $.hints.sweep.progress, { done, targets }),
    t(($) => $.hints.sweep.pages, { pages }),
    ...(byBrowser === 0 ? [] : [t(($) => $.hints.sweep.byBrowser, { byBrowser })]),
    ...(failed === 0 ? [] : [t(($) => $.hints.sweep.failed, { failed })]),
    ...(secondsLeft === null ? [] : [t(($) => $.hints.sweep.left, { time: timeWords(secondsLeft) })])
  ]
  return (
    <>
      <section className="sweep-line" aria-label={t(($) => $.hints.sweep.label)}>
        <b>{t(($) => $.hints.sweep[state])}</b>
        <ProgressBar label={t(($) => $.hints.sweep.label)} percent={percentOf(done, targets)} />
        <span className="figures">{parts.join(' · ')}</span>
        <span className="quiet sweep-begun">{t(($) => $.hints.sweep.at, { time: formatInstant(startedAt), by: startedBy })}</span>
      </section>
      {sweep.message === null ? null : (
        <Alert type={sweep.pausedBy === 'person' ? 'info' : 'warning'} showIcon title={sweep.message} />
      )}
    </>
  )
}

function useTimeWords(): (seconds: number) => string {
  const { t } = useTranslation()
  return (seconds) => {
    if (seconds < 60) return t(($) => $.hints.sweep.seconds, { seconds })
    const minutes = Math.ceil(seconds / 60)
    if (minutes < 60) return t(($) => $.hints.sweep.minutes, { minutes })
    return t(($) => $.hints.sweep.hours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  }
}
