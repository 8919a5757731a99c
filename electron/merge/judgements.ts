import { canonicalJson } from '../domain/canonical-json.ts'
import { saysAbsent } from '../domain/rules/absence.ts'
import { locationKey, urlKey } from '../domain/rules/faults.ts'
import type { Finding, TargetState, Verdict } from '../domain/inspection.ts'
import type { HintState } from '../domain/stored-hint.ts'
import { itemParts } from './items.ts'

/** Every field of a finding that is merged by itself; `present`: it stands, or was withdrawn. */
export const findingFields = [
  'present',
  'batchId',
  'objectKey',
  'indicatorId',
  'count',
  'description',
  'location',
  'url',
  'observedAt',
  'inspector',
  'evidenceIds'
] as const
export type FindingField = (typeof findingFields)[number]

/** What of a value decides the score, as comparable text: two versions with the same are no conflict. */
export function judgementOf(item: string, value: unknown): string {
  const [kind, , field] = itemParts(item)
  switch (kind) {
    case 'verdict':
      return value === null ? 'none' : (value as { verdict: Verdict }).verdict
    case 'target':
      return (value as { state: TargetState }).state
    case 'edition':
      return (value as { catalogueHash: string }).catalogueHash
    case 'hint': {
      const { state, findingId } = value as { state: HintState; findingId: string | null }
      return canonicalJson([state === 'remembered' ? 'dismissed' : state, findingId])
    }
    case 'finding':
      return fieldJudgement(field as FindingField, value)
    // Nothing of these is counted anywhere: the last one stands, the others stay in the log.
    case 'ground':
    case 'column':
    case 'document':
      return ''
  }
}

function fieldJudgement(field: FindingField, value: unknown): string {
  switch (field) {
    case 'description':
      return String(saysAbsent({ description: String(value).normalize('NFC') } satisfies Pick<Finding, 'description'>))
    case 'location':
      return locationKey(String(value))
    case 'url':
      return urlKey(String(value).normalize('NFC'))
    case 'observedAt':
    case 'inspector':
    case 'evidenceIds':
      return ''
    default:
      return canonicalJson(value).normalize('NFC')
  }
}
