import type { Indicator } from './catalogue.ts'
import { canBeAccepted } from './evidence-standing.ts'
import { grouped } from './grouped.ts'
import type { Evidence, Finding, Target } from './inspection.ts'
import { blockKinds, type BlockItem, type Overview, type Standing } from './overview-model.ts'

/** More are counted, not named: nobody walks a list of thousands by hand. */
export const namedBlocks = 100

export interface BlocksInput {
  targets: readonly Target[]
  standingOf: ReadonlyMap<string, Standing>
  /** Indicators put off, by object. */
  pending: ReadonlyMap<string, readonly string[]>
  indicators: readonly Indicator[]
  findings: readonly Finding[]
  evidence: readonly Evidence[]
  /** Whether a capture counts towards what the indicator asks for. */
  stands: (indicator: Indicator, evidence: Evidence) => boolean
}

/** What stands between the batch and its notice, object by object, in the order of the registry. */
export function blocksOf(input: BlocksInput): Overview['blocks'] {
  const { targets, standingOf, pending } = input
  const evidence = new Map(input.evidence.map((each) => [each.id, each]))
  const short = byObject(input.findings.filter((finding) => isShort(finding, evidence, input)))
  const doubtful = byObject(input.findings.filter((finding) => isDoubtful(finding, evidence)))
  const at = (target: Target): Standing => standingOf.get(target.objectKey) ?? 'waiting'
  const open = (target: Target): BlockItem => item(target, [], 1)
  const putOff = (target: Target): BlockItem => item(target, pending.get(target.objectKey) ?? [], 1)
  const ofFindings =
    (found: ReadonlyMap<string, Finding[]>) =>
    (target: Target): BlockItem[] => {
      const own = found.get(target.objectKey)
      return own === undefined ? [] : [item(target, [...new Set(own.map(({ indicatorId }) => indicatorId))], own.length)]
    }
  const items = {
    unsettled: targets.filter((target) => at(target) === 'unsettled').map(putOff),
    pending: targets.filter((target) => target.state !== 'inspected' && pending.has(target.objectKey)).map(putOff),
    'no-evidence': targets.flatMap(ofFindings(short)),
    doubtful: targets.flatMap(ofFindings(doubtful)),
    'in-progress': targets.filter((target) => at(target) === 'in-progress').map(open),
    waiting: targets.filter((target) => at(target) === 'waiting').map(open)
  }
  return blockKinds.map((kind) => ({ kind, total: items[kind].length, items: items[kind].slice(0, namedBlocks) }))
}

function item({ objectKey, object }: Target, indicators: readonly string[], count: number): BlockItem {
  return { objectKey, name: object.name, indicators: [...indicators], count }
}

const byObject = (findings: readonly Finding[]): Map<string, Finding[]> => grouped(findings, ({ objectKey }) => objectKey)

function isShort(
  { indicatorId, evidenceIds }: Finding,
  evidence: ReadonlyMap<string, Evidence>,
  { indicators, stands }: Pick<BlocksInput, 'indicators' | 'stands'>
): boolean {
  const indicator = indicators.find(({ id }) => id === indicatorId)
  if (indicator === undefined) return false
  const standing = [...new Set(evidenceIds)].filter((id) => {
    const each = evidence.get(id)
    // A doubtful picture waits for a person's word: that is another block, not missing evidence.
    return each !== undefined && stands(indicator, { ...each, acceptedBy: each.acceptedBy ?? '' })
  })
  return standing.length < indicator.evidence.captures
}

function isDoubtful({ evidenceIds }: Finding, evidence: ReadonlyMap<string, Evidence>): boolean {
  return evidenceIds.some((id) => {
    const each = evidence.get(id)
    return each !== undefined && canBeAccepted(each)
  })
}
