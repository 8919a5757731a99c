import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { tinykeys } from 'tinykeys'
import type { Overview } from '../../../electron/domain/overview-model.ts'
import { useIsDark, useIsOnPaper } from '../../components/appearance.ts'
import { BlockList } from '../../components/block-list.tsx'
import { formatInstant } from '../../components/format.ts'
import { Loaded, Screen, ScrollPane } from '../../components/screen.tsx'
import { WithBatch } from '../../components/with-batch.tsx'
import { useRead } from '../../rpc/hooks.ts'
import { FigurePanel } from './figure-panel.tsx'
import { figuresOf } from './figures.ts'
import { darkPalette, lightPalette } from './palette.ts'
import { Paper } from './paper.tsx'
import { useChart } from './use-chart.ts'
import './analysis.css'

/** 分析: the current batch from all sides, and what stands before its notice. */
export function AnalysisScreen(): ReactNode {
  const { t } = useTranslation()
  const [, go] = useLocation()
  const list = useRead('batches.list', {})
  return (
    <WithBatch
      list={list}
      onHome={() => go('/home')}
      title={t(($) => $.analysis.title)}
      help={t(($) => $.analysis.help)}
      noBatchHelp={t(($) => $.analysis.noBatchHelp)}
    >
      {(batchId) => <BatchOverview key={batchId} batchId={batchId} />}
    </WithBatch>
  )
}

function BatchOverview({ batchId }: { batchId: string }): ReactNode {
  const { t } = useTranslation()
  const read = useRead('overview.get', { batchId })
  const isOnPaper = useIsOnPaper()
  const chart = useChart()
  const canPrint = read.data !== undefined && chart !== null
  useEffect(
    () =>
      tinykeys(window, {
        '$mod+p': (event) => {
          const isTaken = event.isComposing || document.querySelector('[role="dialog"]') !== null
          if (isTaken || !canPrint) return
          event.preventDefault()
          window.print()
        }
      }),
    [canPrint]
  )
  const asOf = read.data === undefined ? '' : ` · ${t(($) => $.analysis.asOf, { time: formatInstant(read.data.asOf) })}`
  return (
    <Screen
      title={t(($) => $.analysis.title)}
      help={`${t(($) => $.analysis.help)}${asOf}`}
      actions={
        <Button
          icon={<PrinterOutlined />}
          title={t(($) => $.analysis.printHint)}
          disabled={!canPrint}
          onClick={() => window.print()}
        >
          {t(($) => $.analysis.print)}
        </Button>
      }
    >
      <Loaded read={read}>
        {(overview) => (
          <>
            <div className="analysis-columns">
              <Figures overview={overview} />
              <section className="panel analysis-blocks" aria-labelledby="analysis-blocks">
                <h2 id="analysis-blocks">{t(($) => $.analysis.blocks.title)}</h2>
                <ScrollPane className="analysis-block-pane" label={t(($) => $.analysis.blocks.title)}>
                  <BlockList batchId={batchId} blocks={overview.blocks} named={8} />
                </ScrollPane>
              </section>
            </div>
            {isOnPaper ? <Paper overview={overview} chart={chart} /> : null}
          </>
        )}
      </Loaded>
    </Screen>
  )
}

function Figures({ overview }: { overview: Overview }): ReactNode {
  const { t } = useTranslation()
  const chart = useChart()
  const isDark = useIsDark()
  const figures = useMemo(() => figuresOf({ overview, t, palette: isDark ? darkPalette : lightPalette }), [overview, t, isDark])
  return (
    <div className="analysis-figures">
      {figures.map((figure) => (
        <FigurePanel key={figure.name} figure={figure} chart={chart} />
      ))}
    </div>
  )
}
