import { hash } from 'node:crypto'
import type { Catalogue, Indicator } from '../../electron/domain/catalogue.ts'
import type { Finding, SampleDesign, Target } from '../../electron/domain/inspection.ts'
import type { Sha256 } from '../../electron/domain/ports.ts'
import type { PlacedObject } from '../../electron/domain/registry.ts'

export const sha256: Sha256 = (data) => hash('sha256', data, 'hex')

export function account(order: number, stratum: string, changes: Partial<PlacedObject> = {}): PlacedObject {
  return {
    key: `account:微信:gh_${order}`,
    kind: 'account',
    name: `账号${order}`,
    stratum,
    unit: `单位${order}`,
    siteCode: null,
    url: null,
    platform: '微信',
    accountId: `gh_${order}`,
    accountType: null,
    unitClass: null,
    isPortal: false,
    hasService: true,
    status: '在运行',
    notes: {},
    raw: {},
    order,
    ...changes
  }
}

export function site(order: number, stratum: string, changes: Partial<PlacedObject> = {}): PlacedObject {
  const siteCode = String(3_400_000_000 + order)
  return account(order, stratum, {
    key: `site:${siteCode}`,
    kind: 'site',
    name: `网站${order}`,
    siteCode,
    url: `https://www.s${order}.gov.cn/`,
    platform: null,
    accountId: null,
    ...changes
  })
}

export function design(changes: Partial<SampleDesign> = {}): SampleDesign {
  return {
    object: 'account',
    size: { by: 'rate', rate: '0.5' },
    total: 'half-up',
    strata: 'stratum',
    seed: '20230823',
    mustInclude: [],
    ...changes
  }
}

/** Objects in strata of the given sizes: `[['甲', 3], ['乙', 2]]`. */
export function frameOf(sizes: readonly (readonly [string, number])[]): PlacedObject[] {
  const objects: PlacedObject[] = []
  for (const [stratum, size] of sizes)
    for (let index = 0; index < size; index += 1) objects.push(account(objects.length, stratum))
  return objects
}

export function target(object: PlacedObject, state: Target['state'] = 'inspected'): Target {
  const { order, ...registered } = object
  return { batchId: 'b1', objectKey: object.key, object: registered, order, state, inspector: '张三' }
}

export function finding(id: string, object: PlacedObject, indicatorId: string, count = 1): Finding {
  return {
    id,
    batchId: 'b1',
    objectKey: object.key,
    indicatorId,
    count,
    description: '栏目长期未更新',
    location: '首页》政务公开',
    url: object.url ?? '',
    observedAt: '2023-08-23T02:20:00.000Z',
    inspector: '张三',
    evidenceIds: []
  }
}

const confirmed = <T>(value: T) => ({ value, status: 'confirmed' as const, source: '测试依据' })

export function indicator(id: string, kind: Indicator['kind'], changes: Partial<Indicator> = {}): Indicator {
  return {
    id,
    group: '组',
    title: `指标${id}`,
    kind,
    rule: '规则',
    method: '方法',
    guidance: '说明',
    status: 'confirmed',
    source: '测试依据',
    applies: { portalOnly: kind !== 'veto', needsService: false },
    evidence: { captures: 1, onRegisteredHost: true },
    phrase: '{count}处',
    enabled: true,
    ...changes
  }
}

/** National frame with a few items of each kind: veto V (5), deductions A (1, cap 10), S (service, 0.1), X (unit 1), bonus B (5, cap 20) and C (3). */
export function catalogue(indicators?: Indicator[]): Catalogue {
  return {
    id: 'test-site',
    title: '测试指标',
    edition: '测试',
    object: 'site',
    frame: {
      base: confirmed('100'),
      failBelow: confirmed('60'),
      bonusAbove: confirmed('80'),
      bonusCap: confirmed('30'),
      noService: confirmed({ max: '75', numerator: 4, denominator: 3 })
    },
    indicators: indicators ?? [
      indicator('V', 'veto', { threshold: confirmed(5) }),
      indicator('V1', 'veto'),
      indicator('A', 'deduction', { unitPoints: confirmed('1'), cap: confirmed('10') }),
      indicator('S', 'deduction', { unitPoints: confirmed('0.1'), applies: { portalOnly: true, needsService: true } }),
      indicator('X', 'deduction', { unitPoints: confirmed('0.1') }),
      indicator('B', 'bonus', { unitPoints: confirmed('5'), cap: confirmed('20') }),
      indicator('C', 'bonus', { unitPoints: confirmed('3') })
    ]
  }
}
