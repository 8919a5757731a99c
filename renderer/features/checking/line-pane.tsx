import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TargetDetail } from '../../../electron/contract/checking.ts'
import { FindingsList } from './findings-list.tsx'
import { useTargetHints } from './indicator-hints.tsx'
import { IndicatorItem } from './indicator-item.tsx'
import type { Checking } from './use-checking.ts'

/** 流水线: the checklist shrunk to the one indicator that goes along the list. */
export function LinePane({ checking, detail }: { checking: Checking; detail: TargetDetail }): ReactNode {
  const { t } = useTranslation()
  const { assembly, line } = checking
  const isReadOnly = detail.target.state === 'inspected'
  const { batchId, objectKey } = detail.target
  const all = useTargetHints(batchId, objectKey)
  const hints = line === null ? [] : all.filter(({ indicators }) => indicators.includes(line.indicator.id))
  const notAsked = assembly.entries.get(detail.target.objectKey)?.notAsked ?? null
  return (
    <>
      <LineHead checking={checking} />
      <div className="checking-scroll">
        {line === null ? (
          <p className="checking-empty quiet">{notAsked ?? t(($) => $.desk.line.notAsked)}</p>
        ) : (
          <ul className="plain-list">
            <IndicatorItem
              batchId={batchId}
              line={line}
              hints={hints}
              isOpen
              isReadOnly={isReadOnly}
              onOpen={() => undefined}
              onGive={checking.give}
            />
          </ul>
        )}
        {line === null || line.findings.length === 0 ? null : (
          <FindingsList
            place={detail.target}
            findings={line.findings}
            titleOf={() => line.indicator.title}
            isReadOnly={isReadOnly}
            onEdit={checking.editFinding}
            onWithdraw={checking.withdraw}
          />
        )}
      </div>
    </>
  )
}

function LineHead({ checking }: { checking: Checking }): ReactNode {
  const { t } = useTranslation()
  const { assembly } = checking
  const { answered, asked, skipped, pending } = assembly.progress
  const { indicator } = assembly
  return (
    <div className="checking-line-head">
      <div className="checking-row">
        <span className="checking-line-mark">{t(($) => $.desk.line.title)}</span>
        <select
          className="checking-select checking-grow"
          value={indicator?.id ?? ''}
          title={indicator?.title ?? ''}
          aria-label={t(($) => $.desk.line.choose)}
          onChange={(event) => assembly.choose(event.target.value)}
        >
          {assembly.indicators.map((each) => (
            <option key={each.id} value={each.id}>
              {each.id} {each.title}
            </option>
          ))}
        </select>
        <Button size="small" type="text" title={t(($) => $.desk.line.leaveKeys)} onClick={assembly.leave}>
          {t(($) => $.desk.line.leave)}
        </Button>
      </div>
      <div className="checking-row checking-small">
        <span className="figures" data-line-progress={`${answered}/${asked}`}>
          {t(($) => $.desk.line.progress, { answered, asked })}
        </span>
        <progress
          className="checking-grow"
          max={Math.max(asked, 1)}
          value={answered}
          aria-label={t(($) => $.desk.line.progressLabel)}
        />
        {pending === 0 ? null : <span className="figures">{t(($) => $.desk.line.pending, { amount: pending })}</span>}
        {skipped === 0 ? null : (
          <span className="figures quiet" title={t(($) => $.desk.line.skippedHelp)}>
            {t(($) => $.desk.line.skipped, { amount: skipped })}
          </span>
        )}
      </div>
    </div>
  )
}

export function LineFoot({ checking }: { checking: Checking }): ReactNode {
  const { t } = useTranslation()
  const { assembly, work } = checking
  const isWriting = checking.drafts.draft !== null
  const amount = assembly.ready.length
  return (
    <footer className="checking-foot">
      {amount === 0 ? null : (
        <Button disabled={work.isBusy || isWriting} title={t(($) => $.desk.line.completeHelp)} onClick={checking.completeReady}>
          {t(($) => $.desk.line.complete, { amount })}
        </Button>
      )}
      <Button
        className="checking-grow"
        type={isWriting ? 'default' : 'primary'}
        disabled={work.isBusy || isWriting}
        title={t(($) => $.desk.line.nextHelp)}
        onClick={checking.completeAndNext}
      >
        {t(($) => $.desk.line.next)}
        <kbd>N</kbd>
      </Button>
    </footer>
  )
}
