import { canonicalJson } from '../domain/canonical-json.ts'
import type { Finding } from '../domain/inspection.ts'
import type { RowChange } from '../events/rows.ts'
import type { LoggedEvent } from '../events/types.ts'
import type { Causality } from './causality.ts'
import { conflictRow } from './conflict.ts'
import { itemKey, itemParts } from './items.ts'
import { findingFields, type FindingField } from './judgements.ts'
import { createRegister, type ConflictNamer, type Register, type Ruling, type Version } from './register.ts'

/**
 * One finding, field by field. An edit holds the whole finding: the fields it changed are those that differ from what its
 * writer saw, so that two people who change different fields both have their way.
 */
export function createFindingRegister(subject: string, causal: Causality, nameOf: ConflictNamer) {
  const [, id = ''] = itemParts(subject)
  const fieldItem = (field: FindingField): string => itemKey('finding', id, field)
  const registers = new Map<FindingField, Register>(
    findingFields.map((field) => [field, createRegister(fieldItem(field), causal, nameOf)])
  )
  const of = (field: FindingField): Register => registers.get(field) ?? createRegister(fieldItem(field), causal, nameOf)

  function write({ event, device, value }: { event: string; device: string; value: unknown }): void {
    const finding = value as Finding | null
    const known = (other: string): boolean => causal.isBefore(other, event)
    const present = of('present')
    const wasThere = present.isOpen(known) || present.value(known) === true
    present.write({ event, device, value: finding !== null })
    if (finding === null) return
    for (const field of findingFields) {
      if (field === 'present') continue
      const own = finding[field]
      const seen = shown(of(field), known)
      if (!wasThere || canonicalJson(own) !== canonicalJson(seen ?? null))
        of(field).write({ event, device, value: own }, !wasThere)
    }
  }

  /** Where everybody began with a text of their own there is no base: the last one then. */
  const shown = (register: Register, known?: (event: string) => boolean): unknown =>
    register.value(known) ?? register.standing(known).at(-1)?.value

  function changes(events: ReadonlyMap<string, LoggedEvent>): RowChange[] {
    const present = of('present')
    const row = Object.fromEntries(
      findingFields.flatMap((field) => (field === 'present' ? [] : [[field, shown(of(field))]]))
    ) as Omit<Finding, 'id'>
    const conflictOf = (field: FindingField): RowChange[] => {
      const register = of(field)
      if (!register.isOpen()) return []
      const place = {
        batchId: of('batchId').isOpen() ? null : row.batchId,
        objectKey: of('objectKey').isOpen() ? null : row.objectKey,
        indicatorId: of('indicatorId').isOpen() ? null : row.indicatorId
      }
      return [conflictRow(fieldItem(field), register.standing(), register.value() ?? null, { place, events, nameOf })]
    }
    if (!present.isOpen() && present.value() === false) return [{ table: 'findings', op: 'delete', key: { id } }]
    return [{ table: 'findings', op: 'upsert', row: { id, ...row } }, ...findingFields.flatMap(conflictOf)]
  }

  return {
    write,
    rule(item: string, ruling: Ruling): void {
      const [, , field = 'present'] = itemParts(item)
      registers.get(field as FindingField)?.rule(ruling)
    },
    choices(item: string, conflictId: string): readonly Version[] {
      const [, , field = 'present'] = itemParts(item)
      return registers.get(field as FindingField)?.choices(conflictId) ?? []
    },
    changes
  }
}
