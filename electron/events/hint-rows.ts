import type { RowChange } from './rows.ts'
import type { EventPayload, LoggedEvent } from './types.ts'

const undecided = { reason: null, findingId: null, decidedBy: null, decidedAt: null }

export function foundHintRows(found: EventPayload<'hints.found'>): RowChange[] {
  const { sweepId, batchId, objectKey, page, hints, again, gone } = found
  const place = { sweepId, batchId, objectKey }
  return [
    { table: 'sweep_pages', op: 'upsert', row: { ...place, ...page } },
    ...hints.map((hint): RowChange => ({ table: 'hints', op: 'upsert', row: { ...place, ...hint, ...undecided } })),
    ...again.map((id): RowChange => ({
      table: 'hints',
      op: 'update',
      key: { id },
      row: { sweepId, observedAt: page.observedAt }
    })),
    ...gone.map((id): RowChange => ({ table: 'hints', op: 'update', key: { id }, row: { state: 'gone' } }))
  ]
}

type Decision = Extract<LoggedEvent, { type: 'hint.taken' | 'hint.dismissed' | 'hint.reopened' | 'hint.remembered' }>

/** A dismissal is remembered by its ground; whatever else is decided of the same ground ends that. */
export function decidedHintRows(event: Decision): RowChange[] {
  const become = (row: Extract<RowChange, { table: 'hints'; op: 'update' }>['row']): RowChange => ({
    table: 'hints',
    op: 'update',
    key: { id: event.payload.hintId },
    row: { ...undecided, ...row }
  })
  if (event.type === 'hint.remembered') {
    return [become({ state: 'remembered' }), { table: 'dismissed_grounds', op: 'upsert', row: event.payload.ground }]
  }
  const { hintId, objectKey, check, groundHash, url, path, text } = event.payload
  const ground = { objectKey, check, groundHash }
  const forgotten: RowChange = { table: 'dismissed_grounds', op: 'delete', key: ground }
  switch (event.type) {
    case 'hint.taken': {
      const { findingId, inspector: decidedBy, decidedAt } = event.payload
      return [become({ state: 'taken', findingId, decidedBy, decidedAt }), forgotten]
    }
    case 'hint.reopened':
      return [become({ state: 'open' }), forgotten]
    case 'hint.dismissed': {
      const { reason, inspector, decidedAt } = event.payload
      const row = { ...ground, url, path, text, hintId, reason, inspector, time: decidedAt }
      return [
        become({ state: 'dismissed', reason, decidedBy: inspector, decidedAt }),
        { table: 'dismissed_grounds', op: 'upsert', row }
      ]
    }
  }
}
