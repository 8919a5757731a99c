import type { TargetDetail } from '../../../electron/contract/checking.ts'
import type { GuideStep } from '../../components/guide.ts'

/** What the person did to an object between the first look at it and now. */
export function actsOf(first: TargetDetail, now: TargetDetail): GuideStep[] {
  const acts: GuideStep[] = []
  const isGiven = Object.entries(now.verdicts).some(([id, verdict]) => verdict !== 'fail' && first.verdicts[id] !== verdict)
  if (isGiven) acts.push('verdict')
  const known = new Set([...first.evidence, ...first.findings].map(({ id }) => id))
  if (now.evidence.some(({ id }) => !known.has(id))) acts.push('capture')
  if (now.findings.some(({ id }) => !known.has(id))) acts.push('finding')
  if (first.target.state !== 'inspected' && now.target.state === 'inspected') acts.push('complete')
  return acts
}
