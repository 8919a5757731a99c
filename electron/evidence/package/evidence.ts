import { z } from 'zod'
import type { PackageManifest, PackageProblem } from '../../domain/evidence-package.ts'
import { prettyValue } from './canonical.ts'
import { capturedIn, createCustody, type Scope } from './custody.ts'
import type { PackedEvent } from './events.ts'
import { namedHash } from './paths.ts'

const openedSchema = z.object({ batchId: z.string(), title: z.string(), period: z.string() })
const receivedSchema = z.object({ excerpt: z.object({ batch: openedSchema }) })
const captureSchema = z.object({ evidence: z.string(), batch: z.string() })

/** The log against what lies beside it: evidence it speaks of, sheets, the readable extract. Call only where the log is whole. */
export function checkEvidence(
  manifest: PackageManifest,
  events: readonly PackedEvent[],
  texts: ReadonlyMap<string, string>
): PackageProblem[] {
  const { batch } = manifest
  const scope: Scope = { batchId: batch.id, targets: batch.targets }
  const problems = checkBatch(batch, events)
  const present = new Map(manifest.files.map(({ path, size }) => [namedHash(path) ?? path, { path, size }]))
  const expected = new Set<string>()
  const custody = createCustody(scope)
  let custodyText = ''
  for (const event of events) {
    custodyText += custody.line(event) ?? ''
    const captured = capturedIn(event, scope)
    if (captured === null) continue
    for (const { sha256, size, name } of captured.files) {
      const file = present.get(sha256)
      expected.add(sha256)
      if (file === undefined) {
        problems.push({
          file: `evidence/${sha256}`,
          kind: 'evidence',
          message: `日志里取到的证据“${name}”不在包里（${sha256.slice(0, 12)}…）。`
        })
      } else if (file.size !== size) {
        problems.push({ file: file.path, kind: 'evidence', message: `“${file.path}”的大小与日志里记的不同。` })
      }
    }
    for (const path of [`captures/${captured.id}/capture.json`, `captures/${captured.id}/environment.json`]) {
      expected.add(path)
      problems.push(...checkSheet(path, texts.get(path), { evidence: captured.id, batch: batch.id }))
    }
  }
  for (const [key, { path }] of present) {
    if (!/^(?:evidence|captures)\//.test(path) || expected.has(key)) continue
    problems.push({ file: path, kind: 'evidence', message: `“${path}”不属于这次检查：日志里没有它。` })
  }
  const extract = texts.get('custody.jsonl')
  if (extract !== undefined && extract !== custodyText) {
    problems.push({ file: 'custody.jsonl', kind: 'evidence', message: '保管记录与日志不一致：被改动过。' })
  }
  return problems
}

/** The batch opened in the log; or handed to the device, which never had its opening, by a work package. */
function checkBatch(batch: PackageManifest['batch'], events: readonly PackedEvent[]): PackageProblem[] {
  const opened = events
    .flatMap(({ type, payload }) => {
      if (type === 'batch.opened') return openedSchema.safeParse(payload).data ?? []
      return type === 'work.received' ? (receivedSchema.safeParse(payload).data?.excerpt.batch ?? []) : []
    })
    .find(({ batchId }) => batchId === batch.id)
  if (opened?.title === batch.title && opened.period === batch.period) return []
  return [{ file: 'manifest.json', kind: 'batch', message: '清单写的抽查批次与日志里的不同：不是这个批次的证据包。' }]
}

function checkSheet(path: string, text: string | undefined, of: { evidence: string; batch: string }): PackageProblem[] {
  if (text === undefined) return [{ file: path, kind: 'evidence', message: `“${path}”缺失：日志里有这份证据。` }]
  const read = captureSchema.safeParse(prettyValue(text))
  if (!read.success) return [{ file: path, kind: 'format', message: `“${path}”不是规定的写法（例如有重复的项）。` }]
  if (read.data.evidence === of.evidence && read.data.batch === of.batch) return []
  return [{ file: path, kind: 'evidence', message: `“${path}”说的是另一份证据。` }]
}
