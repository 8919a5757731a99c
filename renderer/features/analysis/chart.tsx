import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useLayoutEffect, useRef, type ReactNode } from 'react'
import type { ChartOption } from './chart-options.ts'

register([BarChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, SVGRenderer])

export interface ChartProps {
  option: ChartOption
  height: number
  /** On paper; on screen a chart is as wide as its panel. */
  width?: number
}

/** SVG: sharp on paper, and its style goes through attributes, which the page's policy allows. */
export function Chart({ option, height, width }: ChartProps): ReactNode {
  const boxRef = useRef<HTMLDivElement>(null)
  // Before the paint and in the same turn: a print must not begin with empty frames.
  useLayoutEffect(() => {
    const box = boxRef.current
    if (box === null) return undefined
    const chart = init(box, null, { renderer: 'svg', height, ...(width === undefined ? {} : { width }) })
    chart.setOption(option)
    const observer = new ResizeObserver(() => chart.resize({ height }))
    if (width === undefined) observer.observe(box)
    return () => {
      observer.disconnect()
      chart.dispose()
    }
  }, [option, height, width])
  return <div ref={boxRef} className="analysis-chart" />
}
