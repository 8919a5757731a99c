import './side-panel.css'
import { Button } from 'antd'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import type { Evidence } from '../../../electron/domain/inspection.ts'
import { differenceText, type Comparison } from '../../../electron/domain/page-facts.ts'
import { daysWithoutUpdate } from '../../../electron/domain/phrase.ts'
import { refreshRead, useRead } from '../../rpc/hooks.ts'
import { changeDraft, pickPhrase } from './finding-draft.ts'
import { SideHistory } from './side-panel-history.tsx'
import { indicatorFor } from './side-panel-view.ts'
import type { Checking } from './use-checking.ts'

interface Props {
  checking: Checking
  onView: (evidence: Evidence) => void
}

/** 对照: what the registry says beside what the page says, this inspector's last wordings, and the object's earlier quarters. */
export function SidePanel({ checking, onView }: Props): ReactNode {
  const target = checking.work.detail?.target
  if (target === undefined) return null
  const of = { batchId: target.batchId, objectKey: target.objectKey }
  return (
    <div className="checking-scroll side-panel">
      <Compare checking={checking} of={of} />
      <Wordings checking={checking} />
      <SideHistory of={of} onView={onView} />
    </div>
  )
}

interface Of {
  batchId: string
  objectKey: string
}

function Compare({ checking, of }: { checking: Checking; of: Of }): ReactNode {
  const { t } = useTranslation()
  const page = checking.page.state
  const compared = useRead('targets.compare', of)
  const loaded = page === null || page.loading ? null : page.url
  // The page went on: what it says is asked anew.
  useEffect(() => {
    if (loaded !== null) void refreshRead('targets.compare')
  }, [loaded])

  const data = compared.data ?? null
  return (
    <section aria-label={t(($) => $.side.compare)}>
      <div className="checking-row checking-between">
        <h3>{t(($) => $.side.compare)}</h3>
        <Button size="small" type="text" title={t(($) => $.side.againHelp)} onClick={() => void refreshRead('targets.compare')}>
          {t(($) => $.side.again)}
        </Button>
      </div>
      {compared.error === null ? null : <p className="checking-fault">{compared.error.message}</p>}
      {data === null || data.page === null ? (
        <p className="quiet checking-small">{page?.loading === true ? t(($) => $.side.reading) : t(($) => $.side.noPage)}</p>
      ) : (
        <>
          <ul className="plain-list">
            {data.page.rows.map((row) => (
              <Row key={row.field} row={row} onRecord={recorder(checking, row)} />
            ))}
          </ul>
          <LatestDay checking={checking} data={data} />
          <p className="quiet checking-small">{t(($) => $.side.hint)}</p>
        </>
      )}
    </section>
  )
}

/** Under the item that the difference belongs to; without one, under the item that stands open. */
function recorder(checking: Checking, row: Comparison): (() => void) | null {
  const id = indicatorFor(row.field, checking.work.indicators) ?? checking.line?.indicator.id ?? null
  if (row.state === 'same' || id === null || checking.work.detail?.target.state === 'inspected') return null
  return () =>
    checking.recordSeen(id, (draft) =>
      changeDraft(draft, { description: differenceText(row), descriptionTouched: true }, checking.work.indicators)
    )
}

const signs = {
  same: { tone: 'pass', sign: '✓' },
  different: { tone: 'fail', sign: '✕' },
  'not-said': { tone: 'problems', sign: '!' }
} as const

function Row({ row, onRecord }: { row: Comparison; onRecord: (() => void) | null }): ReactNode {
  const { t } = useTranslation()
  const { tone, sign } = signs[row.state]
  const field = t(($) => $.side.field[row.field])
  return (
    <li className="side-row">
      <div className="checking-row checking-between">
        <strong>{field}</strong>
        <span className={`checking-state is-${tone}`}>
          <span aria-hidden="true">{sign}</span>
          {t(($) => $.side.state[row.state])}
        </span>
      </div>
      <dl className="side-pair">
        <dt>{t(($) => $.side.registered)}</dt>
        <dd className="checking-wrap">{row.registered}</dd>
        {row.state === 'same' && row.seen === row.registered ? null : (
          <>
            <dt>{t(($) => $.side.seen)}</dt>
            <dd className={row.seen === null ? 'quiet' : 'checking-wrap'}>{row.seen ?? t(($) => $.side.notSaid)}</dd>
          </>
        )}
      </dl>
      {onRecord === null ? null : (
        <Button
          size="small"
          aria-label={`${t(($) => $.side.record)}：${field}`}
          title={t(($) => $.side.recordHelp)}
          onClick={onRecord}
        >
          {t(($) => $.side.record)}
        </Button>
      )}
    </li>
  )
}

/** The newest day written in the page and how long ago that is, at the moment a finding would be made. */
function LatestDay({ checking, data }: { checking: Checking; data: Output<'targets.compare'> }): ReactNode {
  const { t } = useTranslation()
  const day = data.page?.latestDay ?? null
  const days = daysWithoutUpdate({ observedDay: data.today, lastUpdate: day })
  const id = checking.line?.indicator.id ?? null
  const mayRecord = day !== null && id !== null && checking.work.detail?.target.state !== 'inspected'
  return (
    <div className="side-row">
      <div className="checking-row checking-between">
        <strong>{t(($) => $.side.update)}</strong>
        <span className="figures">{day ?? t(($) => $.side.noDay)}</span>
      </div>
      {days === null ? null : (
        <div className="checking-row checking-between">
          <span className="figures">{t(($) => $.side.days, { days })}</span>
          {mayRecord ? (
            <Button
              size="small"
              title={t(($) => $.side.useDayHelp)}
              onClick={() =>
                checking.recordSeen(id, (draft) => changeDraft(draft, { lastUpdate: day }, checking.work.indicators))
              }
            >
              {t(($) => $.side.useDay)}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}

function Wordings({ checking }: { checking: Checking }): ReactNode {
  const { t } = useTranslation()
  const indicator = checking.line?.indicator ?? null
  const used = useRead('findings.wordings', { indicatorId: indicator?.id ?? '' }, { enabled: indicator !== null })
  if (indicator === null) return null
  const wordings = used.data?.wordings ?? []
  const title = t(($) => $.side.wordings, { indicator: `${indicator.id} ${indicator.title}` })
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {wordings.length === 0 ? <p className="quiet checking-small">{t(($) => $.side.noWordings)}</p> : null}
      <ul className="plain-list">
        {wordings.map((text) => (
          <li key={text}>
            <button
              type="button"
              className="side-wording"
              onClick={() => checking.recordSeen(indicator.id, (draft, of) => pickPhrase(draft, text, of))}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
