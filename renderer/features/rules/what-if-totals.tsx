import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WhatIf } from '../../../electron/contract/what-if.ts'

const counts = ['checked', 'withProblems', 'failed', 'unsettled'] as const

/** Both summaries above one another, and in one sentence what would change. */
export function WhatIfTotals({ result }: { result: WhatIf }): ReactNode {
  const { t } = useTranslation()
  const { before, after, changes, notCounted, renamed, undecided, obstacle, from, to } = result
  const sides = [
    { key: 'before', title: t(($) => $.rules.whatIf.totals.before, { title: from.title }), summary: before },
    { key: 'after', title: t(($) => $.rules.whatIf.totals.after, { title: to.title }), summary: after }
  ]
  const warnings = [
    obstacle,
    renamed.length === 0
      ? null
      : t(($) => $.rules.whatIf.renamed, {
          list: renamed.map((one) => `${one.indicator} ${one.before} → ${one.after}`).join('；')
        }),
    notCounted === 0 ? null : t(($) => $.rules.whatIf.notCounted, { amount: notCounted })
  ].filter((sentence) => sentence !== null)
  return (
    <section className="panel what-if-totals">
      <table className="figure-table">
        <thead>
          <tr>
            <th scope="col">{t(($) => $.rules.whatIf.totals.side)}</th>
            {counts.map((name) => (
              <th key={name} scope="col" className="num">
                {t(($) => $.rules.whatIf.totals[name])}
              </th>
            ))}
            <th scope="col" className="num">
              {`${t(($) => $.rules.whatIf.totals.passRate)} %`}
            </th>
          </tr>
        </thead>
        <tbody>
          {sides.map(({ key, title, summary }) => (
            <tr key={key}>
              <th scope="row">{title}</th>
              {counts.map((name) => (
                <td key={name} className={key === 'after' && before[name] !== after[name] ? 'num what-if-moved' : 'num'}>
                  {summary[name]}
                </td>
              ))}
              <td className={key === 'after' && before.passRate !== after.passRate ? 'num what-if-moved' : 'num'}>
                {summary.passRate ?? '—'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="what-if-words">
        <p>{t(($) => $.rules.whatIf.totals.changes, changes)}</p>
        {undecided.length === 0 ? null : (
          <p className="quiet what-if-clamp" title={undecided.join('、')}>
            {t(($) => $.rules.whatIf.undecided, { amount: undecided.length, list: undecided.join('、') })}
          </p>
        )}
        {warnings.map((sentence) => (
          <Alert key={sentence} type="warning" showIcon title={sentence} />
        ))}
      </div>
    </section>
  )
}
