import type { Input, Output } from '../contract/index.ts'
import type { wordPackProcedures } from '../contract/word-packs.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import { termMatcher } from '../domain/term-match.ts'
import { parseWordPackRows } from '../domain/word-pack-rows.ts'
import { parseWordPackJson, type PackTerm, type WordPack } from '../domain/word-pack.ts'
import { looksLikeJson } from '../intake/read-json.ts'
import type { BackendContext, Feature } from './context.ts'
import type { FileReader } from './file-reader.ts'
import { readSource, type SourceFile } from './read-sources.ts'
import type { Uploads } from './uploads-feature.ts'
import { allWordPacks, countByKind, soughtInUse, soughtTerms, type KnownPack } from './word-pack-lookup.ts'

const keptPreviews = 4
const shownTerms = 200
const shownHits = 500

export function wordPacksFeature(ctx: BackendContext, uploads: Uploads): Feature<keyof typeof wordPackProcedures> {
  const previews = new Map<string, WordPack>()

  function known(name: string): KnownPack {
    const found = allWordPacks(ctx).find(({ pack }) => pack.name === name)
    if (found === undefined) throw new XunchaError('bad-input', `没有名为“${name}”的词库；请刷新后重试。`)
    return found
  }
  function previewed(previewId: string): WordPack {
    const pack = previews.get(previewId)
    if (pack === undefined) throw new XunchaError('bad-input', '这次预览已失效；请重新选择文件预览。')
    return pack
  }
  const changed = (): void => ctx.emit('workspace.changed', { topics: ['office'], batchId: null })

  async function preview({ source }: Input<'wordPacks.preview'>): Promise<Output<'wordPacks.preview'>> {
    const given = await readSource(source, uploads)
    const pack = await readPack(ctx.files, given)
    const previewId = ctx.ids.next()
    for (const oldest of [...previews.keys()].slice(0, Math.max(0, previews.size - keptPreviews + 1))) previews.delete(oldest)
    previews.set(previewId, pack)
    const before = allWordPacks(ctx).find((one) => one.pack.name === pack.name)
    const { terms, ...head } = pack
    return {
      ...head,
      previewId,
      file: given.name,
      counts: countByKind(pack),
      terms: terms.slice(0, shownTerms),
      replaces:
        before === undefined
          ? null
          : { origin: before.origin, version: before.pack.version, ...differences(before.pack.terms, terms) }
    }
  }

  function commit({ previewId }: Input<'wordPacks.commit'>): Output<'wordPacks.commit'> {
    const pack = previewed(previewId)
    const { name, version } = pack
    ctx.store.append([
      { type: 'office.document-saved', payload: { kind: 'word-pack', id: name, title: `${name} ${version}`, content: pack } }
    ])
    previews.delete(previewId)
    changed()
    return { name }
  }

  function turn({ name, isOn }: Input<'wordPacks.switch'>): Output<'wordPacks.switch'> {
    if (known(name).isOn === isOn) return {}
    const payload = { kind: 'word-pack-switch' as const, id: name, title: `${name}${isOn ? '启用' : '停用'}`, content: { isOn } }
    ctx.store.append([{ type: 'office.document-saved', payload }])
    changed()
    return {}
  }

  function remove({ name }: Input<'wordPacks.remove'>): Output<'wordPacks.remove'> {
    if (known(name).origin === 'shipped') {
      throw new XunchaError('bad-input', `“${name}”是随程序附带的词库，不能删除；不用时可以停用。`)
    }
    ctx.store.append([{ type: 'office.document-removed', payload: { kind: 'word-pack', id: name } }])
    changed()
    return {}
  }

  function tryText({ text, by }: Input<'wordPacks.try'>): Output<'wordPacks.try'> {
    const sought = by === 'on' ? soughtInUse(ctx) : soughtTerms('name' in by ? known(by.name).pack : previewed(by.previewId))
    return { hits: termMatcher(sought)(text, shownHits).map(({ term, allowed: _allowed, ...hit }) => ({ ...hit, word: term })) }
  }

  return {
    handlers: {
      'wordPacks.list': () => ({
        packs: allWordPacks(ctx).map(({ pack, ...rest }) => {
          const { terms: _terms, ...head } = pack
          return { ...head, ...rest, counts: countByKind(pack) }
        })
      }),
      'wordPacks.get': ({ name, search = '' }) => {
        const wanted = search.trim()
        const matching = known(name).pack.terms.filter(
          ({ word, better }) => word.includes(wanted) || (better ?? '').includes(wanted)
        )
        return { terms: matching.slice(0, shownTerms), matching: matching.length }
      },
      'wordPacks.preview': preview,
      'wordPacks.commit': commit,
      'wordPacks.switch': turn,
      'wordPacks.remove': remove,
      'wordPacks.try': tryText
    }
  }
}

async function readPack(files: FileReader, { name, bytes }: SourceFile): Promise<WordPack> {
  if (looksLikeJson(bytes)) {
    return parseWordPackJson(await files.read('json', { bytes, what: `词库“${name}”`, advice: '，或改用表格导入' }), name)
  }
  const tables = await files.read('tables', { bytes, name })
  // A workbook may carry empty sheets behind the one that counts.
  const filled = tables.filter(({ rows }) => rows.some((row) => row.some((cell) => cell.trim() !== '')))
  const [table, second] = filled
  if (table === undefined || second !== undefined) {
    throw new XunchaError('bad-file', `词库“${name}”有 ${filled.length} 个工作表；请只留一个再导入。`)
  }
  return parseWordPackRows(table)
}

function differences(before: readonly PackTerm[], after: readonly PackTerm[]) {
  const was = new Map(before.map((term) => [term.word, canonicalJson(term)]))
  const is = new Map(after.map((term) => [term.word, canonicalJson(term)]))
  const kept = [...is].filter(([word]) => was.has(word))
  return {
    added: is.size - kept.length,
    changed: kept.filter(([word, term]) => was.get(word) !== term).length,
    removed: was.size - kept.length
  }
}
