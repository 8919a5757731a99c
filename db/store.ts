import type Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { XunchaError } from '../electron/domain/errors.ts'
import type { Clock, Ids } from '../electron/domain/ports.ts'
import { projectEvent } from '../electron/events/project.ts'
import type { EventType, LoggedEvent, NewEvent } from '../electron/events/types.ts'
import { verifyChain } from '../electron/events/verify.ts'
import { causality } from '../electron/merge/causality.ts'
import { mayHaveWord } from '../electron/merge/items.ts'
import { choicesNow } from '../electron/merge/rule-again.ts'
import { settle } from '../electron/merge/settle.ts'
import { writeBackup } from './backup.ts'
import { checkSeals } from './check-seals.ts'
import { createConflictGuard } from './conflict-writer.ts'
import { guarded } from './errors.ts'
import { sha256 } from './hash.ts'
import { createHeldTables } from './held.ts'
import { rivalsOf } from './rivals.ts'
import { createKeyTrust } from './key-acts.ts'
import { createEventLog, loggedEvent } from './log.ts'
import { groupsOf, mergeInto, missingOf, standingSeals } from './merge.ts'
import { createProjectionWriter } from './projection-writer.ts'
import { createReceivedWork } from './received-work.ts'
import { selectAnnotation, selectCopies, selectNumbers } from './queries/annotations.ts'
import { selectLastVisits, selectVisits, selectWatchPlan } from './queries/availability.ts'
import { countTargets, selectBatch, selectBatches, selectTarget, selectTargets } from './queries/batches.ts'
import { selectFinding, selectFindings, selectVerdicts } from './queries/checking.ts'
import { selectDevices, selectKeyActs } from './queries/devices.ts'
import { countConflicts, selectConflicts, selectRulings } from './queries/conflicts.ts'
import { deleteDraft, selectDrafts, upsertDraft } from './queries/drafts.ts'
import { selectEvidence, selectEvidenceById, selectEvidenceDevices, selectEvidenceFile } from './queries/evidence.ts'
import { selectFindingsBy, selectTargetsOf } from './queries/history.ts'
import {
  countDecisions,
  countSweepPages,
  selectEarlierPage,
  selectDismissedGround,
  selectDismissedGrounds,
  selectHint,
  selectHints,
  selectHintsTakenInto,
  selectReasons,
  selectStandingHints,
  selectSweepPages,
  selectSweeps,
  selectSweptTargets
} from './queries/hints.ts'
import { countFindingsOf, selectSettled, selectVerdictsOf } from './queries/line.ts'
import { selectNotices } from './queries/notices.ts'
import { selectAdoptions, selectColumn, selectColumns, selectDocument, selectDocuments } from './queries/office.ts'
import {
  countObjects,
  selectImports,
  selectKeys,
  selectObjects,
  selectObjectsOf,
  selectPlaces,
  selectTexts
} from './queries/registry.ts'
import { selectRoles, selectVoidEvents } from './queries/roles.ts'
import { selectAssignments, selectWorkPackages, selectWorkReceipts, selectWorkSenders, selectWorkSteps } from './queries/work.ts'
import { selectStateChanges } from './queries/state-changes.ts'
import { selectSetting, upsertSetting } from './queries/settings.ts'
import { checkRole } from './role-guard.ts'
import { createRoleReading } from './role-reading.ts'
import { projections } from './schema/index.ts'
import { projectionHash } from './state-hash.ts'
import type { Store, StoredRole } from './store-types.ts'

export interface StoreOptions {
  clock: Clock
  ids: Ids
  /** Name of the person at the desk when an event is written. */
  author: () => string
  /** Random id of this device, written into events; made at first and kept in the settings when not given. */
  device?: string
}

/** The store over a configured, up-to-date connection. */
export function createStore(db: Database.Database, options: StoreOptions): Store {
  const query = drizzle(db)
  const log = createEventLog(db)
  const writer = createProjectionWriter(db)
  const held = createHeldTables(db)
  const choices = (conflict: { item: string; conflictId: string }): string[] => {
    const voided = new Set(selectVoidEvents(query).map(({ id }) => id))
    const words = eventsOf(mayHaveWord, (id) => voided.has(id))
    return choicesNow(words, causality(log.links()), sha256, conflict)
  }
  const received = createReceivedWork(db, log)
  const guard = createConflictGuard(db, log, () => selectConflicts(query), choices)
  const deviceId = options.device ?? selectSetting(query, 'device') ?? options.ids.next()
  if (options.device === undefined) guarded(() => upsertSetting(query, 'device', deviceId))

  const roles = (): StoredRole[] => selectRoles(query)

  const append = db.transaction((events: readonly NewEvent[]): LoggedEvent[] => {
    const author = options.author()
    return events.map((event) => {
      const stamp = { id: options.ids.next(), device: deviceId, author, time: options.clock.now() }
      checkRole(event, deviceId, roles, () => log.began(deviceId))
      const isCorrection = guard.isCorrection(event)
      const logged = log.append(event, stamp)
      if (isCorrection) {
        projectAnew()
        return logged
      }
      for (const change of [...projectEvent(logged), ...guard.changesOf(logged)]) writer.apply(change)
      for (const change of received.changesOf(logged)) writer.apply(change)
      return logged
    })
  })

  function projectAnew(): void {
    for (const table of Object.keys(projections).reverse()) db.exec(`DELETE FROM "${table}"`)
    // Read in pages: better-sqlite3 does not write while a read on the same connection is still open.
    const hasRoles = log.hasType('role.given')
    const isMixed = log.deviceCount() > 1
    const causal = hasRoles || isMixed ? causality(log.links()) : null
    const read = hasRoles && causal !== null ? roleReading.read(causal) : null
    const isVoid = (id: string): boolean => read?.voided.has(id) === true
    for (let arrival = 0; ;) {
      const page = [...log.iterate(arrival, 50)]
      if (page.length === 0) break
      for (const event of page) {
        const logged = loggedEvent(event)
        if (!isVoid(event.id)) {
          for (const change of projectEvent(logged)) writer.apply(change)
          for (const change of received.changesOf(logged)) writer.apply(change)
        }
        arrival = event.arrival
      }
    }
    for (const change of read?.changes ?? []) writer.apply(change)
    if (!isMixed || causal === null) return
    const words = (): Generator<LoggedEvent> => eventsOf(mayHaveWord, isVoid)
    for (const change of settle(words, causal, sha256)) writer.apply(change)
  }

  function* eventsOf(isOfUse: (type: EventType) => boolean, isVoid?: (id: string) => boolean): Generator<LoggedEvent> {
    for (const event of log.iterate()) if (isOfUse(event.type) && isVoid?.(event.id) !== true) yield loggedEvent(event)
  }

  const roleReading = createRoleReading(log, eventsOf)
  const mergeParts = { log, held, sha256, roles, ruling: roleReading.ruling, now: () => options.clock.now(), projectAnew }
  const merge = db.transaction((...[given, note]: Parameters<Store['merge']>) => {
    const result = mergeInto(mergeParts, { events: given.events, seals: checkSeals(given.seals) })
    if (note !== undefined) append([note(result)])
    return result
  })

  const receiveWork = db.transaction(({ payload, seal, acceptAs }: Parameters<Store['receiveWork']>[0]): LoggedEvent => {
    const { device, keyId, publicKey } = seal
    const known = held.keyOf(device)
    if (known !== null && known !== keyId) {
      throw new XunchaError('bad-input', `发件的电脑已用另一把密钥（${known}）登记，任务包没有打开；请与发件人当面核对。`)
    }
    if (held.isRevoked(device, keyId)) {
      throw new XunchaError('bad-input', `发件用的密钥 ${keyId} 已经作废，任务包没有打开；请让发件人用新密钥另发一个。`)
    }
    held.addSeals([seal])
    if (known === null && acceptAs !== null) {
      held.addKey({ keyId, device, name: acceptAs, publicKey, acceptedAt: options.clock.now() })
    }
    const [event] = append([{ type: 'work.received', payload }])
    if (event === undefined) throw new XunchaError('internal', '任务包没有记入日志；请把日志发给维护人员。')
    return event
  })

  const trust = createKeyTrust({ mergeParts, append, now: () => options.clock.now() })
  const acceptKey = db.transaction(trust.acceptKey)
  const replaceKey = db.transaction(trust.replaceKey)
  const ruleManager = db.transaction(trust.ruleManager)

  const rebuild = db.transaction(() => {
    const broken = verifyChain(log.iterate(), sha256)
    if (broken) throw new XunchaError('workspace-damaged', `${broken.message}没有重建；请从备份恢复。`)
    const before = projectionHash(db)
    projectAnew()
    return { before, stateHash: projectionHash(db), events: log.count() }
  })

  // The hash over 100,000 rows takes a second; it is kept until this connection or another one writes.
  const changes = db.prepare<[], { own: number }>('SELECT total_changes() AS own')
  let hashed: { at: string; hash: string } | null = null

  return {
    append: (events) => guarded(() => append.immediate(events)),
    events: (after, limit) => [...log.iterate(after, limit)].map(loggedEvent),
    storedEvents: (after, limit) => [...log.iterate(after, limit)],
    eventCount: () => log.count(),
    verifyLog: () => verifyChain(log.iterate(), sha256),

    registryObjects: (kind) => selectObjects(query, kind),
    registryKeys: (part, by) => selectKeys(query, part, by),
    registryTexts: (kind) => selectTexts(query, kind),
    registryObjectsOf: (keys) => selectObjectsOf(query, keys),
    registryPlaces: (kind, stratum) => selectPlaces(query, kind, stratum),
    registryCounts: () => countObjects(query),
    imports: () => selectImports(query),

    batches: () => selectBatches(query),
    batch: (batchId) => selectBatch(query, batchId),
    targets: (batchId) => selectTargets(query, batchId),
    targetCounts: () => countTargets(query),
    target: (batchId, objectKey) => selectTarget(query, batchId, objectKey),
    stateChanges: (batchId) => selectStateChanges(query, batchId),

    verdicts: (batchId, objectKey) => selectVerdicts(query, batchId, objectKey),
    verdictsOf: (batchId, indicatorId) => selectVerdictsOf(query, batchId, indicatorId),
    findingCountsOf: (batchId, indicatorId) => countFindingsOf(query, batchId, indicatorId),
    settledIndicators: (batchId) => selectSettled(query, batchId),
    findings: (batchId, objectKey) => selectFindings(query, batchId, objectKey),
    finding: (findingId) => selectFinding(query, findingId),
    evidence: (batchId, objectKey) => selectEvidence(query, batchId, objectKey),
    evidenceById: (evidenceId) => selectEvidenceById(query, evidenceId),
    evidenceFile: (hash) => selectEvidenceFile(query, hash),
    annotation: (evidenceId) => selectAnnotation(query, evidenceId),
    foundNumbers: (evidenceId) => selectNumbers(query, evidenceId),
    evidenceCopies: (evidenceId) => selectCopies(query, evidenceId),
    targetsOf: (objectKey, besides) => selectTargetsOf(query, objectKey, besides),
    findingsBy: (inspector, indicatorId, limit) => selectFindingsBy(query, inspector, indicatorId, limit),
    notices: () => selectNotices(query),
    adoptions: (batchId) => selectAdoptions(query, batchId),
    siteColumns: (objectKey) => selectColumns(query, objectKey),
    siteColumn: (columnId) => selectColumn(query, columnId),
    documents: (kind) => selectDocuments(query, kind),
    document: (kind, id) => selectDocument(query, kind, id),

    hints: (batchId, objectKey) => selectHints(query, batchId, objectKey),
    hint: (hintId) => selectHint(query, hintId),
    standingHints: (batchId, objectKey) => selectStandingHints(query, batchId, objectKey),
    hintsTakenInto: (findingId) => selectHintsTakenInto(query, findingId),
    dismissedGrounds: (objectKey) => selectDismissedGrounds(query, objectKey),
    dismissedGround: (ground) => selectDismissedGround(query, ground),
    hintDecisions: () => countDecisions(query),
    dismissalReasons: (limit) => selectReasons(query, limit),
    sweeps: (batchId) => selectSweeps(query, batchId),
    sweepPages: (sweepId, objectKey) => selectSweepPages(query, sweepId, objectKey),
    earlierPage: (objectKey, url, besides) => selectEarlierPage(query, objectKey, url, besides),
    countSweepPages: (sweepId) => countSweepPages(query, sweepId),
    sweptTargets: (sweepId) => selectSweptTargets(query, sweepId),
    watchPlan: (batchId) => selectWatchPlan(query, batchId),
    visits: (batchId, objectKey) => selectVisits(query, batchId, objectKey),
    lastVisits: (batchId) => selectLastVisits(query, batchId),

    devices: () => selectDevices(query),
    roles,
    voidEvents: () => selectVoidEvents(query),
    seals: () => held.seals(),
    keyActs: () => selectKeyActs(query),
    keepSeal: (seal) => guarded(() => held.addSeals([seal])),

    setting: (key) => selectSetting(query, key),
    setSetting: (key, value) => guarded(() => upsertSetting(query, key, value)),

    drafts: (batchId) => selectDrafts(query, batchId),
    saveDraft: (draft) => guarded(() => upsertDraft(query, draft)),
    dropDraft: (draft) => guarded(() => deleteDraft(query, draft)),

    stateHash() {
      const at = `${String(db.pragma('data_version', { simple: true }))}:${changes.get()?.own ?? 0}`
      if (hashed?.at !== at) hashed = { at, hash: projectionHash(db) }
      return hashed.hash
    },
    merge: (given, note) => guarded(() => merge.immediate(given, note)),
    acceptKey: (keyId, name, note) => guarded(() => acceptKey.immediate(keyId, name, note)),
    ruleManager: (ruled) => guarded(() => ruleManager.immediate(ruled)),
    rivals: () => rivalsOf(log, held),
    replaceKey: (replacement) => guarded(() => replaceKey.immediate(replacement)),
    isRevoked: (device, keyId) => held.isRevoked(device, keyId),
    hasEvent: (id) => log.hasEvent(id),
    heads: () => log.lastOfEach(),
    hasForeignWorkOn: (keys) => log.isAboutByOthers(keys, deviceId),
    workPackages: (batchId) => selectWorkPackages(query, batchId),
    assignments: (batchId) => selectAssignments(query, batchId),
    workReceipts: (batchId) => selectWorkReceipts(query, batchId),
    workSenders: (batchId) => selectWorkSenders(query, batchId),
    workSteps: (batchId) => selectWorkSteps(query, batchId),
    receiveWork: (given) => guarded(() => receiveWork.immediate(given)),
    waiting: () => ({
      held: groupsOf(held.events(), standingSeals(held)),
      missing: missingOf(held.events(), held.seals(), log)
    }),
    knownKeys: () => held.keys(),
    conflicts: (batchId) => selectConflicts(query, batchId),
    conflictCount: () => countConflicts(query),
    rulings: (limit) => selectRulings(query, limit),
    eventById(id) {
      const stored = log.find(id)
      return stored === null ? null : loggedEvent(stored)
    },
    evidenceDevices: (batchId, objectKey) => selectEvidenceDevices(query, batchId, objectKey),
    rebuild: () => guarded(() => rebuild.immediate()),
    backup: (target) => writeBackup(db, target),
    close: () => {
      db.close()
    }
  }
}
