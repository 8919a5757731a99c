import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../electron/contract/index.ts'
import { openItems } from '../../../electron/domain/apply-decisions.ts'
import type { NumberDecision } from '../../../electron/domain/number-decision.ts'
import { formatInstant } from '../../components/format.ts'
import { useNumberName } from '../../components/number-words.tsx'
import { ScrollPane } from '../../components/screen.tsx'

type Got = Output<'batches.get'>

/** Who decided what about unconfirmed numbers and when, and what stayed off without a word; as printed for the file. */
export function MadeDecisions({ batch, catalogue }: Pick<Got, 'batch' | 'catalogue'>): ReactNode {
  const { t } = useTranslation()
  const { decisions } = batch
  const count = (action: NumberDecision['action']): number => decisions.filter((one) => one.action === action).length
  const decided = new Set(decisions.map(({ indicatorId }) => indicatorId))
  const silent = openItems(catalogue).filter(({ indicator }) => !decided.has(indicator.id)).length
  return (
    <ScrollPane className="panel made-decisions" label={t(($) => $.batches.decisions.made)}>
      <h2>{t(($) => $.batches.decisions.made)}</h2>
      <p className="quiet">
        {decisions.length === 0
          ? t(($) => $.batches.decisions.noneMade, { silent })
          : t(($) => $.batches.decisions.madeHelp, {
              confirm: count('confirm'),
              change: count('change'),
              off: count('off'),
              silent
            })}
      </p>
      {decisions.length === 0 ? null : (
        <table className="figure-table">
          <thead>
            <tr>
              <th scope="col">{t(($) => $.batches.decisions.columns.item)}</th>
              <th scope="col">{t(($) => $.batches.decisions.columns.decision)}</th>
              <th scope="col">{t(($) => $.batches.decisions.columns.numbers)}</th>
              <th scope="col">{t(($) => $.batches.decisions.columns.by)}</th>
              <th scope="col">{t(($) => $.batches.decisions.columns.at)}</th>
            </tr>
          </thead>
          <tbody>
            {decisions.map((decision) => (
              <tr key={decision.indicatorId}>
                <th scope="row">
                  <span className="mono">{decision.indicatorId}</span>{' '}
                  {catalogue.indicators.find(({ id }) => id === decision.indicatorId)?.title ?? ''}
                </th>
                <td>{t(($) => $.batches.decisions.action[decision.action])}</td>
                <td>
                  <DecidedNumbers decision={decision} catalogue={catalogue} />
                </td>
                <td>{decision.by}</td>
                <td className="figures">{formatInstant(decision.at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </ScrollPane>
  )
}

/** The numbers that stand in the batch after the decision. */
function DecidedNumbers({ decision, catalogue }: { decision: NumberDecision; catalogue: Got['catalogue'] }): ReactNode {
  const { t } = useTranslation()
  const nameOf = useNumberName()
  if (decision.action === 'off') return null
  const indicator = catalogue.indicators.find(({ id }) => id === decision.indicatorId)
  const { unitPoints, cap, threshold, window, numbers = {} } = indicator ?? {}
  const words = [
    ...(unitPoints === undefined ? [] : [`${t(($) => $.rules.item.unitPoints)} ${unitPoints.value}`]),
    ...(cap === undefined ? [] : [`${t(($) => $.rules.item.cap)} ${cap.value}`]),
    ...(threshold === undefined ? [] : [`${t(($) => $.rules.item.threshold)} ${threshold.value}`]),
    ...(window === undefined
      ? []
      : [`${t(($) => $.rules.item.window)} ${window.value.amount} ${t(($) => $.rules.unit[window.value.unit])}`]),
    ...Object.entries(numbers).map(([key, number]) => `${nameOf(key)} ${number.value}`)
  ]
  return words.length === 0 ? t(($) => $.batches.decisions.asPrinted) : words.join('；')
}
