import { basename, join, resolve } from 'node:path'
import type { MergeResult } from '../../db/merge.ts'
import type { Output } from '../contract/index.ts'
import type { mergeProcedures } from '../contract/merge.ts'
import { XunchaError } from '../domain/errors.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { BackendContext, Feature } from './context.ts'

type Merged = Output<'merge.packages'>

export function mergeFeature(
  ctx: BackendContext,
  evidence: EvidenceStore,
  backupsDir: string
): Feature<keyof typeof mergeProcedures> {
  const { store } = ctx

  function merged(result: MergeResult): Merged {
    ctx.emit('workspace.changed', {
      topics: [
        'registry',
        'batches',
        'targets',
        'findings',
        'evidence',
        'notices',
        'columns',
        'office',
        'hints',
        'watch',
        'workspace'
      ],
      batchId: null
    })
    const named = store.batches().flatMap(({ batchId }) => store.evidence(batchId).flatMap(({ files }) => files))
    const missing = named.map(({ sha256 }) => sha256).filter((sha256) => evidence.fileOf(sha256) === null)
    const missingEvidence = [...new Set(missing)].toSorted()
    return { ...result, missingEvidence, conflicts: store.conflicts(), stateHash: store.stateHash() }
  }

  /** Nothing of a package is taken, not even its evidence, unless all of it is what its device sealed. */
  async function assertWhole(file: string): Promise<void> {
    const { nodeTools, withByteSource } = await import('../evidence/package/node-tools.ts')
    const { verifyPackage } = await import('../evidence/package/verify.ts')
    const { problems } = await withByteSource(file, (source) => verifyPackage(source, nodeTools, { heads: [], keyIds: [] }))
    const [first] = problems
    if (first === undefined) return
    const more = problems.length === 1 ? '' : `（共 ${problems.length} 处，可用“核验证据包”查看）`
    throw new XunchaError('bad-package', `包“${basename(file)}”没有通过核验，没有合并：${first.file}，${first.message}${more}`)
  }

  /** Evidence first: a row must never name a file that a kill kept from the disk. */
  async function takeIn(path: string): Promise<MergeResult> {
    const { assertOurs, readPackage } = await import('../export/read-package.ts')
    const file = resolve(path)
    await assertOurs(file)
    await assertWhole(file)
    const content = await readPackage(file, async (bytes, extension) => void (await evidence.save(bytes, extension)))
    if (content.events.some((event) => !isKnown(event))) {
      await store.backup(join(backupsDir, `workspace-${ctx.clock.now().replaceAll(/[^0-9]/g, '')}-before-merge.db`))
    }
    const result = store.merge(content)
    ctx.log.info({ package: basename(file), applied: result.applied }, 'package merged')
    return result
  }

  const isKnown = (event: unknown): boolean =>
    typeof event === 'object' && event !== null && 'id' in event && store.hasEvent(String(event.id))

  return {
    handlers: {
      'merge.packages': async ({ paths }) => {
        let all: MergeResult = { applied: 0, alreadyHad: 0, held: [], missing: [] }
        for (const path of paths) {
          const one = await takeIn(path)
          all = { ...one, applied: all.applied + one.applied, alreadyHad: all.alreadyHad + one.alreadyHad }
        }
        return merged(all)
      },
      'merge.acceptKey': ({ keyId, name }) => merged(store.acceptKey(keyId, name)),
      'conflicts.list': () => ({ conflicts: store.conflicts() }),
      'conflicts.rule': ({ conflictId, chosen, reason }) => {
        const conflict = store.conflicts().find((one) => one.conflictId === conflictId)
        if (conflict === undefined) throw new XunchaError('bad-input', '没有这个待裁定的冲突；请刷新后再看。')
        const versions = conflict.versions.map(({ event }) => event)
        const payload = { conflictId, item: conflict.item, versions, chosen, reason, by: ctx.author() }
        store.append([{ type: 'conflict.ruled', payload }])
        const topics = ['targets', 'findings', 'batches', 'hints'] as const
        ctx.emit('workspace.changed', { topics: [...topics], batchId: conflict.batchId })
        return { conflicts: store.conflicts(), stateHash: store.stateHash() }
      }
    }
  }
}
