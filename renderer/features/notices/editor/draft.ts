import type { ExternalBlock, ExternalFigure } from '../../../../electron/domain/notice-external.ts'
import type { ProfilePart } from '../../../../electron/domain/notice-profile-faults.ts'
import type {
  ExternalTableProfile,
  NoticeParagraphProfile,
  NoticeProfile,
  NoticeTableProfile
} from '../../../../electron/domain/notice-profile.ts'
import type { NoticeFigure } from '../../../../electron/domain/notice.ts'

/** A profile on the desk: of a profile's shape, but its contents may still be wrong. */
export type Draft = NoticeProfile
export type DraftTable = NoticeTableProfile | ExternalTableProfile
export type ListPart = Exclude<ProfilePart, 'profile'>
export interface BlockItems {
  paragraphs: NoticeParagraphProfile
  tables: DraftTable
  figures: NoticeFigure
  externals: ExternalBlock
  externalFigures: ExternalFigure
}
/** The block at hand: `index` is null for what stands outside the lists. */
export interface Place {
  part: ProfilePart
  index: number | null
}

/** Order of the block list. */
export const listParts: readonly ListPart[] = ['paragraphs', 'tables', 'figures', 'externals', 'externalFigures']

/** Words that blocks begin with on paper: a notice is Chinese whatever the language of the screen. */
export const printed = {
  total: '合计',
  index: '序号',
  checked: '检查数',
  unit: '单位',
  count: '数量',
  objectUnit: '个',
  messageUnit: '条',
  firstBand: '90（含）–100'
} as const

const emptyTable = { total: null, ties: 'mark', note: null, dropEmpty: false, when: {} } as const

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const objects = (value: unknown): Json[] | null => (Array.isArray(value) && value.every(isObject) ? value : null)

/** A file or stored document as a draft; null when it is no profile at all. What is merely wrong in it is named by the check. */
export function asDraft(json: unknown): Draft | null {
  if (!isObject(json)) return null
  const lists = listParts.map((part) => [part, objects(json[part] ?? [])] as const)
  if (lists.some(([, list]) => list === null)) return null
  const list = Object.fromEntries(lists) as Record<ListPart, Json[]>
  const tables = list.tables.map((table) =>
    table['groupBy'] === 'external'
      ? { ...emptyTable, index: printed.index, rank: null, where: [], sort: null, limit: null, ...table }
      : { ...emptyTable, kinds: ['site'], filter: {}, sort: null, ...table, columns: objects(table['columns']) ?? [] }
  )
  const externals = list.externals.map((block) => ({ required: false, ...block, columns: objects(block['columns']) ?? [] }))
  const figures = list.figures.map((figure) => ({ filter: {}, ...figure }))
  const paragraphs = list.paragraphs.map((one) => ({ level: 0, when: {}, ...one, text: String(one['text'] ?? '') }))
  const texts = { id: '', name: '', source: '', title: '', issuer: '', addressee: '' }
  const numbers = { decimals: 2, wholePercent: 'all', rounding: 'half-up' }
  return { ...texts, ...numbers, ...json, ...list, tables, externals, figures, paragraphs } as unknown as Draft
}

/** The first `base2`, `base3`, … that is not taken. */
export function freshId(base: string, taken: readonly string[]): string {
  if (!taken.includes(base)) return base
  let number = 2
  while (taken.includes(`${base}${number}`)) number += 1
  return `${base}${number}`
}

/** Words that a new block begins with; they come from the screen's language. */
export interface NewWords {
  paragraph: string
  table: string
  column: string
  external: string
}

/** A block to begin from: it is valid as it stands, so the preview stays. */
export function newBlock<P extends ListPart>(draft: Draft, part: P, words: NewWords): BlockItems[P] {
  const blocks: { [K in ListPart]: () => BlockItems[K] } = {
    paragraphs: () => ({ level: 0, text: words.paragraph, when: {} }),
    tables: () => ({
      ...emptyTable,
      id: freshId('table', idsOf(draft, 'tables')),
      title: words.table,
      kinds: ['site'],
      groupBy: 'stratum',
      filter: {},
      columns: [
        { id: 'group', label: words.column, measure: 'group' },
        { id: 'checked', label: printed.checked, measure: 'checked' }
      ],
      total: printed.total,
      sort: null
    }),
    figures: () => ({ id: freshId('figure', idsOf(draft, 'figures')), kinds: ['site'], measure: 'checked', filter: {} }),
    externals: () => ({
      id: freshId('external', idsOf(draft, 'externals')),
      title: words.external,
      required: false,
      columns: [
        { id: 'unit', label: printed.unit, type: 'text' },
        { id: 'count', label: printed.count, type: 'count', sum: true }
      ]
    }),
    externalFigures: () => ({
      id: freshId('externalFigure', idsOf(draft, 'externalFigures')),
      external: draft.externals[0]?.id ?? 'changes',
      measure: 'rows'
    })
  }
  return blocks[part]()
}

function idsOf(draft: Draft, part: ListPart): string[] {
  return (draft[part] as { id?: string }[]).flatMap(({ id }) => id ?? [])
}

export function withList<P extends ListPart>(draft: Draft, part: P, change: (list: BlockItems[P][]) => BlockItems[P][]): Draft {
  return { ...draft, [part]: change([...(draft[part] as BlockItems[P][])]) }
}

export function insertBlock<P extends ListPart>(draft: Draft, part: P, at: number, block: BlockItems[P]): Draft {
  return withList(draft, part, (list) => list.toSpliced(at, 0, block))
}

export function removeBlock(draft: Draft, part: ListPart, at: number): Draft {
  return withList(draft, part, (list) => list.toSpliced(at, 1))
}

/** Up (-1) or down (+1); the same draft when there is no place to go to. */
export function moveBlock(draft: Draft, part: ListPart, at: number, by: -1 | 1): Draft {
  const to = at + by
  if (to < 0 || to >= draft[part].length) return draft
  return withList(draft, part, (list) => {
    const block = list[at]
    return block === undefined ? list : list.toSpliced(at, 1).toSpliced(to, 0, block)
  })
}

/** A copy below, under an id of its own. */
export function copyBlock(draft: Draft, part: ListPart, at: number): Draft {
  const block = draft[part][at]
  if (block === undefined) return draft
  const copy = 'id' in block ? { ...block, id: freshId(block.id, idsOf(draft, part)) } : { ...block }
  return insertBlock(draft, part, at + 1, copy as BlockItems[typeof part])
}
