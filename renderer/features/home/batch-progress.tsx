import { CheckCircleOutlined, ClockCircleOutlined, LoadingOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import { Button, Progress } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Batch, TargetRow } from '../../../electron/contract/batches.ts'
import { percentOf } from '../../components/format.ts'
import { Loaded } from '../../components/screen.tsx'
import { useRead } from '../../rpc/hooks.ts'

const named = 3

function Blocker({ icon, words, rows }: { icon: ReactNode; words: string; rows: readonly TargetRow[] }): ReactNode {
  const { t } = useTranslation()
  if (rows.length === 0) return null
  const names = rows
    .slice(0, named)
    .map((row) => row.name)
    .join('、')
  return (
    <li className="blocker">
      <span aria-hidden="true">{icon}</span>
      <span>
        <strong>{words}</strong>
        <span className="quiet blocker-names">
          {rows.length > named ? `${names} ${t(($) => $.home.more, { n: rows.length })}` : names}
        </span>
      </span>
    </li>
  )
}

/** The open batch: how far, three numbers, and what stands before the notice. */
export function BatchProgress({ batch }: { batch: Batch }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const scores = useRead('scores.batch', { batchId: batch.id })
  const targets = useRead('batches.targets', { batchId: batch.id })
  return (
    <section className="panel home-batch">
      <header>
        <h2>{`${batch.period} · ${batch.title}`}</h2>
        <p className="quiet">{batch.catalogueTitle}</p>
      </header>
      <Progress
        status="normal"
        aria-label={t(($) => $.home.progress)}
        percent={percentOf(batch.inspected, batch.drawn)}
        format={(percent) => `${percent ?? 0} %`}
      />
      <Loaded read={scores}>
        {({ summary }) => (
          <dl className="big-numbers">
            <div>
              <dt>{t(($) => $.home.inspected)}</dt>
              <dd>
                {batch.inspected}
                <small>{t(($) => $.home.ofDrawn, { drawn: batch.drawn })}</small>
              </dd>
            </div>
            <div>
              <dt>{t(($) => $.home.withProblems)}</dt>
              <dd>{summary.withProblems}</dd>
            </div>
            <div>
              <dt>{t(($) => $.home.failed)}</dt>
              <dd>
                {summary.failed}
                {summary.passRate === null ? null : <small>{`${t(($) => $.home.passRate)} ${summary.passRate} %`}</small>}
              </dd>
            </div>
          </dl>
        )}
      </Loaded>
      <h2>{t(($) => $.home.blocks)}</h2>
      <Loaded read={targets}>
        {({ targets: rows }) => {
          const waiting = rows.filter((row) => row.state === 'waiting')
          const inProgress = rows.filter((row) => row.state === 'in-progress')
          const unsettled = rows.filter((row) => row.state === 'inspected' && row.outcome === 'unsettled')
          const isDone = waiting.length + inProgress.length + unsettled.length === 0
          return (
            <>
              <ul className="plain-list">
                <Blocker
                  icon={<LoadingOutlined spin={false} />}
                  words={t(($) => $.home.inProgress, { n: inProgress.length })}
                  rows={inProgress}
                />
                <Blocker
                  icon={<QuestionCircleOutlined />}
                  words={t(($) => $.home.unsettled, { n: unsettled.length })}
                  rows={unsettled}
                />
                <Blocker icon={<ClockCircleOutlined />} words={t(($) => $.home.waiting, { n: waiting.length })} rows={waiting} />
                {isDone ? (
                  <li className="blocker">
                    <CheckCircleOutlined aria-hidden />
                    <span>{t(($) => $.home.nothingBlocks)}</span>
                  </li>
                ) : null}
              </ul>
              {isDone ? (
                <Button type="primary" onClick={() => go('/notices')}>
                  {t(($) => $.home.makeNotice)}
                </Button>
              ) : (
                <Button type="primary" onClick={() => go(`/checking/${batch.id}`)}>
                  {t(($) => $.home.continue)}
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}
