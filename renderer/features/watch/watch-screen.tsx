import { Alert, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Output } from '../../../electron/contract/index.ts'
import { useReportFailure } from '../../components/failure.tsx'
import { formatInstant } from '../../components/format.ts'
import { EmptyState, Loaded, Screen } from '../../components/screen.tsx'
import { rpc } from '../../rpc/client.ts'
import { useRead } from '../../rpc/hooks.ts'
import { PlanChooser } from './plan-chooser.tsx'
import { SiteList } from './site-list.tsx'
import { SitePanel } from './site-panel.tsx'
import './watch.css'

type Watch = Output<'watch.get'>

/** 站点可用性监测 of one batch: which sites, running or not, what each site's week says. */
export function WatchScreen({ batchId }: { batchId: string }): ReactNode {
  const batch = useRead('batches.get', { batchId })
  const watch = useRead('watch.get', { batchId })
  return (
    <Loaded read={batch}>
      {({ batch: { title } }) => (
        <Loaded read={watch}>{(data) => <Watching batchId={batchId} batchTitle={title} watch={data} />}</Loaded>
      )}
    </Loaded>
  )
}

function Watching({ batchId, batchTitle, watch }: { batchId: string; batchTitle: string; watch: Watch }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const report = useReportFailure()
  const [isChoosing, setChoosing] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const { plan, run, rule, sites } = watch
  const isRunning = run.batchId === batchId
  const shown = sites.find(({ objectKey }) => objectKey === chosen) ?? sites[0]

  const turn = async (): Promise<void> => {
    setBusy(true)
    try {
      if (isRunning) await rpc.call('watch.pause', {})
      else await rpc.call('watch.start', { batchId, keep: true })
    } catch (error) {
      report(error)
    }
    setBusy(false)
  }

  return (
    <Screen
      title={t(($) => $.watch.title)}
      help={t(($) => $.watch.help, { batch: batchTitle, perDay: rule.visitsPerDay, days: rule.days })}
      layout="fill"
      actions={
        <>
          <Button onClick={() => go(`/batches/${batchId}`)}>{t(($) => $.watch.toBatch)}</Button>
          <Button disabled={isRunning} onClick={() => setChoosing(true)}>
            {t(($) => $.watch.choose)}
          </Button>
          <Button type="primary" loading={isBusy} disabled={sites.length === 0} onClick={() => void turn()}>
            {isRunning ? t(($) => $.watch.pause) : t(($) => $.watch.start)}
          </Button>
        </>
      }
    >
      <RunLine batchId={batchId} watch={watch} />
      <NotSaved fault={run.fault} />
      {watch.controlHosts > 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={t(($) => $.watch.noControl)}
          action={
            <Button size="small" onClick={() => go('/settings')}>
              {t(($) => $.watch.toControl)}
            </Button>
          }
        />
      )}
      {isChoosing ? (
        <PlanChooser batchId={batchId} plan={plan} onClose={() => setChoosing(false)} />
      ) : shown === undefined ? (
        <EmptyState title={t(($) => $.watch.empty)} help={t(($) => $.watch.emptyHelp)}>
          <Button type="primary" onClick={() => setChoosing(true)}>
            {t(($) => $.watch.choose)}
          </Button>
        </EmptyState>
      ) : (
        <div className="watch-columns">
          <SiteList sites={sites} shown={shown.objectKey} onChoose={setChosen} />
          <SitePanel key={shown.objectKey} batchId={batchId} site={shown} rule={rule} />
        </div>
      )}
    </Screen>
  )
}

function NotSaved({ fault }: { fault: Watch['run']['fault'] }): ReactNode {
  const { t } = useTranslation()
  return fault === null ? null : <Alert type="error" showIcon title={t(($) => $.watch.fault[fault])} />
}

function RunLine({ batchId, watch: { run, plan, sites } }: { batchId: string; watch: Watch }): ReactNode {
  const { t } = useTranslation()
  const words = (): string => {
    if (run.batchId !== null && run.batchId !== batchId) return t(($) => $.watch.run.other, { title: run.batchTitle ?? '' })
    if (run.batchId === null) {
      const isDone = sites.length > 0 && sites.every(({ verdict }) => verdict.kind !== 'incomplete')
      return isDone ? t(($) => $.watch.run.finished) : t(($) => $.watch.run.off)
    }
    const { waiting } = run
    if (waiting !== null) return t(($) => $.watch.run[waiting])
    const time = run.nextAt === null ? '' : formatInstant(run.nextAt)
    return t(($) => $.watch.run.running, { time, perDay: plan?.perDay ?? 0 })
  }
  return (
    <output className={run.batchId === batchId ? 'watch-run watch-run-on figures' : 'watch-run figures'}>
      <span aria-hidden="true">{run.batchId === batchId ? (run.waiting === null ? '◐' : '‖') : '○'}</span> {words()}
    </output>
  )
}
