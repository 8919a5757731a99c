import type { Input, Output } from '../contract/index.ts'
import type { checkProcedures } from '../contract/checks.ts'
import { XunchaError } from '../domain/errors.ts'
import type { FactName, PageFacts } from '../domain/facts/facts.ts'
import type { RegistryObject } from '../domain/registry.ts'
import { chinaTime } from '../domain/rules/days.ts'
import { itemIdsOf } from '../judge/check-items.ts'
import { checks } from '../judge/index.ts'
import { runChecks } from '../judge/run-checks.ts'
import { batchOf, targetOf } from './batch-lookup.ts'
import { catalogueOf } from './catalogue-lookup.ts'
import { checkContext } from './check-context.ts'
import type { BackendContext, Feature } from './context.ts'

/** Names the items where no batch says which edition holds. */
const nationalEdition = 'national-2019-site'

const pageChecks = checks.filter((check) => check.level === 'page')

/** Refuses ids that no check of a page has. */
export function assertPageChecks(asked: readonly string[]): void {
  const unknown = asked.find((id) => !pageChecks.some((check) => check.id === id))
  if (unknown === undefined) return
  const list = pageChecks.map(({ id }) => id).join('、')
  throw new XunchaError('bad-input', `没有“${unknown}”这项页面检查；可用的有：${list}。`)
}

export function checksFeature(ctx: BackendContext): Feature<keyof typeof checkProcedures> {
  function ofPage({ facts, url, observedAt, target, checks: asked }: Input<'checks.ofPage'>): Output<'checks.ofPage'> {
    const batch = target === null ? null : batchOf(ctx.store, target.batchId)
    const object = target === null ? null : targetOf(ctx.store, target.batchId, target.objectKey).object
    assertPageChecks(asked ?? [])
    const ids = pageChecks
      .filter(({ id, needs }) => asked?.includes(id) ?? needs.every((name) => isGathered(facts, name)))
      .map(({ id }) => id)
    const context = { ...checkContext(ctx, batch), object, url, observedAt: chinaTime(observedAt), isHome: isHome(url, object) }
    const items = (batch?.catalogue ?? catalogueOf(ctx, nationalEdition)).indicators
    return {
      hints: runChecks({ page: facts }, context, ids).map((hint) => ({
        ...hint,
        indicator: hint.items?.[0] ?? itemIdsOf(hint.check, items)[0] ?? null
      }))
    }
  }
  return { handlers: { 'checks.ofPage': ofPage } }
}

/** What nobody asked for is no news about the page. */
function isGathered(facts: PageFacts, name: FactName): boolean {
  const fact = facts[name]
  return fact.ok || fact.error !== 'not-asked'
}

/** The registered address, or, where no registry knows it, the address of a host itself. */
function isHome(url: string, object: RegistryObject | null): boolean {
  const bare = (address: string): string => address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/(?:index\.\w+)?\/?$/i, '')
  if (object?.url != null) return bare(object.url) === bare(url)
  return /^https?:\/\/[^/?#]+\/?(?:index\.\w+)?$/i.test(url)
}
