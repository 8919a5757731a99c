import type { Input, Output } from '../contract/index.ts'
import type { ListedPhrase, phraseProcedures } from '../contract/phrases.ts'
import { XunchaError } from '../domain/errors.ts'
import { phraseSchema, type Phrase } from '../domain/phrase.ts'
import { loadPhrases } from '../intake/load-phrases.ts'
import type { BackendContext, Feature } from './context.ts'

/** Ids of phrases in the order they were last used, newest first: a habit of this device, not content of the inspection. */
const recentSetting = 'recent-phrases'
const keptRecent = 40
const titleLength = 30

type KnownPhrase = Phrase & Pick<ListedPhrase, 'id' | 'origin'>

export function phrasesFeature(ctx: BackendContext): Feature<keyof typeof phraseProcedures> {
  const { store } = ctx
  let shipped: KnownPhrase[] | null = null

  function known(): KnownPhrase[] {
    shipped ??= loadPhrases(ctx.resourcesDir).map((phrase) => ({ ...phrase, origin: 'shipped' }))
    const own = store.documents('phrase').flatMap(({ id, content }): KnownPhrase[] => {
      const parsed = phraseSchema.safeParse(content)
      return parsed.success ? [{ ...parsed.data, id, origin: 'office' }] : []
    })
    return [...own, ...shipped]
  }

  function recent(): string[] {
    try {
      const kept: unknown = JSON.parse(store.setting(recentSetting) ?? '[]')
      return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : []
    } catch {
      return []
    }
  }

  async function list({ object, indicatorId }: Input<'phrases.list'>): Promise<Output<'phrases.list'>> {
    // The dictionary of readings is large: read when the first list is asked for.
    const { spellingOf } = await import('./pinyin.ts')
    const used = recent()
    const placeOf = ({ id, indicators }: KnownPhrase): number => {
      const at = used.indexOf(id)
      if (at !== -1) return at
      return keptRecent + (indicatorId !== null && indicators.includes(indicatorId) ? 0 : 1)
    }
    const phrases = known()
      .filter(
        ({ object: of, indicators }) =>
          of === object && (indicatorId === null || indicators.length === 0 || indicators.includes(indicatorId))
      )
      .toSorted((a, b) => placeOf(a) - placeOf(b))
    return { phrases: phrases.map((phrase) => ({ ...phrase, ...spellingOf(phrase.text.replaceAll(/[^\p{L}\p{N}]/gu, '')) })) }
  }

  function save(phrase: Input<'phrases.save'>): Output<'phrases.save'> {
    const same = known().find(
      ({ object, indicators, text }) =>
        object === phrase.object &&
        text === phrase.text &&
        (indicators.length === 0 || phrase.indicators.every((id) => indicators.includes(id)))
    )
    if (same !== undefined) throw new XunchaError('bad-input', '常用表述里已经有这一句，不用再存。')
    const id = ctx.ids.next()
    const title = phrase.text.slice(0, titleLength)
    store.append([{ type: 'office.document-saved', payload: { kind: 'phrase', id, title, content: phrase } }])
    ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
    return { id }
  }

  function remove({ id }: Input<'phrases.remove'>): Output<'phrases.remove'> {
    if (store.document('phrase', id) === null) {
      const sentence = known().some((phrase) => phrase.id === id)
        ? '随产品提供的表述不能删除，只能删除本单位存下的。'
        : '这条常用表述不存在或已经删除；请刷新后重试。'
      throw new XunchaError('bad-input', sentence)
    }
    store.append([{ type: 'office.document-removed', payload: { kind: 'phrase', id } }])
    ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
    return { id }
  }

  function use({ id }: Input<'phrases.used'>): Output<'phrases.used'> {
    store.setSetting(recentSetting, JSON.stringify([id, ...recent().filter((each) => each !== id)].slice(0, keptRecent)))
    ctx.emit('workspace.changed', { topics: ['office'], batchId: null })
    return { id }
  }

  return { handlers: { 'phrases.list': list, 'phrases.save': save, 'phrases.remove': remove, 'phrases.used': use } }
}
