import type { useTranslation } from 'react-i18next'
import { inspectedOf } from '../../../electron/domain/overview.ts'
import { standings, type Overview, type Standing, type StandingCounts } from '../../../electron/domain/overview-model.ts'
import { formatInstant, percentOf } from '../../components/format.ts'
import { spentTime } from '../../components/spent-time.ts'
import { lyingBars, standingBars, type Bar, type ChartOption, type Pattern } from './chart-options.ts'
import type { Palette } from './palette.ts'

type Words = ReturnType<typeof useTranslation>['t']

export type FigureName = 'strata' | 'inspectors' | 'indicators' | 'days'

export interface FigureTable {
  head: readonly { word: string; isNumber: boolean }[]
  rows: readonly (readonly string[])[]
  foot: readonly string[] | null
}

/** One chart: what it says in a sentence, and the table behind it. */
export interface Figure {
  name: FigureName
  title: string
  sentence: string
  table: FigureTable
  /** null where there is nothing to draw. */
  option: ChartOption | null
  height: number
}

interface Making {
  overview: Overview
  t: Words
  palette: Palette
}

/** A chart of more bars is no picture any more; the table has them all. */
const mostBars = 12
/** Days that are shown of a long batch. */
const mostDays = 31
const barHeight = 31

const patterns: Record<Standing, Pattern> = {
  waiting: 'plain',
  'in-progress': 'hatched',
  unsettled: 'ruled',
  pass: 'plain',
  problems: 'dotted',
  fail: 'backward'
}

export function figuresOf(making: Making): Figure[] {
  return [byStratum(making), byInspector(making), byIndicator(making), byDay(making)]
}

const standingBarsOf = (rows: readonly { counts: StandingCounts }[], { t, palette }: Making): Bar[] =>
  standings
    .filter((standing) => rows.some(({ counts }) => counts[standing] > 0))
    .map((standing) => ({
      name: t(($) => $.analysis.standing[standing]),
      colour: palette.standing[standing],
      pattern: patterns[standing],
      values: rows.map(({ counts }) => counts[standing])
    }))

const number = (word: string) => ({ word, isNumber: true })
const name = (word: string) => ({ word, isNumber: false })

function standingCells({ total, counts }: { total: number; counts: StandingCounts }): string[] {
  const inspected = inspectedOf(counts)
  return [total, ...standings.map((standing) => counts[standing]), inspected, percentOf(inspected, total)].map(String)
}

const standingHead = (t: Words) => [
  number(t(($) => $.analysis.total)),
  ...standings.map((standing) => number(t(($) => $.analysis.standing[standing]))),
  number(t(($) => $.analysis.inspected)),
  number(t(($) => $.analysis.rate))
]

/** What a chart leaves out is said under it. */
function withRest(sentence: string, { t }: Making, shown: number, all: number): string {
  return shown === all
    ? sentence
    : joined(
        sentence,
        t(($) => $.analysis.say.onlyFirst, { shown, all })
      )
}

/** Chinese sentences stand without a blank between them. */
const joined = (first: string, second: string): string => `${first}${first.endsWith('.') ? ' ' : ''}${second}`

function byStratum(making: Making): Figure {
  const { overview, t, palette } = making
  const left = ({ total, counts }: { total: number; counts: StandingCounts }): number => total - inspectedOf(counts)
  const byLeft = overview.strata.toSorted((a, b) => left(b) - left(a))
  const shown = overview.strata.length > mostBars ? byLeft.slice(0, mostBars) : overview.strata
  const inspected = inspectedOf(overview.counts)
  const { total } = overview
  const slowest = byLeft[0]
  const said =
    slowest === undefined || left(slowest) === 0
      ? t(($) => $.analysis.say.strataDone, { total })
      : t(($) => $.analysis.say.strata, {
          total,
          inspected,
          percent: percentOf(inspected, total),
          name: slowest.name,
          left: left(slowest)
        })
  const sentence = withRest(said, making, shown.length, overview.strata.length)
  return {
    name: 'strata',
    title: t(($) => $.analysis.figures.strata),
    sentence,
    table: {
      head: [name(t(($) => $.analysis.stratum)), ...standingHead(t)],
      rows: overview.strata.map((row) => [row.name, ...standingCells(row)]),
      foot: [t(($) => $.analysis.total), ...standingCells(overview)]
    },
    option: lyingBars({ sentence, palette, categories: shown.map((row) => row.name), bars: standingBarsOf(shown, making) }),
    height: 50 + shown.length * barHeight
  }
}

function byInspector(making: Making): Figure {
  const { overview, t, palette } = making
  const people = overview.inspectors.flatMap((row) => (row.name === null ? [] : [{ ...row, name: row.name }]))
  const shown = people.slice(0, mostBars)
  const first = people.toSorted((a, b) => inspectedOf(b.counts) - inspectedOf(a.counts))[0]
  const said =
    first === undefined
      ? t(($) => $.analysis.say.nobody)
      : t(($) => $.analysis.say.inspectors, {
          people: people.length,
          taken: people.reduce((sum, row) => sum + row.total, 0),
          name: first.name,
          inspected: inspectedOf(first.counts)
        })
  const sentence = withRest(said, making, shown.length, people.length)
  return {
    name: 'inspectors',
    title: t(($) => $.analysis.figures.inspectors),
    sentence,
    table: {
      head: [
        name(t(($) => $.analysis.inspector)),
        ...standingHead(t),
        number(t(($) => $.analysis.findings)),
        name(t(($) => $.analysis.lastAt))
      ],
      rows: overview.inspectors.map((row) => [
        row.name ?? t(($) => $.analysis.nobody),
        ...standingCells(row),
        String(row.findings),
        row.lastAt === null ? '' : formatInstant(row.lastAt)
      ]),
      foot: [t(($) => $.analysis.total), ...standingCells(overview), String(overview.findings), '']
    },
    option:
      shown.length === 0
        ? null
        : lyingBars({ sentence, palette, categories: shown.map((row) => row.name), bars: standingBarsOf(shown, making) }),
    height: 50 + shown.length * barHeight
  }
}

function byIndicator(making: Making): Figure {
  const { overview, t, palette } = making
  const troubled = overview.indicators
    .filter(({ fail, pending }) => fail + pending > 0)
    .sort((a, b) => b.fail - a.fail || b.pending - a.pending)
  const shown = troubled.slice(0, mostBars)
  const [worst] = troubled
  const pending = overview.indicators.reduce((sum, row) => sum + row.pending, 0)
  const said =
    worst === undefined || worst.fail === 0
      ? t(($) => $.analysis.say.noFail, { pending })
      : t(($) => $.analysis.say.indicators, { id: worst.id, title: worst.title, fail: worst.fail, pending })
  const sentence = withRest(said, making, shown.length, troubled.length)
  const bar = (verdict: 'fail' | 'pending', standing: Standing): Bar => ({
    name: t(($) => $.analysis.verdict[verdict]),
    colour: palette.standing[standing],
    pattern: patterns[standing],
    values: shown.map((row) => row[verdict])
  })
  return {
    name: 'indicators',
    title: t(($) => $.analysis.figures.indicators),
    sentence,
    table: {
      head: [
        name(t(($) => $.analysis.indicator)),
        name(t(($) => $.analysis.kind)),
        number(t(($) => $.analysis.asked)),
        ...(['pass', 'fail', 'not-applicable', 'pending', 'open'] as const).map((verdict) =>
          number(t(($) => $.analysis.verdict[verdict]))
        ),
        number(t(($) => $.analysis.findings))
      ],
      rows: overview.indicators
        .filter(({ asked, findings }) => asked + findings > 0)
        .map((row) => [
          `${row.id} ${row.title}`,
          t(($) => $.analysis.indicatorKind[row.kind]),
          ...[row.asked, row.pass, row.fail, row.notApplicable, row.pending, row.open, row.findings].map(String)
        ]),
      foot: null
    },
    option:
      shown.length === 0
        ? null
        : lyingBars({
            sentence,
            palette,
            categories: shown.map((row) => `${row.id} ${row.title}`),
            bars: [bar('fail', 'fail'), bar('pending', 'unsettled')].filter(({ values }) => values.some((value) => value > 0))
          }),
    height: 50 + shown.length * barHeight
  }
}

/** Every day between the first and the last, so that a pause is seen as one. */
function everyDay(days: Overview['days']): Overview['days'] {
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined) return []
  const finished = new Map(days.map((each) => [each.day, each.finished]))
  const all: Overview['days'] = []
  for (let at = Date.parse(first.day); at <= Date.parse(last.day); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10)
    all.push({ day, finished: finished.get(day) ?? 0 })
  }
  return all
}

/** How long the rest takes, or why nothing can be said. */
export function sayEstimate({ estimate, total, counts }: Pick<Overview, 'estimate' | 'total' | 'counts'>, t: Words): string {
  const left = total - inspectedOf(counts)
  if (left === 0) return t(($) => $.analysis.say.nothingLeft)
  if (estimate === null) return t(($) => $.analysis.say.noEstimate)
  const { secondsEach, secondsLeft } = estimate
  return t(($) => $.analysis.say.estimate, { each: spentTime(secondsEach), left, time: spentTime(secondsLeft) })
}

function byDay(making: Making): Figure {
  const { overview, t, palette } = making
  const shown = everyDay(overview.days).slice(-mostDays)
  const last = overview.days.at(-1)
  const said =
    last === undefined
      ? t(($) => $.analysis.say.noDay)
      : t(($) => $.analysis.say.days, { days: overview.days.length, day: last.day, finished: last.finished })
  const sentence = joined(said, sayEstimate(overview, t))
  return {
    name: 'days',
    title: t(($) => $.analysis.figures.days),
    sentence,
    table: {
      head: [name(t(($) => $.analysis.day)), number(t(($) => $.analysis.finished))],
      rows: overview.days.map(({ day, finished }) => [day, String(finished)]),
      foot: [t(($) => $.analysis.total), String(inspectedOf(overview.counts))]
    },
    option:
      shown.length === 0
        ? null
        : standingBars({
            sentence,
            palette,
            categories: shown.map(({ day }) => day.slice(5)),
            bars: [
              {
                name: t(($) => $.analysis.finished),
                colour: palette.accent,
                pattern: 'plain',
                values: shown.map(({ finished }) => finished)
              }
            ]
          }),
    height: 180
  }
}
