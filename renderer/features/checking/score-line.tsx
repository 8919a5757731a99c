import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '../../../electron/domain/inspection.ts'
import type { ScoreItem, TargetScore } from '../../../electron/domain/score.ts'
import { useGuide } from '../../components/guide.ts'

interface Props {
  score: TargetScore
  findings: readonly Finding[]
  /** Items asked of this target; the score also lists those that do not apply. */
  asked: number
}

/** 得分 and 判定, and on demand how they came about, item by item. */
export function ScoreLine({ score, findings, asked }: Props): ReactNode {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const tick = useGuide((state) => state.tick)
  const told = score.items.filter((item) => item.findings.length > 0 || item.excluded.length > 0)
  const words =
    score.score !== null
      ? t(($) => $.checking.score.score, { score: score.score })
      : score.provisional !== null && score.outcome === 'unsettled'
        ? t(($) => $.checking.score.provisional, { score: score.provisional })
        : null
  return (
    <div className="checking-score">
      {isOpen ? (
        <div className="checking-why" id="checking-why">
          {score.reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
          <ul className="plain-list">
            {told.map((item) => (
              <WhyItem key={item.indicator} item={item} findings={findings} />
            ))}
          </ul>
          <p className="quiet">{t(($) => $.checking.score.zero, { amount: Math.max(asked - told.length, 0) })}</p>
        </div>
      ) : null}
      <div className="checking-row checking-between">
        <span aria-live="polite">
          {words === null ? null : <strong className="figures">{words} · </strong>}
          {score.vetoes.length === 0 ? null : (
            <strong className="checking-state is-fail">
              {t(($) => $.checking.score.vetoed, { list: score.vetoes.join('、') })}
            </strong>
          )}
          {score.vetoes.length === 0 ? null : ' · '}
          {t(($) => $.checking.score.outcome[score.outcome])}
        </span>
        <Button
          size="small"
          type="text"
          aria-expanded={isOpen}
          aria-controls="checking-why"
          onClick={() => {
            setOpen(!isOpen)
            if (!isOpen) tick('score')
          }}
        >
          {t(($) => $.checking.score.why)} <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
        </Button>
      </div>
    </div>
  )
}

function WhyItem({ item, findings }: { item: ScoreItem; findings: readonly Finding[] }): ReactNode {
  const { t } = useTranslation()
  const own = findings.filter((finding) => item.findings.includes(finding.id))
  const list = own.map((finding) => finding.description).join('；')
  return (
    <li>
      <div className="checking-row checking-between">
        <span className="checking-ellipsis" title={item.title}>
          <span className="mono">{item.indicator}</span> {item.title}
        </span>
        <span className="figures">
          {item.kind === 'deduction' ? `−${item.points}` : item.kind === 'bonus' ? `+${item.points}` : null}
        </span>
      </div>
      <p>
        {item.reason}
        {item.capHit && item.cap !== null ? ` ${t(($) => $.checking.score.capHit, { cap: item.cap })}` : null}
      </p>
      {list === '' ? null : (
        <p className="checking-small quiet">
          {t(($) => $.checking.score.problems, { list })}
          <br />
          {t(($) => $.checking.score.basis, { inspectors: item.inspectors.join('、'), amount: item.evidence.length })}
        </p>
      )}
      {item.excluded.map(({ finding, reason }) => (
        <p key={finding} className="checking-small quiet">
          {t(($) => $.checking.score.notCounted, {
            problem: findings.find(({ id }) => id === finding)?.description ?? finding,
            reason: reason.replace(/。$/, '')
          })}
        </p>
      ))}
    </li>
  )
}
