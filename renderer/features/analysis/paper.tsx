import { useMemo, type ReactNode } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../electron/domain/overview-model.ts'
import { inspectedOf } from '../../../electron/domain/overview.ts'
import { formatInstant, percentOf } from '../../components/format.ts'
import { FigureRows } from './figure-table.tsx'
import { figuresOf, sayEstimate } from './figures.ts'
import { lightPalette } from './palette.ts'
import type { ChartModule } from './use-chart.ts'

/** What fits between the margins of an A4 page, in CSS pixels. */
const paperWidth = 680

/** The print form: the same figures on white paper, every chart with its table, nothing of the shell. */
export function Paper({ overview, chart }: { overview: Overview; chart: ChartModule | null }): ReactNode {
  const { t } = useTranslation()
  const figures = useMemo(() => figuresOf({ overview, t, palette: lightPalette }), [overview, t])
  const { counts, total, summary, findings } = overview
  const inspected = inspectedOf(counts)
  const numbers: [string, string][] = [
    [t(($) => $.analysis.objects), String(total)],
    [t(($) => $.analysis.inspected), String(inspected)],
    [t(($) => $.analysis.rate), String(percentOf(inspected, total))],
    [t(($) => $.analysis.standing.fail), String(summary.failed)],
    [t(($) => $.analysis.findings), String(findings)],
    [t(($) => $.analysis.passRate), summary.passRate ?? '']
  ]
  return createPortal(
    <article className="analysis-paper">
      <h1>{t(($) => $.analysis.paperTitle)}</h1>
      <p className="analysis-paper-batch">{`${overview.period} · ${overview.title}`}</p>
      <p className="quiet">
        {`${overview.catalogueTitle} · ${t(($) => $.analysis.asOf, { time: formatInstant(overview.asOf) })}`}
      </p>
      <table className="figure-table analysis-paper-numbers">
        <thead>
          <tr>
            {numbers.map(([word]) => (
              <th key={word} scope="col" className="num">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {numbers.map(([word, value]) => (
              <td key={word} className="num">
                {value}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p>{sayEstimate(overview, t)}</p>
      {figures.map(({ name, title, sentence, table, option, height }) => (
        <section key={name}>
          <div className="analysis-paper-figure">
            <h2>{title}</h2>
            <p>{sentence}</p>
            {option === null || chart === null ? null : <chart.Chart option={option} height={height} width={paperWidth} />}
          </div>
          <FigureRows table={table} caption={title} />
        </section>
      ))}
      <section>
        <h2>{t(($) => $.analysis.blocks.title)}</h2>
        <PaperBlocks blocks={overview.blocks} />
      </section>
    </article>,
    document.body
  )
}

function PaperBlocks({ blocks }: Pick<Overview, 'blocks'>): ReactNode {
  const { t } = useTranslation()
  const standing = blocks.filter((block) => block.total > 0)
  if (standing.length === 0) return <p>{t(($) => $.analysis.blocks.none)}</p>
  return (
    <table className="figure-table">
      <thead>
        <tr>
          <th scope="col">{t(($) => $.analysis.blocks.what)}</th>
          <th scope="col">{t(($) => $.analysis.blocks.object)}</th>
          <th scope="col">{t(($) => $.analysis.blocks.about)}</th>
        </tr>
      </thead>
      <tbody>
        {standing.flatMap(({ kind, total, items }) => [
          ...items.map((item, index) => (
            <tr key={`${kind} ${item.objectKey}`}>
              <td>
                {index === 0
                  ? `${t(($) => $.analysis.blocks.kind[kind])} ${t(($) => $.analysis.blocks.count, { n: total })}`
                  : ''}
              </td>
              <td>{item.name}</td>
              <td>{item.indicators.join('、')}</td>
            </tr>
          )),
          ...(total > items.length
            ? [
                <tr key={`${kind} more`}>
                  <td colSpan={3}>{t(($) => $.analysis.blocks.unlisted, { n: total - items.length })}</td>
                </tr>
              ]
            : [])
        ])}
      </tbody>
    </table>
  )
}
