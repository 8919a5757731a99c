import type { Indicator } from '../domain/catalogue.ts'
import { XunchaError } from '../domain/errors.ts'
import type { CaptureFault, Evidence, Target } from '../domain/inspection.ts'

/** The picture itself is not right: it can never stand. */
const neverStands: readonly CaptureFault[] = ['cut', 'repeated-tiles']
/**
 * Right as a picture, but of another site than the registered one. A page that did not open (`load-failed`) does stand:
 * that it does not open may be the very finding.
 */
const notOfTheSite: readonly CaptureFault[] = ['wrong-host']

const faultNames: Readonly<Record<CaptureFault, string>> = {
  blank: '空白',
  'single-colour': '单色',
  cut: '不完整',
  'repeated-tiles': '有重复',
  'unloaded-images': '有未载入的图片',
  'wrong-host': '不是登记的网站',
  'load-failed': '页面没有打开',
  'page-changed': '取证时页面有变化'
}

/**
 * Refuses a finding whose evidence is short of what its indicator asks for, is older than the batch where it must not be,
 * or is not of this target.
 */
export function assertEvidence(
  indicator: Indicator,
  target: Target,
  given: readonly Evidence[],
  { openedAt }: { openedAt: string }
): void {
  const foreign = given.find(({ batchId, objectKey }) => batchId !== target.batchId || objectKey !== target.objectKey)
  if (foreign) throw new XunchaError('unknown-evidence', '所选证据不属于这个检查对象；请从该对象的证据中选择。')
  const { captures, onRegisteredHost, newerThanBatch = false } = indicator.evidence
  const refused = onRegisteredHost ? [...neverStands, ...notOfTheSite] : neverStands
  // A file that came with an imported finding bears the finding's own time.
  const isOld = ({ capturedAt }: Evidence): boolean => newerThanBatch && Date.parse(capturedAt) < Date.parse(openedAt)
  const standing = given.filter((each) => !isOld(each) && !each.quality.some((fault) => refused.includes(fault)))
  if (standing.length >= captures) return
  const faults = [...new Set(given.flatMap(({ quality }) => quality.filter((fault) => refused.includes(fault))))]
  const old = given.filter(isOld).length
  const why = [
    faults.length === 0 ? '' : `，所选截图${faults.map((fault) => faultNames[fault]).join('、')}，不能作证据`,
    old === 0 ? '' : `，其中 ${old} 份早于批次建立，本项须在批次建立之后取证`
  ].join('')
  throw new XunchaError(
    'evidence-missing',
    `指标 ${indicator.id} 判不合格至少要有 ${captures} 份证据，现有 ${standing.length} 份${why}；请先取证再保存问题。`
  )
}
