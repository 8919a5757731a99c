import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'wouter'
import type { Batch } from '../../../electron/contract/batches.ts'
import type { Overview } from '../../../electron/domain/overview-model.ts'
import { BlockList } from '../../components/block-list.tsx'
import { percentOf } from '../../components/format.ts'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { Loaded } from '../../components/screen.tsx'
import { spentTime } from '../../components/spent-time.ts'
import { useRead } from '../../rpc/hooks.ts'

/** How many objects of a kind are named; 分析 has the rest. */
const named = 3

/** The open batch: how far, three numbers, how long the rest takes, and what stands before the notice. */
export function BatchProgress({ batch }: { batch: Batch }): ReactNode {
  const { t } = useTranslation()
  const read = useRead('overview.get', { batchId: batch.id })
  return (
    <section className="panel home-batch">
      <header>
        <h2>{`${batch.period} · ${batch.title}`}</h2>
        <p className="quiet">{batch.catalogueTitle}</p>
      </header>
      <ProgressBar label={t(($) => $.home.progress)} percent={percentOf(batch.inspected, batch.drawn)} withNumber />
      <Loaded read={read}>{(overview) => <Numbers batch={batch} overview={overview} />}</Loaded>
    </section>
  )
}

function Numbers({ batch, overview }: { batch: Batch; overview: Overview }): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const { summary, estimate, blocks } = overview
  const isDone = blocks.every((block) => block.total === 0)
  return (
    <>
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
      {estimate === null || batch.inspected === batch.drawn ? null : (
        <p className="quiet">
          {t(($) => $.analysis.say.estimate, {
            each: spentTime(estimate.secondsEach),
            left: batch.drawn - batch.inspected,
            time: spentTime(estimate.secondsLeft)
          })}
        </p>
      )}
      <div className="home-blocks">
        <h2>{t(($) => $.home.blocks)}</h2>
        <Link href="/analysis">{t(($) => $.home.toAnalysis)}</Link>
      </div>
      <BlockList batchId={batch.id} blocks={blocks} named={named} />
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
}
