import type { Input, Output } from '../../../electron/contract/index.ts'
import { guessClass, levelOfPath } from '../../../electron/domain/column-words.ts'
import { readDay } from '../../../electron/domain/phrase.ts'
import { normaliseLocation } from '../../../electron/domain/location-path.ts'
import { locationKey, urlKey } from '../../../electron/domain/rules/faults.ts'
import type { Finding } from '../../../electron/domain/inspection.ts'
import type { ColumnClass, ColumnLevel, SiteColumn } from '../../../electron/domain/site-columns.ts'
import { isWebAddress } from './address.ts'
import { locationFromTitle, type FindingDraft } from './finding-draft.ts'
import { toLocalText } from './local-time.ts'

export type Paper = Output<'columns.paper'>
export type Sheet = Paper['sheets'][number]

/** The paper without the items that this batch does not ask of the site. */
export function askedOf(paper: Paper): Paper {
  return { ...paper, sheets: paper.sheets.filter(({ notAsked }) => notAsked === null) }
}

/** 空白, 超期 (an item counts it), 待认定 (the rule names no time), 正常. */
export type ColumnState = 'blank' | 'stale' | 'open' | 'fine'

/** What the working paper says of each column, in one word. */
export function columnStates({ columns, sheets }: Paper): ReadonlyMap<string, ColumnState> {
  const states = new Map<string, ColumnState>()
  for (const { id, isBlank } of columns) {
    const readings = sheets.flatMap((sheet) => sheet.readings.filter(({ columnId }) => columnId === id))
    const isStale = readings.some(({ state }) => state === 'counted' || state === 'taken')
    const isOpen = readings.some(({ state }) => state === 'open')
    states.set(id, isBlank ? 'blank' : isStale ? 'stale' : isOpen ? 'open' : 'fine')
  }
  return states
}

/** Seen before the batch was opened: the page has to be looked at again before it can count. */
export function isFromBefore(column: Pick<SiteColumn, 'observedAt'>, openedAt: string | null): boolean {
  return openedAt !== null && column.observedAt < openedAt
}

/** A column while it is typed. */
export interface ColumnForm {
  id: string | null
  path: string
  class: ColumnClass
  level: ColumnLevel
  url: string
  lastUpdate: string
  isBlank: boolean
  note: string
}

/** The page that is open as a new column, or the registered one that it already is. */
export function formOfPage(
  page: { url: string; title: string } | null,
  object: { name: string; unit: string },
  columns: readonly SiteColumn[]
): ColumnForm {
  const url = page !== null && isWebAddress(page.url) ? page.url : ''
  const path = url === '' ? '首页》' : normaliseLocation(locationFromTitle(page?.title ?? '', [object.name, object.unit]))
  const known = columns.find(
    (column) => (url !== '' && urlKey(column.url) === urlKey(url)) || locationKey(column.path) === locationKey(path)
  )
  if (known !== undefined) return formOf(known)
  const level = levelOfPath(path)
  return { id: null, path, class: guessClass(path) ?? 'other', level, url, lastUpdate: '', isBlank: false, note: '' }
}

export function formOf(column: SiteColumn): ColumnForm {
  const { id, path, level, url, isBlank, note } = column
  return { id, path, class: column.class, level, url, lastUpdate: column.lastUpdate ?? '', isBlank, note }
}

export type FormFault = 'path' | 'lastUpdate'

/** What is sent for the form as seen now (`observedAt` is `now`), or the field that is not right. */
export function readForm(
  form: ColumnForm,
  objectKey: string,
  now: string
): { column: Input<'columns.record'>; fault: null } | { column: null; fault: FormFault } {
  if (normaliseLocation(form.path) === '') return { column: null, fault: 'path' }
  const typed = form.lastUpdate.trim()
  const lastUpdate = typed === '' || form.isBlank ? null : readDay(typed)
  if (lastUpdate === null && typed !== '' && !form.isBlank) return { column: null, fault: 'lastUpdate' }
  const url = form.url.trim()
  return { column: { ...form, objectKey, url, note: form.note.trim(), lastUpdate, observedAt: now }, fault: null }
}

/** Whether a finding names this column as its 位置, alone or among others. */
export function isRecorded(findings: readonly Pick<Finding, 'location'>[], path: string): boolean {
  const key = locationKey(path)
  return findings.some(({ location }) => location.split('、').some((part) => locationKey(part) === key))
}

/**
 * What the counted columns of an item can still become: a new finding, or more columns for the one that stands. null when
 * none counts, all are recorded, or they are recorded one by one.
 */
export function offerOf(
  { draft }: Pick<Sheet, 'draft'>,
  findings: readonly Finding[]
): { draft: NonNullable<Sheet['draft']>; finding: Finding | null } | null {
  const [first, second] = findings
  if (draft === null || second !== undefined) return null
  if (first === undefined) return { draft, finding: null }
  const isWhole = draft.location.split('、').every((path) => isRecorded([first], path))
  return isWhole ? null : { draft, finding: first }
}

/** The counted columns in the finding editor: everything but the evidence comes from the registry. */
export function withColumns(base: FindingDraft, from: NonNullable<Sheet['draft']>, wording: string): FindingDraft {
  const { count, description, location, url, lastUpdate, observedAt } = from
  return {
    ...base,
    count: String(count),
    description,
    // The wording is the edition's own and goes on following count and place.
    descriptionTouched: false,
    template: wording,
    lastUpdate: lastUpdate ?? '',
    location,
    url: url === '' ? base.url : url,
    observedAt: toLocalText(observedAt)
  }
}
