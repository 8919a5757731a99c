/** A registry of any length, page by page: the list itself stays here, the screen gets what it shows. */
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import type { RegistryText } from '../../db/store-types.ts'
import type { Input, Output } from '../contract/index.ts'
import type { PlaceInRegistry, RegistrySort } from '../contract/registry.ts'
import type { ObjectKind, PlacedObject } from '../domain/registry.ts'
import type { BackendContext } from './context.ts'

/** Longer lists are spelt character by character: spelling each name in its context would take half a minute. */
const exactlySpelt = 5_000
/** Names spelt before others get their turn. */
const speltAtOnce = 200
const spellAfterMilliseconds = 500
/** Lists kept ready, newest last: one for each tab and sorting that a person goes back and forth between. */
const keptViews = 4

type SearchTexts = ReadonlyMap<string, string>

interface View {
  signature: string
  keys: Promise<readonly string[]>
}

export function registryPages({ store }: BackendContext) {
  let views: View[] = []
  let isClosed = false
  let texts: { signature: string; ofKind: Promise<SearchTexts> } | null = null

  /** Changes whenever the registry does. */
  const edition = (): string => {
    const { sites, accounts } = store.registryCounts()
    return `${store.imports()[0]?.importId ?? ''} ${sites} ${accounts}`
  }

  function searchTexts(object: ObjectKind): Promise<SearchTexts> {
    const signature = `${edition()} ${object}`
    if (texts?.signature !== signature) texts = { signature, ofKind: spellAll(store.registryTexts(object)) }
    return texts.ofKind
  }

  /** The first letter typed should not wait for the spelling of all names, nor the first page. */
  async function spellAhead(object: ObjectKind): Promise<void> {
    await wait(spellAfterMilliseconds, undefined, { ref: false })
    if (!isClosed) await searchTexts(object)
  }

  async function keysOf(query: Query): Promise<readonly string[]> {
    const rows = store.registryKeys(
      { kind: query.object, ...query.place, isRunning: query.isRunning },
      query.sort === null ? null : fieldOf(query.sort.column, query.object)
    )
    const words = query.search
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
    const hits = words.length === 0 ? null : await searchTexts(query.object)
    const found = hits === null ? rows : rows.filter(({ key }) => words.every((word) => hits.get(key)?.includes(word) === true))
    if (query.sort !== null) {
      const sign = query.sort.isDescending ? -1 : 1
      found.sort((one, other) => sign * byText.compare(one.text ?? '', other.text ?? ''))
    }
    return found.map(({ key }) => key)
  }

  async function page(input: Input<'registry.page'>): Promise<Output<'registry.page'>> {
    const { from, count, ...query } = input
    const signature = `${edition()} ${JSON.stringify(query)}`
    const known = views.find((view) => view.signature === signature)
    const view = known ?? { signature, keys: keysOf(query) }
    views = [...views.filter((each) => each !== view), view].slice(-keptViews)
    const keys = await view.keys
    if (from === 0) void spellAhead(query.object)
    return { rows: store.registryObjectsOf(keys.slice(from, from + count)), total: keys.length }
  }

  function places({ object, opened }: Input<'registry.places'>): Output<'registry.places'> {
    const strata = store.registryPlaces(object, null).map(({ name, count }) => ({
      stratum: name,
      count,
      units: opened.includes(name)
        ? store.registryPlaces(object, name).map((unit) => ({ unit: unit.name, count: unit.count }))
        : null
    }))
    return { strata }
  }

  return {
    page,
    places,
    named: ({ keys }: Input<'registry.named'>) => ({ objects: store.registryObjectsOf(keys) }),
    close: () => {
      isClosed = true
    }
  }
}

interface Query {
  object: ObjectKind
  place: PlaceInRegistry
  search: string
  isRunning: boolean
  sort: RegistrySort | null
}

const byText = new Intl.Collator('zh-CN-u-co-pinyin', { numeric: true })

function fieldOf(column: RegistrySort['column'], object: ObjectKind): keyof PlacedObject {
  if (column === 'code') return object === 'site' ? 'siteCode' : 'accountId'
  if (column === 'portal') return 'isPortal'
  if (column === 'service') return 'hasService'
  return column
}

async function spellAll(rows: readonly RegistryText[]): Promise<SearchTexts> {
  const { spellingOf, quickSpellingOf } = await import('./pinyin.ts')
  const spell = rows.length > exactlySpelt ? quickSpellingOf : spellingOf
  const texts = new Map<string, string>()
  for (const [at, { key, name, unit, url, siteCode, accountId }] of rows.entries()) {
    const { pinyin, initials } = spell(name)
    texts.set(key, [name, unit, url ?? '', siteCode ?? accountId ?? '', pinyin, initials].join('\n').toLowerCase())
    if (at % speltAtOnce === speltAtOnce - 1) await nextTurn()
  }
  return texts
}
