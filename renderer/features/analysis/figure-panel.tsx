import { Button, Segmented, Skeleton } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ScrollPane } from '../../components/screen.tsx'
import { FigureRows, tableText } from './figure-table.tsx'
import type { Figure } from './figures.ts'
import type { ChartModule } from './use-chart.ts'

/** One chart with its sentence; 图 / 表 changes to the numbers behind it. */
export function FigurePanel({ figure, chart }: { figure: Figure; chart: ChartModule | null }): ReactNode {
  const { t } = useTranslation()
  const [view, setView] = useState<'chart' | 'table'>('chart')
  const [isCopied, setCopied] = useState(false)
  const { title, sentence, table, option, height } = figure
  const id = `figure-${figure.name}`
  return (
    <section className="panel analysis-figure" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {view === 'table' ? (
          <Button
            size="small"
            onClick={() => void navigator.clipboard.writeText(tableText(table)).then(() => setCopied(true))}
            onBlur={() => setCopied(false)}
          >
            {isCopied ? t(($) => $.common.copied) : t(($) => $.analysis.copyTable)}
          </Button>
        ) : null}
        <Segmented
          size="small"
          aria-label={t(($) => $.analysis.showAs, { title })}
          value={view}
          options={[
            { value: 'chart' as const, label: t(($) => $.analysis.chart) },
            { value: 'table' as const, label: t(($) => $.analysis.table) }
          ]}
          onChange={setView}
        />
      </header>
      <p className="quiet">{sentence}</p>
      {view === 'table' ? (
        <ScrollPane className="analysis-scroll" label={title}>
          <FigureRows table={table} caption={title} />
        </ScrollPane>
      ) : option === null ? null : chart === null ? (
        <div className="skeleton-late">
          <Skeleton active={false} />
        </div>
      ) : (
        <ScrollPane className="analysis-scroll" label={title}>
          <chart.Chart option={option} height={height} />
        </ScrollPane>
      )}
    </section>
  )
}
