import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeModel } from '../../../electron/domain/notice.ts'

const measures = [
  'running',
  'checked',
  'coverage',
  'passed',
  'failed',
  'passRate',
  'withProblems',
  'problemRate',
  'averageScore',
  'problems',
  'occurrences'
] as const

/** The numbers the prose and the tables are made of, and what does not agree. */
export function NoticeFigures({ model, mismatches }: { model: NoticeModel; mismatches: readonly string[] }): ReactNode {
  const { t } = useTranslation()
  const sets = (['site', 'account', 'all'] as const).filter(
    (set) =>
      model.figures[`${set}.checked`] !== undefined &&
      // One kind only: its sum would say the same twice.
      (set !== 'all' || (model.figures['site.checked'] !== undefined && model.figures['account.checked'] !== undefined))
  )
  return (
    <>
      {mismatches.length === 0 ? (
        <Alert type="success" showIcon title={t(($) => $.notices.matches)} />
      ) : (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(($) => $.notices.mismatches, { n: mismatches.length })}
          description={
            <ul className="notice-mismatches">
              {mismatches.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          }
        />
      )}
      {sets.map((set) => (
        <table key={set} className="figure-table">
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {t(($) => $.notices.kinds[set])}
              </th>
            </tr>
          </thead>
          <tbody>
            {measures.map((measure) => {
              const value = model.figures[`${set}.${measure}`]
              return value === undefined ? null : (
                <tr key={measure}>
                  <th scope="row">{t(($) => $.notices.measures[measure])}</th>
                  <td className="num">{value}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      ))}
      <p className="quiet">{t(($) => $.notices.notSame)}</p>
    </>
  )
}
