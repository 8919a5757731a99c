import { z } from 'zod'
import { cellText, wordText } from './cell-text.ts'
import { XunchaError, type InputFault } from './errors.ts'

/** 错别字, 敏感表述, 博彩词: what a hit would be a sign of. */
export const termKinds = ['misspelt', 'sensitive', 'gambling'] as const
export const termKindSchema = z.enum(termKinds)
export type TermKind = z.infer<typeof termKindSchema>

/** Bounds of one pack: every page is searched for every word of it. */
export const packLimits = {
  terms: 20_000,
  word: 50,
  better: 50,
  contexts: 50,
  context: 100,
  note: 200,
  heading: 80,
  characters: 1_000_000
} as const

export const packTermSchema = z
  .object({
    word: z.string().min(2).max(packLimits.word),
    kind: termKindSchema,
    /** The right writing; null where there is none to offer. */
    better: z.string().min(1).max(packLimits.better).nullable(),
    /** Longer texts in which the word is right. */
    allowed: z.array(z.string().min(1).max(packLimits.context)).max(packLimits.contexts),
    note: z.string().max(packLimits.note)
  })
  .strict()
export type PackTerm = z.infer<typeof packTermSchema>

/** 词库: words to look for in pages, of one source and version. */
export const wordPackSchema = z
  .object({
    name: z.string().min(1).max(packLimits.heading),
    version: z.string().min(1).max(packLimits.heading),
    source: z.string().min(1).max(packLimits.heading),
    terms: z.array(packTermSchema).min(1).max(packLimits.terms)
  })
  .strict()
export type WordPack = z.infer<typeof wordPackSchema>

/** The cells of one word as they were written, whatever file they come from. */
export interface WrittenTerm {
  word: string
  kind: string
  better: string
  allowed: readonly string[]
  note: string
}

const kindWords = new Map<string, TermKind>([
  ['错别字', 'misspelt'],
  ['错字', 'misspelt'],
  ['别字', 'misspelt'],
  ['错词', 'misspelt'],
  ['误写', 'misspelt'],
  ['misspelt', 'misspelt'],
  ['敏感', 'sensitive'],
  ['敏感词', 'sensitive'],
  ['敏感表述', 'sensitive'],
  ['不规范表述', 'sensitive'],
  ['sensitive', 'sensitive'],
  ['博彩', 'gambling'],
  ['博彩词', 'gambling'],
  ['赌博', 'gambling'],
  ['涉赌', 'gambling'],
  ['gambling', 'gambling']
])

type Place = (column: string) => InputFault

/** Reads words and checks each and all of them together. `placeOf` says where the word of an index stands. */
export function readTerms(
  written: readonly WrittenTerm[],
  placeOf: (index: number) => Place
): { terms: PackTerm[]; faults: InputFault[] } {
  const terms: PackTerm[] = []
  const faults: InputFault[] = []
  const seen = new Map<string, number>()
  for (const [index, raw] of written.entries()) {
    const at = placeOf(index)
    const word = cellText(raw.word)
    const kind = kindWords.get(wordText(raw.kind).toLowerCase())
    const better = cellText(raw.better)
    const allowed = [...new Set(raw.allowed.map(cellText).filter((text) => text !== ''))]
    const note = cellText(raw.note)
    const found = [
      ...wordFaults(word, at),
      ...(kind === undefined ? [fault(at, '类别', `类别“${short(raw.kind)}”不对，请写“错别字”“敏感”或“博彩”`)] : []),
      ...betterFaults(word, better, at),
      ...allowedFaults(word, allowed, at),
      ...(note.length > packLimits.note ? [fault(at, '说明', `说明超过 ${packLimits.note} 个字，请缩短`)] : [])
    ]
    const first = seen.get(word)
    if (first !== undefined) {
      const { row } = placeOf(first)('词')
      found.push(
        fault(at, '词', `“${short(word)}”与${row === undefined ? `第 ${first + 1} 条` : `第 ${row} 行`}重复，请只留一条`)
      )
    }
    if (word !== '' && first === undefined) seen.set(word, index)
    if (found.length > 0) faults.push(...found)
    else if (kind !== undefined) terms.push({ word, kind, better: better === '' ? null : better, allowed, note })
  }
  return { terms, faults }
}

function wordFaults(word: string, at: Place): InputFault[] {
  if (word === '') return [fault(at, '词', '没有写词，请填写或删去这一行')]
  if (word.length < 2) return [fault(at, '词', `“${word}”只有一个字，会命中大量正常文字，请写成词语`)]
  return word.length > packLimits.word ? [fault(at, '词', `词超过 ${packLimits.word} 个字，请缩短`)] : []
}

function betterFaults(word: string, better: string, at: Place): InputFault[] {
  if (better.length > packLimits.better) return [fault(at, '正确写法', `正确写法超过 ${packLimits.better} 个字，请缩短`)]
  return better !== '' && better === word ? [fault(at, '正确写法', `正确写法与词“${short(word)}”相同，请改正`)] : []
}

function allowedFaults(word: string, allowed: readonly string[], at: Place): InputFault[] {
  if (allowed.length > packLimits.contexts)
    return [fault(at, '允许语境', `允许语境有 ${allowed.length} 个，超过 ${packLimits.contexts} 个`)]
  return allowed.flatMap((text) => {
    if (text.length > packLimits.context)
      return [fault(at, '允许语境', `允许语境“${short(text)}”超过 ${packLimits.context} 个字`)]
    return word !== '' && (text === word || !text.includes(word))
      ? [fault(at, '允许语境', `允许语境“${short(text)}”应是包含“${short(word)}”的更长文字`)]
      : []
  })
}

const fault = (at: Place, column: string, reason: string): InputFault => ({ ...at(column), reason })
/** What is quoted in a sentence: a cell may hold a page of text. */
const short = (text: string): string => {
  const clean = cellText(text)
  return clean.length > 20 ? `${clean.slice(0, 20)}…` : clean
}

const writtenSchema = z
  .object({
    name: z.unknown(),
    version: z.unknown(),
    source: z.unknown(),
    terms: z.array(z.record(z.string(), z.unknown())).max(packLimits.terms)
  })
  .strict()

const jsonNames = {
  word: ['word', '词'],
  kind: ['kind', '类别'],
  better: ['better', '正确写法'],
  allowed: ['allowed', '允许语境'],
  note: ['note', '说明']
} as const

/**
 * A pack as JSON: `{ name, version, source, terms: [{ word, kind, better, allowed: [], note }] }`; the members of a word may
 * also bear the table's Chinese names. Throws `bad-file` with every fault named.
 */
export function parseWordPackJson(json: unknown, file: string): WordPack {
  const parsed = writtenSchema.safeParse(json)
  if (!parsed.success) {
    const tooMany = parsed.error.issues.some(({ code, path }) => code === 'too_big' && path[0] === 'terms')
    const reason = tooMany
      ? `词超过 ${packLimits.terms.toLocaleString('en')} 条，请分成几个词库`
      : '应是 { name, version, source, terms: [ … ] }，每条有 word、kind、better、allowed、note'
    throw refusedPack(file, [{ file, reason }])
  }
  const { terms: raw, ...head } = parsed.data
  const heading = readHeading({ name: text(head.name), version: text(head.version), source: text(head.source) }, { file })
  const unreadable = raw.flatMap((term, index) => strangeMembers(term).map((reason) => ({ file, row: index + 1, reason })))
  const written = raw.map((term) => ({
    word: text(member(term, 'word')),
    kind: text(member(term, 'kind')),
    better: text(member(term, 'better')),
    allowed: list(member(term, 'allowed')),
    note: text(member(term, 'note'))
  }))
  const { terms, faults } = readTerms(written, (index) => (column) => ({ file, row: index + 1, column, reason: '' }))
  return finishPack(file, heading, terms, [...unreadable, ...faults], '条')
}

function member(term: Readonly<Record<string, unknown>>, name: keyof typeof jsonNames): unknown {
  return jsonNames[name].map((key) => term[key]).find((value) => value !== undefined)
}
const text = (value: unknown): string => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '')
const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : typeof value === 'string' ? splitContexts(value) : []

const knownMembers: ReadonlySet<string> = new Set(Object.values(jsonNames).flat())
function strangeMembers(term: Readonly<Record<string, unknown>>): string[] {
  const unknown = Object.keys(term).filter((key) => !knownMembers.has(key))
  return unknown.length === 0 ? [] : [`不认识的内容“${short(unknown[0] ?? '')}”，请删去或改名`]
}

/** 允许语境 in one cell: parted by ； 、 | or a new line. */
export function splitContexts(cell: string): string[] {
  return cell.split(/[；;、|｜\r\n]+/)
}

export type PackHeading = Pick<WordPack, 'name' | 'version' | 'source'>
const headingWords = { name: '名称', version: '版本', source: '来源' } as const

/** Throws nothing: what is missing or too long comes as faults. */
export function readHeading(
  written: PackHeading,
  place: Pick<InputFault, 'file' | 'row'>
): { heading: PackHeading; faults: InputFault[] } {
  const heading = { name: cellText(written.name), version: cellText(written.version), source: cellText(written.source) }
  const faults = (['name', 'version', 'source'] as const).flatMap((key) => {
    const value = heading[key]
    if (value === '') return [{ ...place, reason: `没有写词库的${headingWords[key]}，请写明后重试` }]
    return value.length > packLimits.heading
      ? [{ ...place, reason: `词库的${headingWords[key]}超过 ${packLimits.heading} 个字` }]
      : []
  })
  return { heading, faults }
}

export function finishPack(
  file: string,
  { heading, faults: headFaults }: ReturnType<typeof readHeading>,
  terms: PackTerm[],
  termFaults: readonly InputFault[],
  unit: '行' | '条'
): WordPack {
  const faults = [...headFaults, ...termFaults]
  if (faults.length > 0) throw refusedPack(file, faults, unit)
  if (terms.length === 0) throw new XunchaError('file-empty', `词库“${file}”里没有词；请在表头下面每行填写一个词。`)
  // The bounds of single words leave room for a pack that no workspace should carry in its log.
  const characters = terms.reduce((sum, { word, allowed, note }) => sum + word.length + note.length + allowed.join('').length, 0)
  if (characters > packLimits.characters) throw refusedPack(file, [{ file, reason: '内容超过一百万字，请分成几个词库' }])
  return wordPackSchema.parse({ ...heading, terms })
}

const listedFaults = 200

export function refusedPack(file: string, faults: readonly InputFault[], unit: '行' | '条' = '行'): XunchaError {
  const [first] = faults
  const where =
    first?.row === undefined ? '' : `第 ${first.row} ${unit}${first.column === undefined ? '' : `“${first.column}”`}：`
  const more = faults.length > 1 ? `（共 ${faults.length} 处）` : ''
  return new XunchaError(
    'bad-file',
    `词库“${file}”有误：${where}${first?.reason ?? ''}${more}；没有导入任何内容，请改正后重试。`,
    {
      faults: faults.slice(0, listedFaults)
    }
  )
}
