import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PastTarget } from '../../../electron/contract/side-panel.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { useRead } from '../../rpc/hooks.ts'
import { CompareDialog } from './compare-dialog.tsx'
import { Thumbnail } from './evidence-media.tsx'
import { toLocalText } from './local-time.ts'

interface Props {
  of: { batchId: string; objectKey: string }
  onView: (evidence: Evidence) => void
}

/** The object in earlier batches, with what was found then and its evidence. */
export function SideHistory({ of, onView }: Props): ReactNode {
  const { t } = useTranslation()
  const history = useRead('targets.history', of)
  const past = history.data?.past ?? null
  const [isComparing, setComparing] = useState(false)
  return (
    <section aria-label={t(($) => $.side.history)}>
      <div className="checking-row checking-between">
        <h3>{t(($) => $.side.history)}</h3>
        <Button size="small" onClick={() => setComparing(true)}>
          {t(($) => $.compare.open)}
        </Button>
      </div>
      {isComparing ? <CompareDialog objectKey={of.objectKey} onClose={() => setComparing(false)} /> : null}
      {history.error === null ? null : <p className="checking-fault">{history.error.message}</p>}
      {past?.length === 0 ? <p className="quiet checking-small">{t(($) => $.side.noHistory)}</p> : null}
      {past?.map((each) => (
        <Past key={each.batchId} past={each} onView={onView} />
      ))}
    </section>
  )
}

const signs = { pass: '✓', fail: '✕', unsettled: '◐' } as const
const tones = { pass: 'pass', fail: 'fail', unsettled: 'in-progress' } as const

function Past({ past, onView }: { past: PastTarget; onView: (evidence: Evidence) => void }): ReactNode {
  const { t } = useTranslation()
  const { outcome, score } = past.score
  const failed = past.verdicts
    .filter(({ verdict }) => verdict === 'fail')
    .map(({ indicatorId, title }) => `${indicatorId} ${title}`)
  return (
    <article className="side-row" aria-label={`${past.period} ${past.title}`}>
      <div className="checking-row checking-between">
        <strong className="checking-ellipsis" title={past.title}>
          <span className="figures">{past.period}</span> {past.title}
        </strong>
        <span className={`checking-state is-${tones[outcome]}`}>
          <span aria-hidden="true">{signs[outcome]}</span>
          {t(($) => $.side.outcome[outcome])}
        </span>
      </div>
      <p className="checking-small figures">
        {score === null ? '' : `${t(($) => $.side.score, { score })} · `}
        {past.findings.length === 0 ? t(($) => $.side.noProblems) : t(($) => $.side.problems, { amount: past.findings.length })}
      </p>
      {failed.length === 0 ? null : (
        <p className="checking-small checking-wrap">
          {t(($) => $.side.failed)}：{failed.join('、')}
        </p>
      )}
      {past.findings.length === 0 ? null : (
        <ul className="side-findings">
          {past.findings.map((finding) => (
            <li key={finding.id} className="checking-wrap">
              <span className="mono">{finding.indicatorId}</span> {finding.description}
            </li>
          ))}
        </ul>
      )}
      {past.evidence.length === 0 ? null : (
        <div className="side-thumbs">
          {past.evidence.map((evidence) => (
            <button
              key={evidence.id}
              type="button"
              className="checking-thumb-button"
              aria-label={t(($) => $.side.open, { period: past.period, time: toLocalText(evidence.capturedAt) })}
              title={toLocalText(evidence.capturedAt)}
              onClick={() => onView(evidence)}
            >
              <Thumbnail evidence={evidence} />
            </button>
          ))}
        </div>
      )}
    </article>
  )
}
