import { readFileSync } from 'node:fs'
import { applyDecisions } from '../../../electron/domain/apply-decisions.ts'
import { catalogueSchema, type Catalogue, type Indicator } from '../../../electron/domain/catalogue.ts'
import type { Finding, Target, Verdict } from '../../../electron/domain/inspection.ts'
import type { DecisionRequest } from '../../../electron/domain/number-decision.ts'
import { applyOverlay } from '../../../electron/domain/overlay-apply.ts'
import { overlaySchema } from '../../../electron/domain/overlay.ts'
import type { PlacedObject } from '../../../electron/domain/registry.ts'
import type { ScoreItem, TargetScore } from '../../../electron/domain/score.ts'
import { scoreTarget } from '../../../electron/domain/scoring.ts'
import { account, indicator, site, target } from '../domain-fixtures.ts'

const read = (id: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/catalogues/${id}.json`, import.meta.url), 'utf8'))
const shipped = (id: string): Catalogue => catalogueSchema.parse(read(id))

/** A shipped local plan laid over its base. */
export const plan = (base: Catalogue, id: string): Catalogue => applyOverlay(base, overlaySchema.parse(read(`overlays/${id}`)))

/** The editions as shipped. */
export const sites = shipped('national-2019-site')
export const accounts = shipped('national-2019-account')
export const regulators = shipped('national-2019-regulator')

export const sure = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '测试依据' })

/** The edition after the office's decision on an item (批次向导). */
export function decided(catalogue: Catalogue, decision: DecisionRequest): Catalogue {
  return applyDecisions(catalogue, [{ ...decision, by: '王主任', at: '2023-08-01T01:00:00.000Z' }])
}

/** An item of the edition as the rule text has it. */
export function itemOf(catalogue: Catalogue, id: string): Indicator {
  const found = catalogue.indicators.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no item ${id} in ${catalogue.id}`)
  return found
}

/** The edition with some items changed. */
export function changed(catalogue: Catalogue, changes: Record<string, Partial<Indicator>>): Catalogue {
  for (const id of Object.keys(changes)) itemOf(catalogue, id)
  return { ...catalogue, indicators: catalogue.indicators.map((each) => ({ ...each, ...changes[each.id] })) }
}

/** The edition's frame with one deduction item D9.1 of `unit` without cap, and one bonus item B9.1 of one point: any sum can be reached. */
export function bare(catalogue: Catalogue, unit: string, frame: Partial<Catalogue['frame']> = {}): Catalogue {
  return {
    ...catalogue,
    frame: { ...catalogue.frame, ...frame },
    indicators: [
      indicator('W9.1', 'veto'),
      indicator('D9.1', 'deduction', { unitPoints: sure(unit) }),
      indicator('B9.1', 'bonus', { unitPoints: sure('1') })
    ]
  }
}

export const portal = site(1, '市直', { isPortal: true })
export const department = site(2, '市直')
export const portalWithoutService = site(3, '市直', { isPortal: true, hasService: false })
export const wechat = account(4, '市直', { accountType: '发布类' })

export interface Found {
  id: string
  count?: number
  location?: string
  url?: string
  description?: string
  evidenceIds?: string[]
  inspector?: string
}

export function findingsOf(object: PlacedObject, found: readonly Found[]): Finding[] {
  return found.map(
    ({ id, count = 1, location = '', url = '', description = '问题', evidenceIds = [], inspector = '张三' }, index) => ({
      id: `f${index}`,
      batchId: 'b1',
      objectKey: object.key,
      indicatorId: id,
      count,
      description,
      location,
      url,
      observedAt: '2023-08-23T02:20:00.000Z',
      inspector,
      evidenceIds
    })
  )
}

export interface Case {
  object?: PlacedObject
  state?: Target['state']
  verdicts?: Record<string, Verdict>
}

export function scored(
  catalogue: Catalogue,
  found: readonly Found[],
  { object = portal, state = 'inspected', verdicts = {} }: Case = {}
): TargetScore {
  return scoreTarget({ catalogue, target: target(object, state), verdicts, findings: findingsOf(object, found) })
}

export function itemScore(score: TargetScore, id: string): ScoreItem {
  const item = score.items.find((each) => each.indicator === id)
  if (item === undefined) throw new Error(`no item ${id} in the score`)
  return item
}
