import { z } from 'zod'
import { canonicalJson } from './canonical-json.ts'
import { indicatorSchema, type Catalogue, type Indicator } from './catalogue.ts'
import { fieldLabel } from './catalogue-labels.ts'
import { numberText, plainText } from './catalogue-text.ts'

/** One thing that differs between two editions. */
export const catalogueDifferenceSchema = z.object({
  place: z.enum(['frame', 'indicator']),
  /** Id of the indicator; for the frame its field (`failBelow`). */
  id: z.string(),
  /** Title of the indicator; for the frame what its field is called. */
  title: z.string(),
  /** Path inside: `unitPoints`, `numbers.sample`, `unitPoints.source`; `indicator` when the whole item came or went. */
  field: z.string(),
  label: z.string(),
  /** As it is read out, `5（已核实）`; null where there is nothing. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** The same as the edition holds it, for those who read it out in another language; null where there is nothing. */
  values: z.object({ before: z.unknown(), after: z.unknown() }),
  kind: z.enum(['added', 'removed', 'changed'])
})
export type CatalogueDifference = z.infer<typeof catalogueDifferenceSchema>

type Sourced = NonNullable<Indicator['unitPoints']> | NonNullable<Indicator['window']> | NonNullable<Indicator['threshold']>
type FrameNumber = NonNullable<Catalogue['frame'][keyof Catalogue['frame']]>
interface Place {
  place: CatalogueDifference['place']
  id: string
  title: string
}

const sourcedFields = ['window', 'threshold', 'unitPoints', 'cap'] as const
const isSourced = (field: string): boolean => (sourcedFields as readonly string[]).includes(field)
const plainFields = Object.keys(indicatorSchema.shape).filter(
  (field) => field !== 'id' && field !== 'numbers' && !isSourced(field)
) as readonly (keyof Indicator)[]
const frameFields = ['base', 'failBelow', 'bonusAbove', 'bonusCap', 'noService', 'vetoScore', 'vetoScoreFor', 'grades'] as const

/** What `b` has other than `a`: the frame first, then the items in `b`'s order, then those that only `a` has. */
export function diffCatalogues(a: Catalogue, b: Catalogue): CatalogueDifference[] {
  const before = new Map(a.indicators.map((indicator) => [indicator.id, indicator]))
  const kept = new Set(b.indicators.map(({ id }) => id))
  return [
    ...frameFields.flatMap((field) => {
      const place: Place = { place: 'frame', id: field, title: fieldLabel(`frame.${field}`) }
      return compareNumbers(place, field, a.frame[field] ?? undefined, b.frame[field] ?? undefined)
    }),
    ...b.indicators.flatMap((indicator) => {
      const old = before.get(indicator.id)
      return old === undefined ? [whole(indicator, 'added')] : compareIndicators(old, indicator)
    }),
    ...a.indicators.filter(({ id }) => !kept.has(id)).map((indicator) => whole(indicator, 'removed'))
  ]
}

function whole(indicator: Indicator, kind: 'added' | 'removed'): CatalogueDifference {
  const { id, title, rule } = indicator
  const place: Place = { place: 'indicator', id, title }
  const [before, after] = kind === 'added' ? [null, rule] : [rule, null]
  return { ...place, field: 'indicator', label: '整项', before, after, values: { before, after }, kind }
}

function compareIndicators(a: Indicator, b: Indicator): CatalogueDifference[] {
  const place: Place = { place: 'indicator', id: b.id, title: b.title }
  const names = [...new Set([...Object.keys(a.numbers ?? {}), ...Object.keys(b.numbers ?? {})])]
  return [
    ...plainFields.flatMap((field) => {
      if (canonicalJson(a[field] ?? null) === canonicalJson(b[field] ?? null)) return []
      const text = (from: Indicator): string | null => (from[field] === undefined ? null : plainText(field, from))
      return [difference(place, field, [text(a), a[field]], [text(b), b[field]])]
    }),
    ...sourcedFields.flatMap((field) => compareNumbers(place, field, a[field], b[field])),
    ...names.flatMap((name) => compareNumbers(place, `numbers.${name}`, a.numbers?.[name], b.numbers?.[name]))
  ]
}

/** The number with its status is one line; a source that alone differs is another. */
function compareNumbers<T extends Sourced | FrameNumber>(
  place: Place,
  field: string,
  a: T | undefined,
  b: T | undefined
): CatalogueDifference[] {
  const found: CatalogueDifference[] = []
  const key = (number: T | undefined): string => canonicalJson(number === undefined ? null : [number.value, number.status])
  if (key(a) !== key(b)) {
    const side = (number: T | undefined): Side => [number === undefined ? null : numberText(number), number]
    found.push(difference(place, field, side(a), side(b)))
  }
  if (a !== undefined && b !== undefined && a.source !== b.source) {
    const sources = difference(place, `${field}.source`, [a.source, a.source], [b.source, b.source])
    found.push({ ...sources, label: `${labelOf(place, field)}的来源` })
  }
  return found
}

/** As it is read out, and as it is. */
type Side = readonly [text: string | null, value: unknown]

function difference(place: Place, field: string, [before, old]: Side, [after, now]: Side): CatalogueDifference {
  const kind = before === null ? 'added' : after === null ? 'removed' : 'changed'
  const values = { before: old ?? null, after: now ?? null }
  return { ...place, field, label: labelOf(place, field), before, after, values, kind }
}

const labelOf = ({ place }: Place, field: string): string => fieldLabel(place === 'frame' ? `frame.${field}` : field)
