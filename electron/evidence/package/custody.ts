import { z } from 'zod'
import { canonicalJson } from '../../domain/canonical-json.ts'
import type { PackedEvent } from './events.ts'

/** Which evidence a package is about. */
export interface Scope {
  batchId: string
  /** Object keys; null for all of the batch. */
  targets: readonly string[] | null
}

const capturedSchema = z.object({
  id: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  batchId: z.string(),
  objectKey: z.string(),
  files: z.array(z.object({ name: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.number() }))
})
export type CapturedEvidence = z.infer<typeof capturedSchema>

/** The evidence that the event brought in, where it is one of the package's. */
export function capturedIn(
  { type, payload }: Pick<PackedEvent, 'type' | 'payload'>,
  { batchId, targets }: Scope
): CapturedEvidence | null {
  if (type !== 'evidence.captured') return null
  const read = capturedSchema.safeParse(payload)
  if (!read.success || read.data.batchId !== batchId) return null
  return targets === null || targets.includes(read.data.objectKey) ? read.data : null
}

const acts: Readonly<Record<string, string>> = {
  'evidence.captured': '取证并存入',
  'evidence.accepted': '确认可作证据',
  'evidence.numbers-found': '标出号码',
  'evidence.annotated': '加标注',
  'evidence.copy-exported': '导出带标注的副本',
  'evidence.archive-exported': '导出网页存档',
  'evidence.sheet-exported': '打印取证单',
  'evidence.viewed': '查看原图',
  'package.made': '做成证据包',
  'package.verified': '核验证据包',
  'package.merged': '合并证据包',
  'unit-packet.exported': '交给主办单位的材料',
  'finding.recorded': '作为问题的证据',
  'finding.edited': '修改所证明的问题'
}

/** Reads the log once and gives what happened to the package's evidence, one line an act, for people to read. */
export function createCustody(scope: Scope): { line(event: PackedEvent): string | null } {
  const ours = new Set<string>()
  return {
    line(event) {
      const { type, payload, device, seq, time, author, hash } = event
      const act = acts[type]
      if (act === undefined) return null
      const captured = capturedIn(event, scope)
      if (captured !== null) ours.add(captured.id)
      if (type.startsWith('package.')) return isOfScope(payload, scope) ? packageLine(event, act) : null
      const evidence = named(payload).filter((id) => ours.has(id))
      if (evidence.length === 0 || (type === 'evidence.captured' && captured === null)) return null
      const files = captured === null ? {} : { files: captured.files.map(({ name, sha256 }) => ({ name, sha256 })) }
      const finding = type.startsWith('finding.') ? { finding: payload['id'] } : {}
      return `${canonicalJson({ act, author, device, event: type, evidence, hash, seq, time, ...files, ...finding })}\n`
    }
  }
}

/** Of another package of the batch all that can be said is which objects it was made of. */
function isOfScope({ batchId, objectKeys }: PackedEvent['payload'], scope: Scope): boolean {
  if (batchId !== scope.batchId) return false
  return scope.targets === null || !Array.isArray(objectKeys) || scope.targets.some((key) => objectKeys.includes(key))
}

function packageLine({ type, payload, device, seq, time, author, hash }: PackedEvent, act: string): string {
  const { sha256, ok } = payload
  const verdict = type === 'package.verified' ? { ok } : {}
  return `${canonicalJson({ act, author, device, event: type, hash, package: sha256, seq, time, ...verdict })}\n`
}

/** Ids of evidence in a payload, wherever its event keeps them. */
function named({ id, evidenceId, evidenceIds }: PackedEvent['payload']): string[] {
  const all = [evidenceId, ...(Array.isArray(evidenceIds) ? evidenceIds : [id])]
  return [...new Set(all.filter((one) => typeof one === 'string'))]
}
