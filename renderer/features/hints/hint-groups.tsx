import { Button, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CheckSummary } from '../../../electron/contract/hints.ts'
import { ScrollPane } from '../../components/screen.tsx'
import type { Group, GroupBy } from './hint-filter.ts'

interface Props {
  groups: readonly Group[]
  total: number
  groupBy: GroupBy
  chosen: string | null
  onGroupBy: (by: GroupBy) => void
  onChoose: (key: string | null) => void
}

/** The hints by check or by object, with their numbers; one of them narrows the list. */
export function HintGroups({ groups, total, groupBy, chosen, onGroupBy, onChoose }: Props): ReactNode {
  const { t } = useTranslation()
  return (
    <div className="panel hint-groups">
      <Segmented<GroupBy>
        block
        aria-label={t(($) => $.hints.groupBy.label)}
        value={groupBy}
        options={[
          { value: 'check', label: t(($) => $.hints.groupBy.check) },
          { value: 'object', label: t(($) => $.hints.groupBy.object) }
        ]}
        onChange={onGroupBy}
      />
      <ScrollPane className="hint-group-list" label={t(($) => $.hints.groups)}>
        <GroupLine
          title={t(($) => $.hints.everything)}
          amount={total}
          isChosen={chosen === null}
          onChoose={() => onChoose(null)}
        />
        {groups.map(({ key, title, amount, check }) => (
          <GroupLine
            key={key}
            title={title}
            amount={amount}
            isChosen={chosen === key}
            check={check}
            onChoose={() => onChoose(chosen === key ? null : key)}
          />
        ))}
      </ScrollPane>
    </div>
  )
}

interface LineProps {
  title: string
  amount: number
  isChosen: boolean
  check?: CheckSummary | null
  onChoose: () => void
}

function GroupLine({ title, amount, isChosen, check = null, onChoose }: LineProps): ReactNode {
  const { t } = useTranslation()
  return (
    <button type="button" className="hint-group" aria-pressed={isChosen} title={title} onClick={onChoose}>
      <span className="hint-group-title">{title}</span>
      {check?.isQuiet === true ? <span className="hint-quiet-mark">{t(($) => $.hints.quiet.mark)}</span> : null}
      <span className="figures quiet">{amount}</span>
    </button>
  )
}

interface StandingProps {
  check: CheckSummary
  limit: number
  onWake: (isAwake: boolean) => void
  onRule: () => void
}

/** How people agree with the check that is looked at; why it is quiet, and the way to wake it. */
export function CheckStanding({ check, limit, onWake, onRule }: StandingProps): ReactNode {
  const { t } = useTranslation()
  const { taken, dismissed, agreement, isQuiet, isWoken } = check
  const total = taken + dismissed
  const percent = agreement === null ? 0 : Math.floor(agreement * 100)
  const rule = (
    <Button size="small" type="link" onClick={onRule}>
      {t(($) => $.hints.quiet.rule)}
    </Button>
  )
  if (isQuiet) {
    return (
      <output className="hint-standing is-quiet">
        <span>{t(($) => $.hints.quiet.why, { taken, dismissed, percent, limit: Math.round(limit * 100) })}</span>
        <Button size="small" aria-keyshortcuts="W" onClick={() => onWake(true)}>
          {t(($) => $.hints.quiet.wakeKey)}
        </Button>
        {rule}
      </output>
    )
  }
  return (
    <output className="hint-standing">
      <span className="quiet figures">
        {agreement === null ? t(($) => $.hints.noDecision) : t(($) => $.hints.agreement, { percent, taken, total })}
      </span>
      {isWoken ? (
        <Button size="small" type="text" onClick={() => onWake(false)}>
          {t(($) => $.hints.quiet.sleep)}
        </Button>
      ) : null}
      {rule}
    </output>
  )
}
