import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeModel } from '../../../electron/domain/notice.ts'
import { faultsOfFigure, hasOrigin, originOfFigure, type Origin } from './figure-origin.ts'

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
export function NoticeFigures({
  model,
  mismatches,
  nameOf,
  onOrigin
}: {
  model: NoticeModel
  mismatches: readonly string[]
  nameOf: (id: string) => string
  onOrigin: (origin: Origin | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const sets = (['site', 'account', 'all'] as const).filter(
    (set) =>
      model.figures[`${set}.checked`] !== undefined &&
      // One kind only: its sum would say the same twice.
      (set !== 'all' || (model.figures['site.checked'] !== undefined && model.figures['account.checked'] !== undefined))
  )
  // The profile's own figures that stand in the text: of the others a reader has no use.
  const used = new Set(
    model.paragraphs.flatMap(({ template }) => [...template.matchAll(/\{([A-Za-z][\w.-]*)\}/g)].map((hit) => hit[1]))
  )
  const own = [...model.figureSources, ...model.externalFigures]
    .map(({ id }) => id)
    .filter((id) => used.has(id) && !/^(?:site|account|all)\.\w+$/.test(id) && /\d/.test(String(model.figures[id] ?? '')))
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
              const id = `${set}.${measure}`
              const value = model.figures[id]
              return value === undefined ? null : (
                <FigureRow
                  key={measure}
                  name={t(($) => $.notices.measures[measure])}
                  value={String(value)}
                  isRed={faultsOfFigure(id, mismatches).length > 0}
                  origin={hasOrigin(model, id) ? () => originOfFigure(model, id, nameOf(id), mismatches) : null}
                  onOrigin={onOrigin}
                />
              )
            })}
          </tbody>
        </table>
      ))}
      {own.length === 0 ? null : (
        <table className="figure-table">
          <thead>
            <tr>
              <th scope="col" colSpan={2}>
                {t(($) => $.notices.ownFigures)}
              </th>
            </tr>
          </thead>
          <tbody>
            {own.map((id) => (
              <FigureRow
                key={id}
                name={nameOf(id)}
                value={String(model.figures[id])}
                isRed={faultsOfFigure(id, mismatches).length > 0}
                origin={hasOrigin(model, id) ? () => originOfFigure(model, id, nameOf(id), mismatches) : null}
                onOrigin={onOrigin}
              />
            ))}
          </tbody>
        </table>
      )}
      <p className="quiet">{t(($) => $.notices.notSame)}</p>
    </>
  )
}

interface FigureRowProps {
  name: string
  value: string
  isRed: boolean
  /** Counts the rows when they are asked for; null where there are none. */
  origin: (() => Origin | null) | null
  onOrigin: (origin: Origin | null) => void
}
function FigureRow({ name, value, isRed, origin, onOrigin }: FigureRowProps): ReactNode {
  const { t } = useTranslation()
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="num">
        {origin === null ? (
          value
        ) : (
          <button
            type="button"
            className={isRed ? 'figure-link figure-red' : 'figure-link'}
            aria-label={`${name} ${value}，${t(($) => $.notices.origin.open)}`}
            onClick={() => onOrigin(origin())}
          >
            {isRed ? '✕ ' : ''}
            {value}
          </button>
        )}
      </td>
    </tr>
  )
}
