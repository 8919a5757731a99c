import type { Indicator } from '../domain/catalogue.ts'
import { XunchaError } from '../domain/errors.ts'
import { isDoubtful, neverStands, notOfTheSite } from '../domain/evidence-standing.ts'
import type { CaptureFault, Evidence, Target } from '../domain/inspection.ts'

const faultNames: Readonly<Record<CaptureFault, string>> = {
  blank: '空白',
  'single-colour': '单色',
  cut: '不完整',
  'repeated-tiles': '有重复',
  torn: '拼接处对不上',
  'unloaded-images': '有未载入的图片',
  'wrong-host': '不是登记的网站',
  'load-failed': '页面没有打开',
  'page-changed': '取证时页面有变化',
  'still-loading': '页面还在载入',
  'login-wall': '拍到的是登录页',
  'environment-wall': '拍到的是“环境异常”验证页',
  'captcha-wall': '拍到的是验证码页',
  blocked: '拍到的是拒绝访问页'
}

const refusedFaults = ({ evidence }: Indicator): readonly CaptureFault[] =>
  evidence.onRegisteredHost ? [...neverStands, ...notOfTheSite] : neverStands

interface Opening {
  openedAt: string
}

/** A file that came with an imported finding bears the finding's own time. */
const isTooOld = ({ evidence }: Indicator, { capturedAt }: Evidence, { openedAt }: Opening): boolean =>
  evidence.newerThanBatch === true && Date.parse(capturedAt) < Date.parse(openedAt)

/** Whether a capture counts towards what the indicator asks for. */
export function standsFor(indicator: Indicator, evidence: Evidence, batch: Opening): boolean {
  return !isTooOld(indicator, evidence, batch) && faultsAgainst(indicator, evidence).length === 0
}

/** What keeps a capture from counting: faults that never stand, and doubts that no person has taken upon themselves. */
function faultsAgainst(indicator: Indicator, { quality, acceptedBy }: Evidence): CaptureFault[] {
  const refused = refusedFaults(indicator)
  return quality.filter((fault) => refused.includes(fault) || (acceptedBy === undefined && isDoubtful(fault)))
}

/**
 * Refuses a finding whose evidence is short of what its indicator asks for, is older than the batch where it must not be,
 * or is not of this target.
 */
export function assertEvidence(indicator: Indicator, target: Target, given: readonly Evidence[], batch: Opening): void {
  const foreign = given.find(({ batchId, objectKey }) => batchId !== target.batchId || objectKey !== target.objectKey)
  if (foreign) throw new XunchaError('unknown-evidence', '所选证据不属于这个检查对象；请从该对象的证据中选择。')
  const { captures } = indicator.evidence
  const refused = refusedFaults(indicator)
  const standing = given.filter((each) => standsFor(indicator, each, batch))
  if (standing.length >= captures) return
  const faults = [...new Set(given.flatMap((each) => faultsAgainst(indicator, each)))]
  const old = given.filter((each) => isTooOld(indicator, each, batch)).length
  const why = [
    faults.length === 0 ? '' : `，所选截图${faults.map((fault) => faultNames[fault]).join('、')}，${whatHelps(faults, refused)}`,
    old === 0 ? '' : `，其中 ${old} 份早于批次建立，本项须在批次建立之后取证`
  ].join('')
  throw new XunchaError(
    'evidence-missing',
    `指标 ${indicator.id} 判不合格至少要有 ${captures} 份证据，现有 ${standing.length} 份${why}；请先取证再保存问题。`
  )
}

/** A doubtful picture stands once a person has said so; a wrong one never does. */
const whatHelps = (faults: readonly CaptureFault[], refused: readonly CaptureFault[]): string =>
  faults.some((fault) => refused.includes(fault)) ? '不能作证据' : '确认“仍作证据”之前不算'
