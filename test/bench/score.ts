import { Bench } from 'tinybench'
import type { Catalogue } from '../../electron/domain/catalogue.ts'
import type { Finding, Target, Verdict } from '../../electron/domain/inspection.ts'
import { scoreTarget, summarise } from '../../electron/domain/scoring.ts'
import { loadCatalogues } from '../../electron/intake/load-catalogues.ts'
import { placedObjects } from './draw.ts'
import type { Part } from './figure.ts'
import { resourcesDir } from './paths.ts'

const batchId = 'bench'
const observedAt = '2026-11-20T02:00:00.000Z'

export interface Checked {
  catalogue: Catalogue
  targets: Target[]
  findings: Map<string, Finding[]>
}

/** So many inspected portals, each with four findings spread over the enabled indicators. */
export function checkedTargets(count: number): Checked {
  const catalogue = loadCatalogues(resourcesDir).find((entry) => entry.id === 'national-2019-site')
  if (!catalogue) throw new Error('national-2019-site is not shipped')
  const indicators = catalogue.indicators.filter((indicator) => indicator.enabled)
  const objects = placedObjects(count * 4)
    .filter((object) => object.siteCode !== null)
    .slice(0, count)
  const findings = new Map<string, Finding[]>()
  const targets = objects.map((object, order): Target => {
    const { key } = object
    findings.set(
      key,
      Array.from({ length: 4 }, (_, index) => ({
        id: `${key}/${index}`,
        batchId,
        objectKey: key,
        indicatorId: indicators[(order * 7 + index * 3) % indicators.length]?.id ?? '',
        count: 1 + (index % 2),
        description: '栏目超过规定期限未更新',
        location: '首页》政策》政策解读',
        url: object.url ?? '',
        observedAt,
        inspector: '检查员甲',
        evidenceIds: []
      }))
    )
    return {
      batchId,
      objectKey: key,
      object: { ...object, kind: 'site', isPortal: true },
      order,
      state: 'inspected',
      inspector: '检查员甲'
    }
  })
  return { catalogue, targets, findings }
}

export const score: Part = async () => {
  const { catalogue, targets, findings } = checkedTargets(5_000)
  const verdicts: Record<string, Verdict> = {}
  const bench = new Bench({ time: 0, iterations: 7, warmupTime: 0, warmupIterations: 2, retainSamples: true })
  let checked = 0
  bench.add('score', () => {
    const scores = targets.map((target) =>
      scoreTarget({ catalogue, target, verdicts, findings: findings.get(target.objectKey) ?? [] })
    )
    checked = summarise(scores).checked
  })
  await bench.run()
  const { result } = bench.tasks[0] ?? {}
  if (result?.state !== 'completed') throw new Error(`score did not complete: ${result?.state}`)
  return [
    {
      part: 'score',
      what: `score of ${checked} targets, 4 findings each`,
      value: result.latency.p50,
      unit: 'ms',
      aim: { most: 1_000 }
    }
  ]
}
