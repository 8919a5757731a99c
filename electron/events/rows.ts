import type { Catalogue } from '../domain/catalogue.ts'
import type { EvidenceFile, Evidence, Finding, SampleDesign, StrataShare, TargetState, Verdict } from '../domain/inspection.ts'
import type { NumberDecision } from '../domain/number-decision.ts'
import type { OfficeDocument } from '../domain/office-document.ts'
import type { ImportFileCounts, ObjectKind, RegistryObject } from '../domain/registry.ts'
import type { Role } from '../domain/roles.ts'
import type { SiteColumn } from '../domain/site-columns.ts'
import type { DismissedGround, FoundHint, HintState, SweptPage } from '../domain/stored-hint.ts'
import type { EventPayload, EventType } from './types.ts'

/**
 * The rows of the projections: what the screens read, made from the log alone. They hold content only, never the
 * device, the place in the log or a path of this machine, so that two workspaces with the same work have the same rows.
 */
export interface ProjectionRows {
  registry_objects: { key: string; kind: ObjectKind; ordinal: number; status: string; object: RegistryObject }
  registry_imports: { id: string; files: ImportFileCounts[]; acceptedValid: boolean; time: string; author: string }
  batches: {
    id: string
    title: string
    period: string
    object: ObjectKind
    catalogueHash: string
    registryHash: string
    design: SampleDesign
    algorithm: string
    frame: number
    drawn: number
    strata: StrataShare[]
    recordHash: string
    allowHosts: string[]
    decisions: NumberDecision[]
    openedAt: string
    openedBy: string
  }
  /** Frozen catalogues, one per hash: many batches share one edition. */
  catalogues: { hash: string; catalogue: Catalogue }
  adoptions: Omit<EventPayload<'batch.catalogue-adopted'>, 'catalogue' | 'decisions'> & { time: string; author: string }
  targets: {
    batchId: string
    objectKey: string
    ordinal: number
    state: TargetState
    inspector: string | null
    object: RegistryObject
  }
  verdicts: {
    batchId: string
    objectKey: string
    indicatorId: string
    verdict: Verdict
    inspector: string
    time: string
  }
  findings: Finding
  evidence: Omit<Evidence, 'files' | 'takenAt' | 'acceptedBy'> & { takenAt: string | null; acceptedBy: string | null }
  evidence_files: EvidenceFile & { evidenceId: string; ordinal: number }
  evidence_numbers: EventPayload<'evidence.numbers-found'>
  annotations: EventPayload<'evidence.annotated'> & { time: string; author: string }
  evidence_copies: EventPayload<'evidence.copy-exported'> & { time: string; author: string }
  site_columns: SiteColumn
  office_documents: OfficeDocument & { time: string; author: string }
  notices: EventPayload<'notice.exported'> & { time: string; author: string }
  sweeps: EventPayload<'sweep.started'> & {
    startedAt: string
    startedBy: string
    finishedAt: string | null
    outcome: 'done' | 'stopped' | null
  }
  sweep_pages: SweptPage & { sweepId: string; batchId: string; objectKey: string }
  hints: Omit<FoundHint, 'state'> & {
    batchId: string
    objectKey: string
    /** The sweep that saw it last. */
    sweepId: string
    state: HintState
    reason: string | null
    findingId: string | null
    decidedBy: string | null
    decidedAt: string | null
  }
  dismissed_grounds: DismissedGround
  watch_plans: EventPayload<'watch.planned'> & { time: string; author: string }
  devices: EventPayload<'device.introduced'> & { time: string }
  visits: EventPayload<'visits.recorded'>['visits'][number] & { batchId: string }
  /** Judged differently by people who knew nothing of each other, and not ruled yet (待裁定). */
  conflicts: {
    conflictId: string
    /** Name of the item, see `electron/merge/items.ts`. */
    item: string
    kind: string
    /** null: of any batch, of every target of the batch. */
    batchId: string | null
    objectKey: string | null
    indicatorId: string | null
    /** What stood before; null where there was nothing. */
    base: unknown
    versions: { event: string; type: string; author: string; time: string; value: unknown }[]
  }
  rulings: EventPayload<'conflict.ruled'> & { rulingId: string; time: string }
  /** The role each device has now, where any was ever given. */
  roles: { device: string; role: Role; givenBy: string; time: string }
  /**
   * In the log and without effect. `role`: its device had not the role then. `founding`: it makes a manager where there is one
   * already, or of a device that did not begin the workspace. `batch`: of a batch that is itself without effect.
   */
  void_events: {
    id: string
    device: string
    author: string
    type: EventType
    time: string
    reason: 'role' | 'founding' | 'batch'
  }
  /** Every work package sent, whatever became of the assignment. */
  work_packages: EventPayload<'work.assigned'> & { time: string; author: string }
  /** Who has which target now. One target with two people is allowed: what they judge differently is a conflict. */
  assignments: { batchId: string; inspector: string; objectKey: string; workId: string; time: string; author: string }
  /** Work packages that were opened, and on which device. */
  work_receipts: {
    workId: string
    device: string
    batchId: string
    inspector: string
    sender: string
    /** Place of the assignment in the sender's chain: of two packages the one further on is the newer. */
    sentSeq: number
    time: string
  }
}
export type ProjectionTable = keyof ProjectionRows

/** Columns that name one row, per table. */
export const projectionKeys = {
  registry_objects: ['key'],
  registry_imports: ['id'],
  batches: ['id'],
  catalogues: ['hash'],
  targets: ['batchId', 'objectKey'],
  verdicts: ['batchId', 'objectKey', 'indicatorId'],
  findings: ['id'],
  evidence: ['id'],
  evidence_files: ['evidenceId', 'ordinal'],
  evidence_numbers: ['evidenceId'],
  annotations: ['annotationId'],
  evidence_copies: ['copyId'],
  adoptions: ['adoptionId'],
  site_columns: ['id'],
  office_documents: ['kind', 'id'],
  notices: ['noticeId'],
  sweeps: ['sweepId'],
  sweep_pages: ['sweepId', 'objectKey', 'part', 'url'],
  hints: ['id'],
  dismissed_grounds: ['objectKey', 'check', 'groundHash'],
  watch_plans: ['batchId'],
  devices: ['device', 'keyId'],
  visits: ['batchId', 'objectKey', 'at'],
  conflicts: ['conflictId'],
  rulings: ['rulingId'],
  roles: ['device'],
  void_events: ['id'],
  work_packages: ['workId'],
  assignments: ['batchId', 'inspector', 'objectKey'],
  work_receipts: ['workId', 'device']
} as const satisfies { [T in ProjectionTable]: readonly (keyof ProjectionRows[T])[] }

export type RowKey<T extends ProjectionTable> = Pick<
  ProjectionRows[T],
  Extract<(typeof projectionKeys)[T][number], keyof ProjectionRows[T]>
>

/** One change of one row. `update` sets some columns of a row that is there. */
export type RowChange = {
  [T in ProjectionTable]:
    | { table: T; op: 'upsert'; row: ProjectionRows[T] }
    | { table: T; op: 'update'; key: RowKey<T>; row: Partial<ProjectionRows[T]> }
    | { table: T; op: 'delete'; key: RowKey<T> }
}[ProjectionTable]
