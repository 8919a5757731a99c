import { z } from 'zod'
import { exportedCopySchema, foundNumberSchema, layersSchema } from '../domain/annotation.ts'
import { visitSchema } from '../domain/facts/site-facts.ts'
import { catalogueSchema } from '../domain/catalogue.ts'
import {
  evidenceFileSchema,
  evidenceSchema,
  findingSchema,
  sampleDesignSchema,
  strataShareSchema,
  targetStateSchema,
  verdictSchema
} from '../domain/inspection.ts'
import { keyReplacementSchema } from '../domain/key-replacement.ts'
import { numberDecisionSchema } from '../domain/number-decision.ts'
import { officeDocumentSchema } from '../domain/office-document.ts'
import { importFileCountsSchema, objectKindSchema, placedObjectSchema } from '../domain/registry.ts'
import { restoredWorkSchema } from '../domain/restored-work.ts'
import { roleSchema } from '../domain/roles.ts'
import { siteColumnSchema } from '../domain/site-columns.ts'
import {
  dismissedGroundSchema,
  foundHintSchema,
  hintGroundSchema,
  sweepSettingsSchema,
  sweptPageSchema
} from '../domain/stored-hint.ts'
import { mostWorkTargets, workBaseSchema, workExcerptSchema } from '../domain/work-excerpt.ts'

/** SHA-256 and bytes of the archive. */
const packageActSchema = evidenceFileSchema.pick({ sha256: true, size: true })

/**
 * Payloads of the append-only log, one entry per act. A payload is data only: ids, hashes and texts, no machine paths.
 * Large acts (import, draw) are one head event followed by chunk events of at most 1,000 objects, in one transaction.
 */
export const eventPayloads = {
  'registry.imported': z.object({ importId: z.string(), files: z.array(importFileCountsSchema), acceptedValid: z.boolean() }),
  'registry.objects-changed': z.object({
    importId: z.string(),
    changes: z.array(z.object({ op: z.enum(['added', 'changed', 'closed']), object: placedObjectSchema }))
  }),
  'batch.opened': z.object({
    batchId: z.string(),
    title: z.string(),
    period: z.string(),
    object: objectKindSchema,
    catalogue: catalogueSchema,
    /** SHA-256 over the canonical JSON of the catalogue and of the frozen frame. */
    catalogueHash: z.string(),
    registryHash: z.string(),
    design: sampleDesignSchema,
    algorithm: z.string(),
    frame: z.number().int(),
    drawn: z.number().int(),
    strata: z.array(strataShareSchema),
    recordHash: z.string(),
    /** Hosts on loopback or private addresses that pages of this batch may reach (the sample's own sites). */
    allowHosts: z.array(z.string()),
    /** What the office decided about the edition's unconfirmed numbers; `catalogue` already holds the outcome. */
    decisions: z.array(numberDecisionSchema).optional()
  }),
  /** Another edition for a batch that no notice was issued from; `catalogue` is the whole frozen one. */
  'batch.catalogue-adopted': z.object({
    adoptionId: z.string(),
    batchId: z.string(),
    catalogue: catalogueSchema,
    catalogueHash: z.string(),
    previousHash: z.string(),
    reason: z.string(),
    /** As with the opening: what stands for the batch from here on. */
    decisions: z.array(numberDecisionSchema).optional()
  }),
  'batch.targets-drawn': z.object({ batchId: z.string(), targets: z.array(placedObjectSchema) }),
  'target.state-changed': z.object({
    batchId: z.string(),
    objectKey: z.string(),
    state: targetStateSchema,
    inspector: z.string()
  }),
  'verdict.given': z.object({
    batchId: z.string(),
    objectKey: z.string(),
    indicatorId: z.string(),
    verdict: verdictSchema,
    inspector: z.string()
  }),
  'finding.recorded': findingSchema,
  'finding.edited': findingSchema,
  'finding.withdrawn': z.object({ findingId: z.string(), reason: z.string() }),
  'work.restored': restoredWorkSchema,
  'evidence.captured': evidenceSchema,
  'evidence.accepted': z.object({ evidenceId: z.string(), inspector: z.string() }),
  /** Telephone and identity numbers seen in the page when it was pictured: their places, never the numbers. */
  'evidence.numbers-found': z.object({
    evidenceId: z.string(),
    imageSha256: z.string(),
    numbers: z.array(foundNumberSchema).max(500)
  }),
  /** The layers over a picture, whole; a later one with the same annotation id replaces them. */
  'evidence.annotated': z.object({
    annotationId: z.string(),
    evidenceId: z.string(),
    imageSha256: z.string(),
    layers: layersSchema
  }),
  'evidence.copy-exported': exportedCopySchema,
  /** The kept page handed out as WACZ: for the custody record alone, it changes no row. */
  'evidence.archive-exported': z.object({
    evidenceId: z.string(),
    /** SHA-256 of the MHTML. */
    derivedFrom: z.string(),
    file: evidenceFileSchema.pick({ name: true, sha256: true, size: true })
  }),
  /** A printed 取证单, and where the log stood when it was printed; for the custody record alone as well. */
  'evidence.sheet-exported': z.object({
    evidenceId: z.string(),
    anchor: z.object({ device: z.string(), seq: z.number().int(), hash: z.string() }).nullable(),
    file: evidenceFileSchema.pick({ name: true, sha256: true, size: true })
  }),
  /** Looked at in full size; for the custody record alone, as the next three. Small pictures in lists are no look. */
  'evidence.viewed': z.object({ evidenceId: z.string() }),
  /** A 证据包 went out. `head`: where this device's log was sealed, before this event. */
  'package.made': packageActSchema.extend({
    batchId: z.string(),
    objectKeys: z.array(z.string()).nullable(),
    evidence: z.number().int(),
    keyId: z.string(),
    head: z.object({ device: z.string(), seq: z.number().int(), hash: z.string() })
  }),
  /** `batchId` as the package says; null where nothing in it can be believed. */
  'package.verified': packageActSchema.extend({ batchId: z.string().nullable(), ok: z.boolean(), problems: z.number().int() }),
  'package.merged': packageActSchema.extend({
    batchId: z.string().nullable(),
    applied: z.number().int(),
    alreadyHad: z.number().int(),
    /** Waiting beside the log afterwards, of this and earlier packages. */
    held: z.number().int()
  }),
  /** What was handed to one 主办单位; for the custody record alone as well. */
  'unit-packet.exported': z.object({
    batchId: z.string(),
    unit: z.string(),
    stratum: z.string(),
    evidenceIds: z.array(z.string()),
    originals: z.boolean(),
    files: z.array(evidenceFileSchema.pick({ name: true, sha256: true, size: true }))
  }),
  'column.recorded': siteColumnSchema,
  'column.removed': z.object({ columnId: z.string() }),
  /** Which sites of the batch are visited, and how often; a later one replaces it. Whether it runs is the device's matter. */
  'watch.planned': z.object({
    batchId: z.string(),
    objectKeys: z.array(z.string()).max(500),
    perDay: z.number().int().min(1).max(288),
    seed: z.string()
  }),
  /** A round of visits, or a part of one. */
  'visits.recorded': z.object({
    batchId: z.string(),
    visits: z.array(visitSchema.extend({ objectKey: z.string(), url: z.string() })).max(1000)
  }),
  'office.document-saved': officeDocumentSchema,
  'office.document-removed': officeDocumentSchema.pick({ kind: true, id: true }),
  'sweep.started': z.object({
    sweepId: z.string(),
    batchId: z.string(),
    checks: z.array(z.string()),
    settings: sweepSettingsSchema,
    targets: z.number().int()
  }),
  /** `stopped`: by a person, before every target was done. */
  'sweep.finished': z.object({ sweepId: z.string(), batchId: z.string(), outcome: z.enum(['done', 'stopped']) }),
  /** What one page of a target (or all of them together) gave. What is in the log is not fetched again. */
  'hints.found': z.object({
    sweepId: z.string(),
    batchId: z.string(),
    objectKey: z.string(),
    page: sweptPageSchema,
    hints: z.array(foundHintSchema).max(1000),
    /** Hints of this batch that stand already and were seen again, and open ones that were not. */
    again: z.array(z.string()),
    gone: z.array(z.string())
  }),
  /** Made into a finding by a person. `decidedAt` stands in the payload, so that what is undone and done again is the same. */
  'hint.taken': hintGroundSchema.extend({
    hintId: z.string(),
    findingId: z.string(),
    inspector: z.string(),
    decidedAt: z.string()
  }),
  'hint.dismissed': hintGroundSchema.extend({
    hintId: z.string(),
    reason: z.string().trim().min(1),
    inspector: z.string(),
    decidedAt: z.string()
  }),
  /** Open again: the decision on it was taken back. */
  'hint.reopened': hintGroundSchema.extend({ hintId: z.string() }),
  /** An undo: the hint stands again as dismissed by what was said of its ground before. */
  'hint.remembered': z.object({ hintId: z.string(), ground: dismissedGroundSchema }),
  /** What a device may do from here on. `first`: by the device that begins to have roles at all, of itself. */
  'role.given': z.object({ device: z.string(), role: roleSchema, first: z.boolean() }),
  /**
   * Which of two who began with roles apart is the manager: ids of the beginning that is kept, and of those that are without
   * effect. `by`: who says so.
   */
  'manager.ruled': z.object({
    kept: z.string().min(1).max(200),
    others: z.array(z.string().min(1).max(200)).min(1).max(100),
    reason: z.string().trim().min(1).max(1000),
    by: z.string().trim().min(1).max(200)
  }),
  /** A key that the device signs with from here on. */
  'device.introduced': z.object({ device: z.string(), keyId: z.string(), publicKey: z.string(), name: z.string() }),
  /** This device takes the key for the device's from here on; like the next one it changes no row, trust is each device's own. */
  'key.accepted': z.object({ device: z.string(), keyId: z.string(), publicKey: z.string(), name: z.string() }),
  'key.replaced': keyReplacementSchema,
  /** A named person decides between versions of one item. `conflictId` names item and versions, so a ruling on others is void. */
  'conflict.ruled': z.object({
    conflictId: z.string(),
    item: z.string(),
    /** Ids of the events that stood against each other, and the one that is to count. */
    versions: z.array(z.string()).min(2),
    chosen: z.string(),
    reason: z.string().trim().min(1),
    by: z.string().trim().min(1)
  }),
  /** Work handed out: every target that the person has in the batch from here on. `device`: the one that may open it, null: any. */
  'work.assigned': z.object({
    workId: z.string(),
    batchId: z.string(),
    to: z.string().min(1),
    device: z.string().nullable(),
    objectKeys: z.array(z.string()).max(mostWorkTargets),
    /** The edition under which it was handed out. */
    catalogueHash: z.string()
  }),
  'work.withdrawn': z.object({
    batchId: z.string(),
    to: z.string().min(1),
    objectKeys: z.array(z.string()).min(1).max(mostWorkTargets),
    reason: z.string()
  }),
  /**
   * A work package opened. It stands for the events of the sender up to `base`, which are not in this log: where they are, it
   * changes nothing but its own row.
   */
  'work.received': z.object({
    workId: z.string(),
    to: z.string(),
    from: z.object({ device: z.string(), keyId: z.string(), name: z.string() }),
    base: workBaseSchema,
    excerpt: workExcerptSchema
  }),
  'notice.exported': z.object({
    noticeId: z.string(),
    batchIds: z.array(z.string()),
    profile: z.string(),
    title: z.string(),
    modelHash: z.string(),
    files: z.array(evidenceFileSchema.pick({ name: true, sha256: true, size: true }))
  })
} as const

export type EventType = keyof typeof eventPayloads
export type EventPayload<T extends EventType> = z.infer<(typeof eventPayloads)[T]>

/** What a use case hands to the log; the log adds id, order, device, time and hashes. */
export type NewEvent = { [T in EventType]: { type: T; payload: EventPayload<T> } }[EventType]

/**
 * One row of the log. Every device has a chain of its own: `seq` counts the device's events, `prevHash` is the hash of the
 * one before. `parents` are the last events of everything that was known, other devices' included. `hash` =
 * SHA-256 over the canonical JSON of every other field.
 */
export type LoggedEvent = NewEvent & {
  seq: number
  id: string
  device: string
  author: string
  parents: string[]
  time: string
  prevHash: string
  hash: string
}
