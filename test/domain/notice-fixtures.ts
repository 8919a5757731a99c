import { readFileSync } from 'node:fs'
import type { Catalogue, Indicator } from '../../electron/domain/catalogue.ts'
import type { Finding, Target } from '../../electron/domain/inspection.ts'
import { parseProfile, type NoticeProfile } from '../../electron/domain/notice-profile.ts'
import type { NoticeBatch } from '../../electron/domain/notice-rows.ts'
import type { ObjectKind } from '../../electron/domain/registry.ts'
import type { ScoreItem, TargetScore } from '../../electron/domain/score.ts'

/** The two annexes of the published notice of Anhui, 2023 third quarter: name, in operation, checked, 存在突出问题. */
export const anhuiSites: readonly [string, number, number, number][] = [
  ['省直厅局', 54, 54, 0],
  ['合肥市', 61, 61, 0],
  ['淮北市', 43, 43, 0],
  ['亳州市', 40, 40, 0],
  ['宿州市', 49, 49, 0],
  ['蚌埠市', 49, 49, 0],
  ['阜阳市', 50, 50, 0],
  ['淮南市', 50, 50, 0],
  ['滁州市', 53, 53, 0],
  ['六安市', 49, 49, 0],
  ['马鞍山市', 48, 48, 0],
  ['芜湖市', 56, 56, 0],
  ['宣城市', 49, 49, 0],
  ['铜陵市', 42, 42, 0],
  ['池州市', 45, 45, 0],
  ['安庆市', 55, 55, 0],
  ['黄山市', 47, 47, 0]
]
export const anhuiAccounts: readonly [string, number, number, number][] = [
  ['省直厅局', 173, 87, 3],
  ['合肥市', 364, 182, 0],
  ['淮北市', 133, 66, 0],
  ['亳州市', 133, 66, 1],
  ['宿州市', 279, 140, 0],
  ['蚌埠市', 173, 86, 0],
  ['阜阳市', 259, 130, 0],
  ['淮南市', 126, 63, 0],
  ['滁州市', 195, 98, 0],
  ['六安市', 145, 72, 0],
  ['马鞍山市', 177, 89, 0],
  ['芜湖市', 180, 90, 0],
  ['宣城市', 244, 122, 0],
  ['铜陵市', 126, 63, 0],
  ['池州市', 167, 83, 0],
  ['安庆市', 226, 113, 0],
  ['黄山市', 216, 108, 1]
]

export function profile(id: string): NoticeProfile {
  const file = new URL(`../../resources/notice-profiles/${id}.json`, import.meta.url)
  return parseProfile(JSON.parse(readFileSync(file, 'utf8')), `${id}.json`)
}

export function indicator(id: string, title: string, more: Partial<Indicator> = {}): Indicator {
  return {
    id,
    group: '内容更新',
    title,
    kind: 'veto',
    rule: `${title}的判定依据`,
    guidance: '查看首页',
    status: 'confirmed',
    source: '测试',
    applies: { portalOnly: false, needsService: false },
    evidence: { captures: 1, onRegisteredHost: true },
    phrase: `${title}{count}处`,
    enabled: true,
    ...more
  }
}

export function catalogue(object: ObjectKind, indicators: Indicator[]): Catalogue {
  return {
    id: `test-${object}`,
    title: '测试指标',
    edition: '2019',
    object,
    frame: { base: null, failBelow: null, bonusAbove: null, bonusCap: null, noService: null },
    indicators
  }
}

export interface MadeObject {
  name: string
  stratum: string
  unit?: string
  unitClass?: string
  platform?: string
  portal?: boolean
  outcome?: 'pass' | 'fail' | 'unsettled'
  score?: string | null
  /** indicator id → findings as [count, points taken]. */
  found?: { indicator: Indicator; count: number; points?: string; description?: string; url?: string }[]
}

/** A batch made of objects as a test writes them; scores say what the test says, the notice only counts. */
export function madeBatch(
  kind: ObjectKind,
  objects: readonly MadeObject[],
  strata: readonly { name: string; frame: number; drawn: number }[],
  indicators: Indicator[] = []
): NoticeBatch {
  const targets: Target[] = []
  const scores: TargetScore[] = []
  const findings: Finding[] = []
  objects.forEach((made, order) => {
    const number = String(order + 1).padStart(5, '0')
    const siteCode = kind === 'site' ? `34000${number}` : null
    const platform = kind === 'account' ? (made.platform ?? '微信') : null
    const key = kind === 'site' ? `site:${siteCode}` : `account:${platform}:id${number}`
    const code = siteCode ?? `${platform}:id${number}`
    const items: ScoreItem[] = []
    for (const found of made.found ?? []) {
      const id = `${key}-${items.length}`
      findings.push({
        id,
        batchId: `batch-${kind}`,
        objectKey: key,
        indicatorId: found.indicator.id,
        count: found.count,
        description: found.description ?? `${made.name}:${found.indicator.title}`,
        location: '首页》政策',
        url: found.url ?? 'http://www.example.gov.cn/zc/',
        observedAt: '2023-08-24T02:20:00.000Z',
        inspector: '张三',
        evidenceIds: []
      })
      items.push({
        indicator: found.indicator.id,
        title: found.indicator.title,
        kind: found.indicator.kind,
        count: found.count,
        unitPoints: found.indicator.unitPoints?.value ?? null,
        cap: null,
        points: found.points ?? '0',
        capHit: false,
        threshold: null,
        reason: '测试',
        findings: [id],
        evidence: [],
        inspectors: ['张三'],
        excluded: []
      })
    }
    targets.push({
      batchId: `batch-${kind}`,
      objectKey: key,
      order,
      state: made.outcome === 'unsettled' ? 'in-progress' : 'inspected',
      inspector: '张三',
      object: {
        key,
        kind,
        name: made.name,
        stratum: made.stratum,
        unit: made.unit ?? `${made.stratum}办公室`,
        siteCode,
        url: kind === 'site' ? 'http://www.example.gov.cn/' : null,
        platform,
        accountId: kind === 'account' ? `id${number}` : null,
        accountType: null,
        unitClass: made.unitClass ?? null,
        isPortal: made.portal ?? false,
        hasService: true,
        status: '在运行',
        notes: {},
        raw: {}
      }
    })
    scores.push({
      id: key,
      code,
      name: made.name,
      unit: made.unit ?? `${made.stratum}办公室`,
      stratum: made.stratum,
      catalogue: { id: 'test', edition: '测试' },
      outcome: made.outcome ?? 'pass',
      vetoes: made.outcome === 'fail' ? items.filter((item) => item.kind === 'veto').map((item) => item.indicator) : [],
      deducted: '0',
      bonus: '0',
      score: made.score ?? null,
      provisional: null,
      grade: null,
      problems: items.length,
      items,
      reasons: []
    })
  })
  return {
    batch: {
      title: kind === 'site' ? '网站检查' : '新媒体抽查',
      period: '2023Q3',
      object: kind,
      frame: strata.reduce((sum, stratum) => sum + stratum.frame, 0),
      drawn: objects.length,
      strataBy: 'stratum',
      strata
    },
    targets,
    scores,
    findings,
    catalogue: catalogue(kind, indicators),
    evidenceLabels: {}
  }
}

export const notUpdated = indicator('M2.1', '内容不更新')

/** Objects so many as the published annex says, the failed ones first in their stratum. */
export function anhuiBatch(kind: ObjectKind): NoticeBatch {
  const rows = kind === 'site' ? anhuiSites : anhuiAccounts
  const objects = rows.flatMap(([stratum, , checked, failed]) =>
    Array.from({ length: checked }, (_, place): MadeObject => {
      const name = `${stratum}${kind === 'site' ? '网站' : '账号'}${place + 1}`
      return place < failed ? { name, stratum, outcome: 'fail', found: [{ indicator: notUpdated, count: 1 }] } : { name, stratum }
    })
  )
  const strata = rows.map(([name, frame, drawn]) => ({ name, frame, drawn }))
  return madeBatch(kind, objects, strata, kind === 'account' ? [notUpdated] : [])
}
