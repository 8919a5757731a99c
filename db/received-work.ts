import type Database from 'better-sqlite3'
import type { WorkBase } from '../electron/domain/work-excerpt.ts'
import type { RowChange } from '../electron/events/rows.ts'
import type { LoggedEvent } from '../electron/events/types.ts'
import { excerptRows, takenBackRows, type Here, type TakenBack } from '../electron/events/work-rows.ts'
import type { EventLog } from './log.ts'

export interface ReceivedWork {
  /** What an opened work package brings besides its own row; nothing where the events it stands for are in the log. */
  changesOf(event: LoggedEvent): RowChange[]
}

interface Touch {
  device: string
  seq: number
  objectKey: string | null
  gone: string | null
}

/** Applies excerpts to the rows as they stand when the event's turn comes, at first and at every rebuild alike. */
export function createReceivedWork(db: Database.Database, log: EventLog): ReceivedWork {
  // Only what names an object or takes something away says whether somebody worked on a target.
  const touches = db.prepare<[string], Touch>(
    `SELECT device, seq, json_extract(payload, '$.objectKey') AS objectKey,
       CASE type WHEN 'finding.withdrawn' THEN json_extract(payload, '$.findingId')
                 WHEN 'column.removed' THEN json_extract(payload, '$.columnId') END AS gone
     FROM events WHERE arrival < (SELECT arrival FROM events WHERE id = ?)
       AND type NOT IN ('registry.imported', 'registry.objects-changed', 'batch.opened', 'batch.targets-drawn', 'work.received',
         'batch.catalogue-adopted', 'office.document-saved', 'visits.recorded')`
  )
  const earlier = db
    .prepare<[string, string, string], string>(
      `SELECT DISTINCT json_extract(one.value, '$.object.key') FROM events, json_each(payload, '$.excerpt.targets') AS one
       WHERE events.type = 'work.received' AND events.device = ? AND arrival < (SELECT arrival FROM events WHERE events.id = ?)
         AND json_extract(payload, '$.excerpt.batch.batchId') = ? ORDER BY 1`
    )
    .pluck()
  // Of others wherever they stand in the order: they come by merging alone, and then every row is made anew.
  const ofOthers = db
    .prepare<[string, string], string>(
      `SELECT json_extract(one.value, '$.object.key') FROM
         (SELECT payload, max(seq) FROM events WHERE type = 'work.received' AND device <> ?
            AND json_extract(payload, '$.excerpt.batch.batchId') = ? GROUP BY device) AS last,
         json_each(last.payload, '$.excerpt.targets') AS one`
    )
    .pluck()
  const touchedByOthers = db
    .prepare<[string], string | null>(
      `SELECT DISTINCT json_extract(payload, '$.objectKey') FROM events WHERE device <> ? AND type <> 'work.received'`
    )
    .pluck()
  const isOpenedHere = db
    .prepare<[string, string], number>(
      `SELECT count(*) FROM events WHERE type = 'batch.opened' AND json_extract(payload, '$.batchId') = ?
         AND arrival < (SELECT arrival FROM events WHERE id = ?)`
    )
    .pluck()
  const list = (table: 'verdicts' | 'findings' | 'evidence', column: string) =>
    db
      .prepare<[string, string], string>(`SELECT ${column} FROM ${table} WHERE batch_id = ? AND object_key = ? ORDER BY 1`)
      .pluck()
  const verdicts = list('verdicts', 'indicator_id')
  const findings = list('findings', 'id')
  const evidence = list('evidence', 'id')
  const target = db.prepare<[string, string], number>('SELECT 1 FROM targets WHERE batch_id = ? AND object_key = ?').pluck()
  const column = db.prepare<[string], number>('SELECT 1 FROM site_columns WHERE id = ?').pluck()
  const others = db
    .prepare<[string, string], number>('SELECT count(*) FROM targets WHERE object_key = ? AND batch_id <> ?')
    .pluck()

  return {
    changesOf(event) {
      if (event.type !== 'work.received') return []
      const { base, excerpt } = event.payload
      if (log.hashAt(base.device, base.seq) === base.hash) return []
      const all = touches.all(event.id)
      const unknown = all.filter(({ device, seq }) => seq > knownOf(base, device))
      const newer = new Set(unknown.map(({ objectKey }) => objectKey))
      const removed = new Set(unknown.map(({ gone }) => gone))
      const here: Here = {
        isNewer: (objectKey) => newer.has(objectKey),
        isRemoved: (id) => removed.has(id),
        hasTarget: (batchId, objectKey) => target.get(batchId, objectKey) !== undefined,
        hasColumn: (columnId) => column.get(columnId) !== undefined,
        verdictsOf: (batchId, objectKey) => verdicts.all(batchId, objectKey),
        findingsOf: (batchId, objectKey) => findings.all(batchId, objectKey)
      }
      const { batchId } = excerpt.batch
      const sent = new Set(excerpt.targets.map(({ object }) => object.key))
      const { device } = event
      // A batch whose own opening is in the log is not here by excerpts alone: its targets are no leftovers.
      const left = (isOpenedHere.get(batchId, event.id) ?? 0) > 0 ? [] : earlier.all(device, event.id, batchId)
      const stays = new Set([...sent, ...all.map(({ objectKey }) => objectKey)])
      if (left.length > 0) for (const one of [ofOthers.all(device, batchId), touchedByOthers.all(device)].flat()) stays.add(one)
      const takenBack = left
        .filter((objectKey) => !stays.has(objectKey) && here.hasTarget(batchId, objectKey))
        .map((objectKey): TakenBack => ({
          objectKey,
          verdicts: verdicts.all(batchId, objectKey),
          findings: findings.all(batchId, objectKey),
          evidence: evidence.all(batchId, objectKey),
          isElsewhere: (others.get(objectKey, batchId) ?? 0) > 0
        }))
      return [...takenBack.flatMap((one) => takenBackRows(batchId, one)), ...excerptRows(event.payload, here)]
    }
  }
}

/** How far the sender knew a device's chain. */
const knownOf = ({ heads }: WorkBase, device: string): number => heads.find((head) => head.device === device)?.seq ?? 0
