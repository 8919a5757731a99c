import type { BarSeriesOption } from 'echarts/charts'
import type { AriaComponentOption, GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components'
import type { ComposeOption } from 'echarts/core'
import type { Palette } from './palette.ts'

export type ChartOption = ComposeOption<
  BarSeriesOption | AriaComponentOption | GridComponentOption | LegendComponentOption | TooltipComponentOption
>

export interface Bar {
  name: string
  colour: string
  pattern: Pattern
  values: readonly number[]
}

interface BarsInput {
  /** What the chart says, for those who do not see it. */
  sentence: string
  categories: readonly string[]
  bars: readonly Bar[]
  palette: Palette
}

/** A state has its pattern wherever it is drawn, so that nothing is told by colour alone. */
const patterns = {
  plain: { symbol: 'none' },
  hatched: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: Math.PI / 4 },
  dotted: {
    symbol: 'circle',
    symbolSize: 0.5,
    dashArrayX: [
      [9, 9],
      [0, 9, 9, 0]
    ],
    dashArrayY: [8, 0]
  },
  backward: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 6], rotation: -Math.PI / 4 },
  ruled: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 4], rotation: 0 }
}
export type Pattern = keyof typeof patterns

/** Words are measured before they are drawn, so the family is given by name. */
const fontFamily = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif"

const common = ({ sentence, palette, bars }: BarsInput): ChartOption => ({
  animation: false,
  aria: { enabled: true, label: { description: sentence } },
  textStyle: { fontFamily, fontSize: 12, color: palette.text },
  legend: {
    show: bars.length > 1,
    selectedMode: false,
    top: 0,
    left: 0,
    itemWidth: 18,
    itemHeight: 12,
    itemGap: 12,
    textStyle: { color: palette.text, fontSize: 12 }
  },
  tooltip: {
    trigger: 'axis',
    axisPointer: { type: 'none' },
    confine: true,
    transitionDuration: 0,
    backgroundColor: palette.panel,
    borderColor: palette.line,
    textStyle: { color: palette.text, fontSize: 12 }
  }
})

const series = ({ bars, palette }: BarsInput, width: number): BarSeriesOption[] =>
  bars.map(({ name, colour, pattern, values }) => ({
    type: 'bar',
    name,
    stack: 'all',
    barMaxWidth: width,
    itemStyle: {
      color: colour,
      borderColor: palette.panel,
      borderWidth: 1,
      decal: { ...patterns[pattern], color: palette.pattern }
    },
    emphasis: { disabled: true },
    // Nothing is written on a part of nothing.
    data: values.map((value) => (value === 0 ? null : value)),
    label: { show: true, color: palette.onBar, fontSize: 12, textBorderColor: colour, textBorderWidth: 3 },
    labelLayout: { hideOverlap: true }
  }))

const counts = { minInterval: 1, type: 'value' } as const

/** Names at the left, one bar each, the first on top. */
export function lyingBars(input: BarsInput): ChartOption {
  const { palette, categories, bars } = input
  return {
    ...common(input),
    grid: {
      left: 8,
      right: 16,
      top: bars.length > 1 ? 30 : 8,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel'
    },
    xAxis: {
      ...counts,
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.quiet, fontSize: 12 }
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.text, fontSize: 12, width: 148, overflow: 'break', lineHeight: 15, interval: 0 }
    },
    series: series(input, 22)
  }
}

/** Days along the bottom. */
export function standingBars(input: BarsInput): ChartOption {
  const { palette, categories } = input
  return {
    ...common(input),
    grid: { left: 8, right: 16, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: [...categories],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.quiet, fontSize: 12, hideOverlap: true }
    },
    yAxis: {
      ...counts,
      splitLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.quiet, fontSize: 12 }
    },
    series: series(input, 36)
  }
}
