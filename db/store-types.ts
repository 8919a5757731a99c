import type { ExportedCopy, FoundNumber } from '../electron/domain/annotation.ts'
import type { Catalogue } from '../electron/domain/catalogue.ts'
import type { Seal } from '../electron/domain/evidence-package.ts'
import type { Evidence, Finding, Target, Verdict } from '../electron/domain/inspection.ts'
import type { OfficeDocument, OfficeDocumentKind } from '../electron/domain/office-document.ts'
import type { KeyReplacement } from '../electron/domain/key-replacement.ts'
import type { ObjectKind, PlacedObject } from '../electron/domain/registry.ts'
import type { NumberDecision } from '../electron/domain/number-decision.ts'
import type { Decisions, StandingHint } from '../electron/domain/hint-memory.ts'
import type { SiteColumn } from '../electron/domain/site-columns.ts'
import type { DismissedGround } from '../electron/domain/stored-hint.ts'
import type { ProjectionRows } from '../electron/events/rows.ts'
import type { EventPayload, LoggedEvent, NewEvent } from '../electron/events/types.ts'
import type { BrokenLink, StoredEvent } from '../electron/events/verify.ts'

import type { KnownKey } from './held.ts'
import type { Rival } from './rivals.ts'
import type { HeldGroup, MergeResult, MissingEvents } from './merge.ts'

export type StoredConflict = ProjectionRows['conflicts']
export type StoredRuling = ProjectionRows['rulings']

/** An opened batch as the projection keeps it: the payload of its opening event, and when and by whom. */
export type StoredBatch = EventPayload<'batch.opened'> & { decisions: NumberDecision[]; openedAt: string; openedBy: string }
/** With the titles of both editions. */
export type StoredAdoption = Omit<EventPayload<'batch.catalogue-adopted'>, 'catalogue' | 'decisions'> & {
  time: string
  author: string
  fromTitle: string
  toTitle: string
}
export type StoredDocument = OfficeDocument & { time: string; author: string }
/** A target taken up, finished or opened again, and when. */
export type StoredStateChange = EventPayload<'target.state-changed'> & { time: string }
export type StoredImport = EventPayload<'registry.imported'> & { time: string; author: string }
export type StoredNotice = EventPayload<'notice.exported'> & { time: string; author: string }
export type StoredAnnotation = EventPayload<'evidence.annotated'> & { time: string; author: string }
export type StoredHint = ProjectionRows['hints']
export type StoredRole = ProjectionRows['roles']
export type StoredSweep = ProjectionRows['sweeps']
export type StoredSweepPage = ProjectionRows['sweep_pages']
export type StoredWatchPlan = EventPayload<'watch.planned'> & { time: string; author: string }
export type StoredVisit = EventPayload<'visits.recorded'>['visits'][number] & { batchId: string }
export type StoredWorkPackage = ProjectionRows['work_packages']
export type StoredAssignment = ProjectionRows['assignments']
export type StoredWorkReceipt = ProjectionRows['work_receipts']

/** A key that one device took for another's: by telephone (`accepted`), or in place of a lost one (`replaced`, with the reason). */
export interface StoredKeyAct {
  id: string
  act: 'accepted' | 'replaced'
  /** Whose key, and which. */
  device: string
  keyId: string
  reason: string | null
  /** Who did it, on which device, when by its clock. */
  by: string
  byDevice: string
  time: string
}

/** One entry of a device's chain: a work package opened (`workId`), or an act on a target (`objectKey`). */
export interface WorkStep {
  device: string
  seq: number
  author: string
  workId: string | null
  objectKey: string | null
}

/** The last event of a device, with when it was written, by its own clock. */
export type StoredHead = Pick<StoredEvent, 'device' | 'seq' | 'id' | 'hash' | 'time' | 'author'>
/** Targets that are here, and how far; a workspace of a work package has fewer than were drawn. */
export interface TargetCounts {
  all: number
  inProgress: number
  inspected: number
}
export interface StoredVerdict {
  batchId: string
  objectKey: string
  indicatorId: string
  verdict: Verdict
  inspector: string
  time: string
}

/** A part of the registry; null is no limit. */
export interface RegistryPart {
  kind: ObjectKind
  stratum: string | null
  unit: string | null
  isRunning: boolean
}

export interface RegistryText {
  key: string
  name: string
  unit: string
  url: string | null
  siteCode: string | null
  accountId: string | null
}

export interface StoredPlace {
  name: string
  count: number
}

/** What is half-written on a screen; `content` is JSON text. */
export interface StoredDraft {
  batchId: string
  objectKey: string
  kind: string
  content: string
  savedAt: string
}

/** The opened workspace database. Reads are plain queries over the projections; the one way to write is `append`. */
export interface Store {
  /** Logs the events and applies them to the projections, in one transaction, in order. Returns them as logged. */
  append(events: readonly NewEvent[]): LoggedEvent[]
  /** In the order of the log, which a merge counts anew; `after`: how many to pass over. */
  events(after?: number, limit?: number): LoggedEvent[]
  /** The same as the log keeps them, payloads as the text that was hashed. */
  storedEvents(after: number, limit: number): StoredEvent[]
  eventCount(): number
  /** Walks the hash chain; names the first event that is not what was written, null when all are. */
  verifyLog(): BrokenLink | null

  registryObjects(kind: ObjectKind | null): PlacedObject[]
  /** Keys in the registry's order, each with the text of one field, or of none. */
  registryKeys(part: RegistryPart, by: keyof PlacedObject | null): { key: string; text: string | null }[]
  registryTexts(kind: ObjectKind): RegistryText[]
  registryObjectsOf(keys: readonly string[]): PlacedObject[]
  /** Strata of a kind, or the units of one stratum, each with its number of objects. */
  registryPlaces(kind: ObjectKind, stratum: string | null): StoredPlace[]
  registryCounts(): { sites: number; accounts: number }
  imports(): StoredImport[]

  batches(): StoredBatch[]
  batch(batchId: string): (StoredBatch & { catalogue: Catalogue }) | null
  targets(batchId: string): Target[]
  /** How many targets of each batch are under way and done; a batch without either is not listed. */
  targetCounts(): ReadonlyMap<string, TargetCounts>
  target(batchId: string, objectKey: string): Target | null
  /** Every change of state of the batch's targets, oldest first. */
  stateChanges(batchId: string): StoredStateChange[]

  verdicts(batchId: string, objectKey?: string): StoredVerdict[]
  /** What the assembly line asks, for one indicator over all targets. */
  verdictsOf(batchId: string, indicatorId: string): StoredVerdict[]
  findingCountsOf(batchId: string, indicatorId: string): ReadonlyMap<string, number>
  /** Indicators with a verdict that is not 待定, by target; a target without one is not listed. */
  settledIndicators(batchId: string): ReadonlyMap<string, readonly string[]>
  findings(batchId: string, objectKey?: string): Finding[]
  finding(findingId: string): Finding | null
  evidence(batchId: string, objectKey?: string): Evidence[]
  evidenceById(evidenceId: string): Evidence | null
  /** The stored file behind a hash, or null: the hosts serve pictures only for hashes that the log knows. */
  evidenceFile(sha256: string): { name: string; mime: string } | null
  /** The layers over a picture as last saved. */
  annotation(evidenceId: string): StoredAnnotation | null
  /** Numbers to be masked that were seen when the picture was taken. */
  foundNumbers(evidenceId: string): FoundNumber[]
  /** Copies exported from a picture, newest first. */
  evidenceCopies(evidenceId: string): (ExportedCopy & { time: string; author: string })[]
  /** The same object in the other batches, the batch opened last first. */
  targetsOf(objectKey: string, besides: string): (Target & { openedAt: string })[]
  /** Findings of one inspector for one item over all batches, newest first. */
  findingsBy(inspector: string, indicatorId: string, limit: number): Finding[]
  notices(): StoredNotice[]
  /** Editions adopted after the opening, oldest first; the batch's own catalogue is the last of them. */
  adoptions(batchId: string): StoredAdoption[]
  /** Columns of one site, in the order they were first recorded. */
  siteColumns(objectKey: string): SiteColumn[]
  siteColumn(columnId: string): SiteColumn | null
  /** The office's own documents of a kind, by id. */
  documents(kind: OfficeDocumentKind): StoredDocument[]
  document(kind: OfficeDocumentKind, id: string): StoredDocument | null

  /** Hints of a batch that are not gone, in the order they were found. */
  hints(batchId: string, objectKey?: string): StoredHint[]
  hint(hintId: string): StoredHint | null
  /** Every hint of the target in this batch, gone ones too. */
  standingHints(batchId: string, objectKey: string): StandingHint[]
  hintsTakenInto(findingId: string): StoredHint[]
  /** Dismissals of an object that stand, from all batches. */
  dismissedGrounds(objectKey: string): DismissedGround[]
  dismissedGround(ground: Pick<DismissedGround, 'objectKey' | 'check' | 'groundHash'>): DismissedGround | null
  /** How people decided, by check, over all batches. */
  hintDecisions(): ReadonlyMap<string, Decisions>
  /** Reasons given for dismissals, the one used last first. */
  dismissalReasons(limit: number): string[]
  /** Newest first. */
  sweeps(batchId: string): StoredSweep[]
  sweepPages(sweepId: string, objectKey?: string): StoredSweepPage[]
  /** How the page was seen by the sweep before, in whatever batch. */
  earlierPage(objectKey: string, url: string, besidesSweep: string): StoredSweepPage | null
  countSweepPages(sweepId: string): { pages: number; byBrowser: number; failed: number }
  /** Objects whose every page is done in the sweep. */
  sweptTargets(sweepId: string): string[]
  watchPlan(batchId: string): StoredWatchPlan | null
  /** Visits of one site, by time. */
  visits(batchId: string, objectKey: string): StoredVisit[]
  /** When each site was visited last; a site without a visit is not listed. */
  lastVisits(batchId: string): ReadonlyMap<string, string>

  /** Every key that a device was introduced with, by device, oldest first. */
  devices(): ProjectionRows['devices'][]
  /** Keys that were accepted or replaced, and by whom, in the order of the log. */
  keyActs(): StoredKeyAct[]
  /** Empty where nobody was ever given a role: then everybody may do everything. */
  roles(): StoredRole[]
  /** Events of other devices that are kept and have no effect. */
  voidEvents(): ProjectionRows['void_events'][]
  /** Seals over the chains of this and other devices; outside log and state hash, a seal says something of the log. */
  seals(): Seal[]
  keepSeal(seal: Seal): void

  /** Settings of this device that are not inspection content (author name, window size); outside log and state hash. */
  setting(key: string): string | null
  setSetting(key: string, value: string): void

  /** Half-written work of this device, like the settings outside log and state hash. */
  drafts(batchId: string): StoredDraft[]
  saveDraft(draft: StoredDraft): void
  dropDraft(draft: Pick<StoredDraft, 'batchId' | 'objectKey' | 'kind'>): void

  /**
   * Takes events of other devices in, in one transaction: all that can go in does, the rest waits beside the log. The same
   * again changes nothing. Throws and changes nothing where an event or seal is not what was written, or is a newer version's.
   * `note`: this device's record of the act, in the same transaction.
   */
  merge(given: { events: readonly unknown[]; seals: readonly unknown[] }, note?: (result: MergeResult) => NewEvent): MergeResult
  /** Takes the device that seals with this key for whom it says it is, and its waiting events in. `note`: as with `merge`. */
  acceptKey(keyId: string, name: string, note?: (key: Pick<KnownKey, 'device' | 'keyId' | 'publicKey'>) => NewEvent): MergeResult
  /** Vouches for the new key of a device, and takes in what waits for it. The signature is one that was made here. */
  replaceKey(replacement: KeyReplacement): MergeResult
  /** Says which of those who began with roles apart is the manager, and takes in what waits for it. */
  ruleManager(ruling: EventPayload<'manager.ruled'>): MergeResult
  rivals(): Rival[]
  isRevoked(device: string, keyId: string): boolean
  hasEvent(id: string): boolean
  /** By device. */
  heads(): StoredHead[]
  /** Whether any event of the log is about one of these objects and by another device than this one. */
  hasForeignWorkOn(objectKeys: readonly string[]): boolean

  workPackages(batchId: string): StoredWorkPackage[]
  assignments(batchId: string): StoredAssignment[]
  workReceipts(batchId: string): StoredWorkReceipt[]
  workSteps(batchId: string): WorkStep[]
  /** Devices that handed out work of the batch. */
  workSenders(batchId: string): ReadonlySet<string>
  /**
   * Opens a work package: its event, its sender's seal, and (`acceptAs`, the name) the sender's key, in one transaction. Throws
   * `bad-input` where the sender is known by another key. The seal is one that was checked.
   */
  receiveWork(given: { payload: EventPayload<'work.received'>; seal: Seal; acceptAs: string | null }): LoggedEvent
  /** What was received and is not in the log. */
  waiting(): { held: HeldGroup[]; missing: MissingEvents[] }
  knownKeys(): KnownKey[]
  /** Open conflicts; of one batch with those that concern any batch. */
  conflicts(batchId?: string): StoredConflict[]
  conflictCount(): number
  /** Newest first. */
  rulings(limit: number): StoredRuling[]
  eventById(id: string): LoggedEvent | null
  /** Which device captured or took in each piece of evidence of a target, by the evidence's id. */
  evidenceDevices(batchId: string, objectKey: string): ReadonlyMap<string, string>

  /** SHA-256 over the canonical JSON of every projection row, sorted by table and key. */
  stateHash(): string
  /** Empties the projections and applies the whole log anew, in one transaction. */
  rebuild(): { before: string; stateHash: string; events: number }
  /** Writes a whole copy by SQLite's backup API and checks it. */
  backup(file: string): Promise<void>
  close(): void
}
