import type { WorkPart } from '../domain/work-excerpt.ts'
import type { RowChange } from './rows.ts'
import type { EventPayload, LoggedEvent } from './types.ts'

type Work = Extract<LoggedEvent, { type: 'work.assigned' | 'work.withdrawn' | 'work.received' }>

/** What handing out, taking back and opening work changes everywhere; for the excerpt see `excerptRows`. */
export function workRows(event: Work): RowChange[] {
  switch (event.type) {
    case 'work.assigned': {
      const { time, author, payload } = event
      const { workId, batchId, to: inspector, objectKeys } = payload
      return [
        { table: 'work_packages', op: 'upsert', row: { ...payload, time, author } },
        ...objectKeys.map((objectKey): RowChange => ({
          table: 'assignments',
          op: 'upsert',
          row: { batchId, inspector, objectKey, workId, time, author }
        }))
      ]
    }
    case 'work.withdrawn': {
      const { batchId, to: inspector, objectKeys } = event.payload
      return objectKeys.map((objectKey) => ({ table: 'assignments', op: 'delete', key: { batchId, inspector, objectKey } }))
    }
    case 'work.received': {
      const { workId, to: inspector, from, base, excerpt } = event.payload
      const { batchId } = excerpt.batch
      const row = { workId, device: event.device, batchId, inspector, sender: from.device, sentSeq: base.seq, time: event.time }
      return [{ table: 'work_receipts', op: 'upsert', row }]
    }
  }
}

/** What is here of the targets before the excerpt, and which of it the sender did not know. */
export interface Here {
  /** Objects with work that the sender did not know: what is here of them stays. */
  isNewer(objectKey: string): boolean
  /** Findings and columns that were removed here without the sender's knowing. */
  isRemoved(id: string): boolean
  hasTarget(batchId: string, objectKey: string): boolean
  hasColumn(columnId: string): boolean
  /** Rows of a target that give way to the excerpt's. */
  verdictsOf(batchId: string, objectKey: string): string[]
  findingsOf(batchId: string, objectKey: string): string[]
}

/** The excerpt as rows, in a log without the events it stands for. */
export function excerptRows({ excerpt }: EventPayload<'work.received'>, here: Here): RowChange[] {
  const { registry, evidence, columns, grounds, documents, past, ...now } = excerpt
  return [
    ...registry.map(({ order, ...object }): RowChange => ({
      table: 'registry_objects',
      op: 'upsert',
      row: { key: object.key, kind: object.kind, ordinal: order, status: object.status, object }
    })),
    ...documents.map((row): RowChange => ({ table: 'office_documents', op: 'upsert', row })),
    ...past.flatMap((part) => partRows(part, { ...here, isNewer: () => false })),
    ...partRows(now, here),
    ...evidence.flatMap(({ files, takenAt = null, acceptedBy = null, ...rest }): RowChange[] => [
      { table: 'evidence', op: 'upsert', row: { ...rest, takenAt, acceptedBy } },
      ...files.map((file, ordinal): RowChange => ({
        table: 'evidence_files',
        op: 'upsert',
        row: { evidenceId: rest.id, ordinal, ...file }
      }))
    ]),
    ...columns
      .filter(({ id, objectKey }) => !here.isRemoved(id) && !(here.isNewer(objectKey) && here.hasColumn(id)))
      .map((row): RowChange => ({ table: 'site_columns', op: 'upsert', row })),
    ...grounds
      .filter(({ objectKey }) => !here.isNewer(objectKey))
      .map((row): RowChange => ({ table: 'dismissed_grounds', op: 'upsert', row }))
  ]
}

function partRows({ batch, targets, verdicts, findings }: WorkPart, here: Here): RowChange[] {
  const { batchId, catalogue, ...opened } = batch
  const stays = (objectKey: string): boolean => here.isNewer(objectKey) && here.hasTarget(batchId, objectKey)
  return [
    { table: 'catalogues', op: 'upsert', row: { hash: opened.catalogueHash, catalogue } },
    { table: 'batches', op: 'upsert', row: { id: batchId, ...opened } },
    ...targets.flatMap(({ object: { order, ...object }, state, inspector }): RowChange[] => {
      const objectKey = object.key
      if (stays(objectKey)) return []
      return [
        { table: 'targets', op: 'upsert', row: { batchId, objectKey, ordinal: order, state, inspector, object } },
        ...here.verdictsOf(batchId, objectKey).map((indicatorId): RowChange => ({
          table: 'verdicts',
          op: 'delete',
          key: { batchId, objectKey, indicatorId }
        })),
        ...here.findingsOf(batchId, objectKey).map((id): RowChange => ({ table: 'findings', op: 'delete', key: { id } }))
      ]
    }),
    ...verdicts
      .filter(({ objectKey }) => !stays(objectKey))
      .map((verdict): RowChange => ({ table: 'verdicts', op: 'upsert', row: { batchId, ...verdict } })),
    ...findings
      .filter(({ id, objectKey }) => !stays(objectKey) && !here.isRemoved(id))
      .map((row): RowChange => ({ table: 'findings', op: 'upsert', row }))
  ]
}

/** A target of an earlier work package that the newer one no longer holds, and nobody worked on here. */
export interface TakenBack {
  objectKey: string
  verdicts: readonly string[]
  findings: readonly string[]
  evidence: readonly string[]
  /** Whether another batch here has the object too. */
  isElsewhere: boolean
}

export function takenBackRows(batchId: string, { objectKey, verdicts, findings, evidence, isElsewhere }: TakenBack): RowChange[] {
  return [
    ...evidence.map((id): RowChange => ({ table: 'evidence', op: 'delete', key: { id } })),
    ...findings.map((id): RowChange => ({ table: 'findings', op: 'delete', key: { id } })),
    ...verdicts.map((indicatorId): RowChange => ({ table: 'verdicts', op: 'delete', key: { batchId, objectKey, indicatorId } })),
    { table: 'targets', op: 'delete', key: { batchId, objectKey } },
    ...(isElsewhere ? [] : [{ table: 'registry_objects', op: 'delete', key: { key: objectKey } } satisfies RowChange])
  ]
}
