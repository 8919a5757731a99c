/** 待裁定: what people judged differently, with what stands behind each version, and rulings. */
import type { StoredConflict } from '../../db/store-types.ts'
import type { conflictProcedures } from '../contract/conflicts.ts'
import type { Input, Output } from '../contract/index.ts'
import { XunchaError } from '../domain/errors.ts'
import type { Evidence, Finding } from '../domain/inspection.ts'
import { conflictViews, findingIn, type ConflictViews } from './conflict-views.ts'
import type { BackendContext, Feature } from './context.ts'

/** Pictures beside one version: more are looked at in the checking screen. */
const shownEvidence = 24
const shownRulings = 500

export function conflictsFeature(ctx: BackendContext): Feature<keyof typeof conflictProcedures> {
  const { store } = ctx

  function behind(conflict: StoredConflict, { event: eventId }: { event: string }, views: ConflictViews) {
    const event = store.eventById(eventId)
    const spoken = views.spoken(eventId)
    const { item, kind, batchId, objectKey, indicatorId } = conflict
    const stated = findingIn(item, spoken)
    const ofTarget = batchId === null || objectKey === null || kind === 'finding' ? [] : store.findings(batchId, objectKey)
    const findings: Finding[] =
      stated === null
        ? ofTarget.filter(
            (finding) => finding.inspector === spoken?.author && (indicatorId === null || finding.indicatorId === indicatorId)
          )
        : [stated]
    const named = new Set(findings.flatMap(({ evidenceIds }) => evidenceIds))
    const devices = batchId === null || objectKey === null ? new Map<string, string>() : store.evidenceDevices(batchId, objectKey)
    const all = batchId === null || objectKey === null ? [] : store.evidence(batchId, objectKey)
    const isNamed = ({ id }: Evidence): boolean => named.has(id)
    const others = all.filter((one) => !isNamed(one) && devices.get(one.id) === (spoken ?? event)?.device)
    return {
      event: eventId,
      findings,
      note: spoken?.type === 'finding.withdrawn' ? spoken.payload.reason : null,
      evidence: [...all.filter(isNamed), ...(kind === 'finding' ? [] : others)].slice(0, shownEvidence)
    }
  }

  function ruleMany({ rulings, reason }: Input<'conflicts.ruleMany'>): Output<'conflicts.ruleMany'> {
    const open = new Map(store.conflicts().map((conflict) => [conflict.conflictId, conflict]))
    const past = new Map(store.rulings(shownRulings).map((ruling) => [ruling.conflictId, ruling]))
    const by = ctx.author()
    const events = rulings.map(({ conflictId, chosen }) => {
      const conflict = open.get(conflictId)
      const earlier = past.get(conflictId)
      if (conflict === undefined && earlier === undefined) {
        throw new XunchaError('bad-input', '要裁定的冲突已不存在或有了新的版本，没有裁定；请刷新后再看。')
      }
      const item = conflict?.item ?? earlier?.item ?? ''
      const versions = conflict?.versions.map(({ event }) => event) ?? earlier?.versions ?? []
      return { isWithdrawal: isWithdrawal(conflict, chosen), payload: { conflictId, item, versions, chosen, reason, by } }
    })
    // A withdrawn finding leaves nothing to decide about its fields: first those, then what is still open.
    const first = events.filter((event) => event.isWithdrawal)
    const gone = new Set(first.map(({ payload }) => findingOf(payload.item)))
    const rest = events.filter((event) => !event.isWithdrawal && !gone.has(findingOf(event.payload.item)))
    const ruled = [...first, ...rest]
    store.append(ruled.map(({ payload }) => ({ type: 'conflict.ruled', payload })))
    ctx.emit('workspace.changed', { topics: ['targets', 'findings', 'batches', 'hints'], batchId: null })
    return { ruled: ruled.length, settled: events.length - ruled.length, open: store.conflictCount() }
  }

  return {
    handlers: {
      'conflicts.count': () => ({ open: store.conflictCount() }),
      'conflicts.view': () => {
        const views = conflictViews(store)
        return { open: store.conflicts().map(views.conflict), ruled: store.rulings(shownRulings).map(views.ruling) }
      },
      'conflicts.get': ({ conflictId }) => {
        const conflict = store.conflicts().find((one) => one.conflictId === conflictId)
        if (conflict === undefined) throw new XunchaError('bad-input', '没有这个待裁定的冲突；请刷新后再看。')
        const views = conflictViews(store)
        return { versions: conflict.versions.map((version) => behind(conflict, version, views)) }
      },
      'conflicts.ruleMany': ruleMany
    }
  }
}

/** The finding's id, or the item itself where it is about none. */
function findingOf(item: string): string {
  const [kind, id] = JSON.parse(item) as [string, string]
  return kind === 'finding' ? id : item
}

function isWithdrawal(conflict: StoredConflict | undefined, chosen: string): boolean {
  if (conflict === undefined || conflict.kind !== 'finding') return false
  return conflict.versions.find(({ event }) => event === chosen)?.value === false
}
