import { DeleteOutlined, EditOutlined, ExportOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { locationParts } from '../../../electron/domain/location-path.ts'
import { chinaDay } from '../../../electron/domain/rules/days.ts'
import { daysSince } from '../../../electron/domain/rules/windows.ts'
import type { SiteColumn } from '../../../electron/domain/site-columns.ts'
import { columnStates, isFromBefore, type ColumnState, type Paper } from './columns-view.ts'

interface Props {
  paper: Paper
  openedAt: string | null
  /** ISO instant. */
  now: string
  isBusy: boolean
  onEdit: (column: SiteColumn) => void
  /** The column was looked at now and its newest item is of this day (as typed). */
  onSeen: (column: SiteColumn, lastUpdate: string) => Promise<boolean>
  onVisit: ((url: string) => void) | null
  onRemove: (column: SiteColumn) => void
}

/** The registered columns, two lines each; the day of the last update is typed where it stands. */
export function ColumnsList(props: Props): ReactNode {
  const { t } = useTranslation()
  const { columns } = props.paper
  const states = columnStates(props.paper)
  if (columns.length === 0) return <p className="checking-empty quiet columns-list">{t(($) => $.columns.none)}</p>
  return (
    <ul className="plain-list columns-list" aria-label={t(($) => $.columns.title)}>
      {columns.map((column) => (
        <Row key={column.id} {...props} column={column} state={states.get(column.id) ?? 'fine'} />
      ))}
    </ul>
  )
}

const signs: Readonly<Record<ColumnState, { sign: string; tone: string }>> = {
  stale: { sign: '✕', tone: 'fail' },
  blank: { sign: '□', tone: 'fail' },
  open: { sign: '?', tone: 'problems' },
  fine: { sign: '✓', tone: 'pass' }
}

function Row(props: Props & { column: SiteColumn; state: ColumnState }): ReactNode {
  const { t } = useTranslation()
  const { column, state, now, openedAt, onVisit } = props
  const [isLeaving, setLeaving] = useState(false)
  const parts = locationParts(column.path)
  const days = column.isBlank ? null : daysSince(column.lastUpdate, now)
  const { sign, tone } = signs[state]
  const old = isFromBefore(column, openedAt)
  return (
    <li>
      <div className="checking-row checking-between">
        <span className="checking-ellipsis" title={`${column.path}\n${column.url}`}>
          <span className="quiet">{parts.slice(0, -1).map((part) => `${part}》`)}</span>
          <span className="columns-name">{parts.at(-1)}</span>
        </span>
        <span className={`checking-state is-${tone}`}>
          <span className="checking-sign" aria-hidden="true">
            {sign}
          </span>
          {t(($) => $.columns.state[state])}
        </span>
      </div>
      <div className="checking-row checking-small">
        <span className="checking-ellipsis quiet columns-class" title={t(($) => $.columns.level[column.level])}>
          {t(($) => $.columns.class[column.class])}
          {column.level === 'first' ? `·${t(($) => $.columns.level.first)}` : ''}
        </span>
        <SeenField key={`${column.lastUpdate ?? ''} ${column.observedAt}`} {...props} />
        <span className="figures columns-days">{days === null ? '' : t(($) => $.columns.days, { days })}</span>
        <span className="checking-grow" />
        {onVisit === null || column.url === '' ? null : (
          <Button
            size="small"
            type="text"
            icon={<ExportOutlined />}
            aria-label={t(($) => $.columns.visit, { path: column.path })}
            title={`${t(($) => $.columns.visitShort)}\n${column.url}`}
            onClick={() => onVisit(column.url)}
          />
        )}
        <Button
          size="small"
          type="text"
          icon={<EditOutlined />}
          aria-label={t(($) => $.columns.edit, { path: column.path })}
          title={t(($) => $.columns.editShort)}
          onClick={() => props.onEdit(column)}
        />
        <Button
          size="small"
          type="text"
          danger={isLeaving}
          icon={<DeleteOutlined />}
          aria-label={
            isLeaving ? t(($) => $.columns.removeNow, { path: column.path }) : t(($) => $.columns.remove, { path: column.path })
          }
          title={isLeaving ? t(($) => $.columns.removeNowShort) : t(($) => $.columns.removeShort)}
          onBlur={() => setLeaving(false)}
          onClick={() => (isLeaving ? props.onRemove(column) : setLeaving(true))}
        />
      </div>
      {old ? (
        <p className="checking-small columns-old">
          <span aria-hidden="true">!</span> {t(($) => $.columns.old, { day: chinaDay(column.observedAt) })}
        </p>
      ) : null}
    </li>
  )
}

/** Enter says: looked at now, this is the day. Leaving the field saves a changed day too. */
function SeenField({ column, isBusy, onSeen }: Props & { column: SiteColumn }): ReactNode {
  const { t } = useTranslation()
  const before = column.lastUpdate ?? ''
  const [day, setDay] = useState(before)
  return (
    <Input
      size="small"
      className="figures columns-day"
      value={day}
      disabled={isBusy}
      placeholder={column.isBlank ? t(($) => $.columns.state.blank) : t(($) => $.columns.noDate)}
      aria-label={t(($) => $.columns.lastUpdateOf, { path: column.path })}
      title={t(($) => $.columns.seenHelp)}
      onChange={(event) => setDay(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') setDay(before)
        if (event.key === 'Enter') void onSeen(column, day)
      }}
      onBlur={() => {
        if (day.trim() !== before) void onSeen(column, day)
      }}
    />
  )
}
