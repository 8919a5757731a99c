import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackendEvent } from '../../electron/contract/index.ts'
import { useReportFailure } from '../components/failure.tsx'
import { ProgressBar } from '../components/progress-bar.tsx'
import { secondsLeft } from '../components/time-left.ts'
import { useBackendEvent, useWrite } from '../rpc/hooks.ts'

type Job = BackendEvent<'job.progress'>
interface Running {
  job: Job
  startedAt: number
  now: number
}

/** What runs behind the screen: count, time left, and the way to stop it. */
export function JobStrip(): ReactNode {
  const { t } = useTranslation()
  const report = useReportFailure()
  const cancel = useWrite('jobs.cancel')
  const [running, setRunning] = useState<readonly Running[]>([])
  useBackendEvent('job.progress', (job) => {
    const now = Date.now()
    setRunning((before) => {
      const known = before.find((entry) => entry.job.jobId === job.jobId)
      const others = before.filter((entry) => entry.job.jobId !== job.jobId)
      return job.state === 'running' ? [...others, { job, startedAt: known?.startedAt ?? now, now }] : others
    })
  })
  if (running.length === 0) return null
  return (
    <div className="job-strip">
      {running.map(({ job, startedAt, now }) => {
        const left = secondsLeft(job.done, job.total, now - startedAt)
        return (
          <div key={job.jobId} className="job">
            <span>{job.label}</span>
            <ProgressBar
              label={job.label}
              percent={job.total === null || job.total === 0 ? 0 : Math.floor((job.done * 100) / job.total)}
            />
            <span className="figures">{job.total === null ? job.done : `${job.done} / ${job.total}`}</span>
            <span className="quiet">{left === null ? '' : t(($) => $.common.secondsLeft, { seconds: left })}</span>
            <Button size="small" onClick={() => cancel.mutate({ jobId: job.jobId }, { onError: report })}>
              {t(($) => $.common.cancel)}
            </Button>
          </div>
        )
      })}
    </div>
  )
}
