import { Button } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { columnDraft } from '../../../electron/domain/column-draft.ts'
import { isFromBefore, isRecorded, offerOf, type Paper, type Sheet } from './columns-view.ts'
import { VerdictTag } from './state-tag.tsx'
import type { Checking } from './use-checking.ts'
import type { ColumnsWork } from './use-columns.ts'

/** 工作底稿: per item of the edition how many columns count, against what, and the finding they make. */
export function ColumnsPaper({ checking, work, paper }: { checking: Checking; work: ColumnsWork; paper: Paper }): ReactNode {
  const { t } = useTranslation()
  const old = paper.columns.filter((column) => isFromBefore(column, work.openedAt)).length
  return (
    <section className="columns-paper" aria-label={t(($) => $.columns.paper)}>
      <h3 className="checking-kind">
        {t(($) => $.columns.paper)}
        {old === 0 ? null : <span className="columns-old">{t(($) => $.columns.oldCount, { amount: old })}</span>}
      </h3>
      {paper.sheets.length === 0 ? (
        <p className="checking-empty quiet">{t(($) => $.columns.noSheets)}</p>
      ) : (
        <ul className="plain-list">
          {paper.sheets.map((sheet) => (
            <SheetItem
              key={sheet.indicatorId}
              checking={checking}
              sheet={sheet}
              paper={paper}
              isOpen={sheet.indicatorId === work.sheet?.indicatorId}
            />
          ))}
        </ul>
      )}
    </section>
  )
}

interface ItemProps {
  checking: Checking
  sheet: Sheet
  paper: Paper
  isOpen: boolean
}

function SheetItem({ checking, sheet, paper, isOpen }: ItemProps): ReactNode {
  const { t } = useTranslation()
  const itemRef = useRef<HTMLLIElement>(null)
  const line = checking.work.lines.find((each) => each.indicator.id === sheet.indicatorId) ?? null
  const isReadOnly = checking.work.detail?.target.state === 'inspected'
  useEffect(() => {
    if (isOpen) itemRef.current?.scrollIntoView({ block: 'nearest' })
  }, [isOpen])
  const findings = line?.findings ?? []
  const recorded = findings.reduce((sum, finding) => sum + finding.count, 0)
  const offer = isReadOnly || line === null ? null : offerOf(sheet, findings)
  return (
    <li ref={itemRef} className={isOpen ? 'checking-item is-open' : 'checking-item'}>
      <button
        type="button"
        className="checking-item-head"
        aria-expanded={isOpen}
        title={`${sheet.title}\n${sheet.why}`}
        onClick={() => checking.openLine(sheet.indicatorId)}
      >
        <span className="mono checking-code">{sheet.indicatorId}</span>
        <span className="checking-ellipsis checking-item-title">{sheet.title}</span>
        <span className={sheet.stands ? 'figures columns-count is-over' : 'figures columns-count'}>
          {sheet.threshold === null ? sheet.count : `${sheet.count}/${sheet.threshold}`}
        </span>
        {line === null ? null : <VerdictTag verdict={line.verdict ?? (isReadOnly ? 'pass' : null)} />}
      </button>
      {isOpen ? (
        <div className="checking-item-body">
          <p className="checking-small">{sheet.why}</p>
          <Readings checking={checking} sheet={sheet} paper={paper} />
          {recorded === 0 ? null : <p className="checking-small quiet">{t(($) => $.columns.recorded, { amount: recorded })}</p>}
          {offer === null ? null : (
            <Button
              size="small"
              type={sheet.stands ? 'primary' : 'default'}
              onClick={() => checking.recordColumns(sheet.indicatorId, offer.draft, offer.finding)}
            >
              {offer.finding === null
                ? t(($) => $.columns.asFinding, { count: offer.draft.count })
                : t(($) => $.columns.intoFinding, { count: offer.draft.count })}
              <kbd>2</kbd>
            </Button>
          )}
        </div>
      ) : null}
    </li>
  )
}

/** The columns that count, that were counted elsewhere, or that a person has to judge; those in order are only a number. */
function Readings({ checking, sheet, paper }: Omit<ItemProps, 'isOpen'>): ReactNode {
  const { t } = useTranslation()
  const findings = checking.work.lines.find((each) => each.indicator.id === sheet.indicatorId)?.findings ?? []
  const indicator = checking.work.indicators.find(({ id }) => id === sheet.indicatorId)
  const isReadOnly = checking.work.detail?.target.state === 'inspected'
  const shown = sheet.readings.filter(({ state }) => state !== 'fine')
  const fine = sheet.readings.length - shown.length
  return (
    <ul className="plain-list columns-readings checking-small">
      {shown.map((reading) => {
        const column = paper.columns.find(({ id }) => id === reading.columnId)
        if (column === undefined) return null
        const isAlone = reading.state === 'counted' && sheet.count === 1
        return (
          <li key={reading.columnId} className={reading.state === 'taken' ? 'quiet' : ''}>
            <span className="checking-grow">
              {column.path}：{reading.why}
            </span>
            {isRecorded(findings, column.path) ? (
              <span className="quiet">{t(($) => $.columns.isRecorded)}</span>
            ) : reading.state === 'taken' || isAlone || isReadOnly || indicator === undefined ? null : (
              <Button
                size="small"
                type="text"
                title={t(($) => $.columns.oneHelp)}
                onClick={() => checking.recordColumns(sheet.indicatorId, columnDraft(indicator, [column]))}
              >
                {t(($) => $.columns.one)}
              </Button>
            )}
          </li>
        )
      })}
      {fine === 0 ? null : <li className="quiet">{t(($) => $.columns.fineCount, { amount: fine })}</li>}
    </ul>
  )
}
