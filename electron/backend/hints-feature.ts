import { z } from 'zod'
import type { StoredBatch, StoredHint } from '../../db/store-types.ts'
import { quietRuleSchema, type CheckSummary, type HintDetail, type HintRow, type hintProcedures } from '../contract/hints.ts'
import type { Input, Output } from '../contract/index.ts'
import { XunchaError } from '../domain/errors.ts'
import { faultOf } from '../domain/hint.ts'
import { defaultQuietRule, standingOf, type CheckStanding, type QuietRule } from '../domain/hint-memory.ts'
import { itemIdsOf } from '../judge/check-items.ts'
import type { Acts } from './acts.ts'
import { batchOf, targetOf } from './batch-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { decisionOf, hintOf, type HintChange } from './hint-decisions.ts'
import type { KnownCheck } from './known-checks.ts'

const ruleSetting = 'hints.quiet-rule'
/** JSON of check → number of decisions when a person woke it. */
const wokenSetting = 'hints.woken'
const reasonsOffered = 8

export function hintsFeature(
  ctx: BackendContext,
  acts: Acts,
  checks: readonly KnownCheck[]
): Feature<keyof typeof hintProcedures> {
  const { store } = ctx
  const titles = new Map(checks.map(({ id, title }) => [id, title]))

  const rule = (): QuietRule => parsedSetting(ruleSetting, quietRuleSchema) ?? defaultQuietRule
  const woken = (): Record<string, number> => parsedSetting(wokenSetting, z.record(z.string(), z.number().int())) ?? {}

  function parsedSetting<T>(key: string, schema: z.ZodType<T>): T | null {
    const text = store.setting(key)
    const parsed = text === null ? null : schema.safeParse(JSON.parse(text))
    return parsed?.success === true ? parsed.data : null
  }

  /** How each check stands with people; one that nobody decided on is not quiet. */
  function standings(): (check: string) => CheckStanding & { isWoken: boolean } {
    const decisions = store.hintDecisions()
    const asked = rule()
    const awake = woken()
    return (check) => {
      const own = decisions.get(check) ?? { taken: 0, dismissed: 0 }
      const standing = standingOf(own, asked, awake[check] ?? null)
      const isWoken = !standing.isQuiet && standingOf(own, asked, null).isQuiet
      return { ...standing, isWoken }
    }
  }

  function rowsOf(batch: StoredBatchWithItems, hints: readonly StoredHint[]): HintDetail[] {
    const names = new Map(store.targets(batch.batchId).map(({ objectKey, object }) => [objectKey, object.name]))
    const standing = standings()
    return hints.map((hint) => ({
      id: hint.id,
      objectKey: hint.objectKey,
      name: names.get(hint.objectKey) ?? hint.objectKey,
      check: hint.check,
      checkTitle: titles.get(hint.check) ?? hint.check,
      indicators: likeliestFirst(hint.items, indicatorsOf(batch, hint.check)),
      outcome: hint.outcome,
      message: hint.message,
      url: hint.places[0]?.url ?? hint.url,
      location: hint.location,
      observedAt: hint.observedAt,
      state: hint.state,
      placeCount: hint.places.length,
      text: hint.places[0]?.text ?? '',
      reason: hint.reason,
      earlier: hint.earlier,
      findingId: hint.findingId,
      decidedBy: hint.decidedBy,
      decidedAt: hint.decidedAt,
      isQuiet: hint.state === 'open' && standing(hint.check).isQuiet,
      places: hint.places
    }))
  }

  const withoutPlaces = ({ places: _places, ...row }: HintDetail): HintRow => row

  function list({ batchId }: Input<'hints.list'>): Output<'hints.list'> {
    const batch = batchOf(store, batchId)
    const rows = rowsOf(batch, store.hints(batchId)).map(withoutPlaces)
    const standing = standings()
    const used = new Set([...checks.map(({ id }) => id), ...rows.map(({ check }) => check)])
    const summaries = [...used].map((check): CheckSummary => {
      const own = rows.filter((row) => row.check === check)
      const { taken, dismissed, agreement, isQuiet, isWoken } = standing(check)
      return {
        check,
        title: titles.get(check) ?? check,
        indicators: indicatorsOf(batch, check),
        open: own.filter(({ state }) => state === 'open').length,
        total: own.length,
        taken,
        dismissed,
        agreement,
        isQuiet,
        isWoken
      }
    })
    return { hints: rows, checks: summaries, rule: rule() }
  }

  function get({ hintId }: Input<'hints.get'>): Output<'hints.get'> {
    const hint = hintOf(store, hintId)
    const [detail] = rowsOf(batchOf(store, hint.batchId), [hint])
    if (detail === undefined) throw new XunchaError('internal', '线索没有读出来；请重试。')
    return detail
  }

  /** @param wanted states that may be decided so; the others are passed over, as they may have been decided meanwhile */
  function change(
    { batchId, hintIds }: Pick<Input<'hints.dismiss'>, 'batchId' | 'hintIds'>,
    kind: 'hint-dismissed' | 'hint-reopened',
    wanted: readonly StoredHint['state'][],
    after: HintChange['after']
  ): number {
    batchOf(store, batchId)
    const chosen = [...new Set(hintIds)].map((id) => hintOf(store, id))
    if (chosen.some((hint) => hint.batchId !== batchId)) {
      throw new XunchaError('bad-input', '所选线索不都属于这个批次；请刷新后重试。')
    }
    const fitting = chosen.filter(({ state }) => wanted.includes(state))
    const [first] = fitting
    if (first === undefined) return 0
    const changes = fitting.map((hint) => ({ hintId: hint.id, before: decisionOf(store, hint), after }))
    acts.changeHints({ kind, subject: faultOf(first.message) }, { batchId, objectKey: first.objectKey }, changes)
    ctx.emit('workspace.changed', { topics: ['hints'], batchId })
    return fitting.length
  }

  return {
    handlers: {
      'hints.list': list,
      'hints.get': get,
      'hints.ofTarget': ({ batchId, objectKey }) => {
        targetOf(store, batchId, objectKey)
        return { hints: rowsOf(batchOf(store, batchId), store.hints(batchId, objectKey)) }
      },
      'hints.reasons': () => ({ reasons: store.dismissalReasons(reasonsOffered) }),
      'hints.dismiss': ({ reason, ...some }) => ({
        dismissed: change(some, 'hint-dismissed', ['open'], {
          state: 'dismissed',
          reason,
          inspector: ctx.author(),
          decidedAt: ctx.clock.now()
        })
      }),
      'hints.reopen': (some) => ({
        reopened: change(some, 'hint-reopened', ['dismissed', 'remembered'], { state: 'open' })
      }),
      'hints.wake': ({ check, isAwake }) => {
        const { [check]: _before, ...others } = woken()
        const { taken, dismissed } = store.hintDecisions().get(check) ?? { taken: 0, dismissed: 0 }
        store.setSetting(wokenSetting, JSON.stringify(isAwake ? { ...others, [check]: taken + dismissed } : others))
        ctx.emit('workspace.changed', { topics: ['hints'], batchId: null })
        return {}
      },
      'hints.rule': rule,
      'hints.setRule': (wanted) => {
        store.setSetting(ruleSetting, JSON.stringify(wanted))
        ctx.emit('workspace.changed', { topics: ['hints'], batchId: null })
        return {}
      }
    }
  }
}

/** An item that the hint itself names comes before the others that its check serves. */
function likeliestFirst(named: readonly string[], serves: readonly string[]): string[] {
  const own = named.filter((id) => serves.includes(id))
  return [...own, ...serves.filter((id) => !own.includes(id))]
}

type StoredBatchWithItems = Pick<StoredBatch, 'batchId' | 'catalogue'>

/** Items of the edition that the check serves. */
export function indicatorsOf({ catalogue }: Pick<StoredBatch, 'catalogue'>, check: string): string[] {
  return itemIdsOf(
    check,
    catalogue.indicators.filter(({ enabled }) => enabled)
  )
}
