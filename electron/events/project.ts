import { decidedHintRows, foundHintRows } from './hint-rows.ts'
import { restoredRows } from './restored-rows.ts'
import type { RowChange } from './rows.ts'
import type { LoggedEvent } from './types.ts'
import { workRows } from './work-rows.ts'

/** What one event changes in the projections. Pure: the same event gives the same changes on every machine. */
export function projectEvent(event: LoggedEvent): RowChange[] {
  switch (event.type) {
    case 'registry.imported': {
      const { importId, files, acceptedValid } = event.payload
      const row = { id: importId, files, acceptedValid, time: event.time, author: event.author }
      return [{ table: 'registry_imports', op: 'upsert', row }]
    }
    case 'registry.objects-changed':
      return event.payload.changes.map(({ object: { order, ...object } }) => ({
        table: 'registry_objects',
        op: 'upsert',
        row: { key: object.key, kind: object.kind, ordinal: order, status: object.status, object }
      }))
    case 'batch.opened': {
      const { batchId, catalogue, decisions = [], ...rest } = event.payload
      return [
        { table: 'catalogues', op: 'upsert', row: { hash: rest.catalogueHash, catalogue } },
        { table: 'batches', op: 'upsert', row: { id: batchId, ...rest, decisions, openedAt: event.time, openedBy: event.author } }
      ]
    }
    case 'batch.targets-drawn': {
      const { batchId, targets } = event.payload
      return targets.map(({ order, ...object }) => ({
        table: 'targets',
        op: 'upsert',
        row: { batchId, objectKey: object.key, ordinal: order, state: 'waiting', inspector: null, object }
      }))
    }
    case 'batch.catalogue-adopted': {
      const { batchId, catalogue, catalogueHash, decisions = [], ...rest } = event.payload
      return [
        { table: 'catalogues', op: 'upsert', row: { hash: catalogueHash, catalogue } },
        { table: 'batches', op: 'update', key: { id: batchId }, row: { catalogueHash, decisions } },
        { table: 'adoptions', op: 'upsert', row: { ...rest, batchId, catalogueHash, time: event.time, author: event.author } }
      ]
    }
    case 'target.state-changed': {
      const { batchId, objectKey, state, inspector } = event.payload
      return [{ table: 'targets', op: 'update', key: { batchId, objectKey }, row: { state, inspector } }]
    }
    case 'verdict.given':
      return [{ table: 'verdicts', op: 'upsert', row: { ...event.payload, time: event.time } }]
    case 'finding.recorded':
    case 'finding.edited':
      return [{ table: 'findings', op: 'upsert', row: event.payload }]
    case 'finding.withdrawn':
      return [{ table: 'findings', op: 'delete', key: { id: event.payload.findingId } }]
    case 'work.restored':
      return restoredRows(event.payload)
    case 'evidence.captured': {
      const { files, takenAt = null, acceptedBy = null, ...evidence } = event.payload
      return [
        { table: 'evidence', op: 'upsert', row: { ...evidence, takenAt, acceptedBy } },
        ...files.map((file, ordinal): RowChange => ({
          table: 'evidence_files',
          op: 'upsert',
          row: { evidenceId: evidence.id, ordinal, ...file }
        }))
      ]
    }
    case 'evidence.accepted': {
      const { evidenceId, inspector } = event.payload
      return [{ table: 'evidence', op: 'update', key: { id: evidenceId }, row: { acceptedBy: inspector } }]
    }
    case 'evidence.numbers-found':
      return [{ table: 'evidence_numbers', op: 'upsert', row: event.payload }]
    case 'evidence.annotated':
      return [{ table: 'annotations', op: 'upsert', row: { ...event.payload, time: event.time, author: event.author } }]
    case 'evidence.copy-exported':
      return [{ table: 'evidence_copies', op: 'upsert', row: { ...event.payload, time: event.time, author: event.author } }]
    case 'evidence.archive-exported':
    case 'evidence.sheet-exported':
    case 'evidence.viewed':
    case 'package.made':
    case 'package.verified':
    case 'package.merged':
    case 'unit-packet.exported':
    case 'manager.ruled':
    case 'key.accepted':
    case 'key.replaced':
      return []
    case 'column.recorded':
      return [{ table: 'site_columns', op: 'upsert', row: event.payload }]
    case 'column.removed':
      return [{ table: 'site_columns', op: 'delete', key: { id: event.payload.columnId } }]
    case 'office.document-saved':
      return [{ table: 'office_documents', op: 'upsert', row: { ...event.payload, time: event.time, author: event.author } }]
    case 'office.document-removed':
      return [{ table: 'office_documents', op: 'delete', key: event.payload }]
    case 'sweep.started': {
      const started = { startedAt: event.time, startedBy: event.author, finishedAt: null, outcome: null }
      return [{ table: 'sweeps', op: 'upsert', row: { ...event.payload, ...started } }]
    }
    case 'sweep.finished': {
      const { sweepId, outcome } = event.payload
      return [{ table: 'sweeps', op: 'update', key: { sweepId }, row: { outcome, finishedAt: event.time } }]
    }
    case 'hints.found':
      return foundHintRows(event.payload)
    case 'hint.taken':
    case 'hint.dismissed':
    case 'hint.reopened':
    case 'hint.remembered':
      return decidedHintRows(event)
    case 'watch.planned':
      return [{ table: 'watch_plans', op: 'upsert', row: { ...event.payload, time: event.time, author: event.author } }]
    case 'visits.recorded': {
      const { batchId, visits } = event.payload
      return visits.map((visit) => ({ table: 'visits', op: 'upsert', row: { ...visit, batchId } }))
    }
    case 'device.introduced':
      return [{ table: 'devices', op: 'upsert', row: { ...event.payload, time: event.time } }]
    case 'role.given': {
      const { device, role } = event.payload
      return [{ table: 'roles', op: 'upsert', row: { device, role, givenBy: event.author, time: event.time } }]
    }
    // What it settles is worked out beside this (electron/merge): one event alone does not say it.
    case 'conflict.ruled':
      return [{ table: 'rulings', op: 'upsert', row: { rulingId: event.id, ...event.payload, time: event.time } }]
    case 'work.assigned':
    case 'work.withdrawn':
    case 'work.received':
      return workRows(event)
    case 'notice.exported':
      return [{ table: 'notices', op: 'upsert', row: { ...event.payload, time: event.time, author: event.author } }]
  }
}
