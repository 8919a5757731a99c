import { basename, join, resolve } from 'node:path'
import type { MergeResult } from '../../db/merge.ts'
import type { Output } from '../contract/index.ts'
import type { mergeProcedures } from '../contract/merge.ts'
import { workspaceTopics } from '../contract/workspace.ts'
import { XunchaError } from '../domain/errors.ts'
import type { PackageProblem } from '../domain/evidence-package.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { BackendContext, Feature } from './context.ts'
import { refuseUnlessManager } from './own-role.ts'
import { withPackage } from './opened-package.ts'
import { strayWork } from './work-progress.ts'

type Merged = Output<'merge.packages'>

export function mergeFeature(
  ctx: BackendContext,
  evidence: EvidenceStore,
  backupsDir: string
): Feature<keyof typeof mergeProcedures> {
  const { store } = ctx

  /** What waits, with the names under which keys were accepted. */
  function waiting(found: Pick<MergeResult, 'held' | 'missing'>) {
    const evidenceFiles = store.batches().flatMap(({ batchId }) => store.evidence(batchId).flatMap(({ files }) => files))
    const missing = evidenceFiles.map(({ sha256 }) => sha256).filter((sha256) => evidence.fileOf(sha256) === null)
    const missingEvidence = [...new Set(missing)].toSorted()
    const names = new Map(store.knownKeys().map(({ device, name }) => [device, name]))
    const named = <T extends { device: string | null }>(one: T) => ({ ...one, name: names.get(one.device ?? '') ?? null })
    return {
      held: found.held.map(named),
      missing: found.missing.map(named),
      missingEvidence
    }
  }

  const tellOfChange = (): void => ctx.emit('workspace.changed', { topics: [...workspaceTopics], batchId: null })

  function merged(result: MergeResult): Merged {
    tellOfChange()
    const outOfScope = store.batches().flatMap(({ batchId }) => strayWork(store, batchId))
    return { ...result, ...waiting(result), outOfScope, conflicts: store.conflicts(), stateHash: store.stateHash() }
  }

  /**
   * Nothing of a package is taken, not even its evidence, unless all of it is what its device sealed. Then evidence before
   * rows: a row must never name a file that a kill kept from the disk.
   */
  async function takeIn(path: string, onFile: (done: number, total: number) => void): Promise<MergeResult> {
    const { readClaims, readPackage } = await import('../evidence/package/read.ts')
    const { verifyPackage } = await import('../evidence/package/verify.ts')
    const { fileDigest } = await import('../evidence/file-digest.ts')
    let batchId: string | null = null
    const content = await withPackage(path, async (source, tools) => {
      const { isNewer, keyId } = await readClaims(source, tools)
      if (isNewer) {
        throw new XunchaError('package-newer', '这个包由更新版本的巡查制作，本版本看不懂；请升级程序后再合并，数据未改动。')
      }
      const { problems, batch } = await verifyPackage(
        source,
        tools,
        { heads: [], keyIds: keyId === null ? [] : [keyId] },
        (done, total) => onFile(done, 2 * total)
      )
      if (problems.length > 0) throw notWhole(path, problems)
      batchId = batch?.id ?? null
      return readPackage(
        source,
        tools,
        async (bytes, extension) => void (await evidence.save(bytes, extension)),
        (done, total) => onFile(total + done, 2 * total)
      )
    })
    if (content.events.some((event) => !isKnown(event))) {
      await store.backup(join(backupsDir, `workspace-${ctx.clock.now().replaceAll(/[^0-9]/g, '')}-before-merge.db`))
    }
    const { sha256, size } = await fileDigest(resolve(path))
    const result = store.merge(content, ({ applied, alreadyHad, held }) => {
      const heldBack = held.reduce((sum, { count }) => sum + count, 0)
      return { type: 'package.merged', payload: { sha256, size, batchId, applied, alreadyHad, held: heldBack } }
    })
    ctx.log.info({ package: basename(path), applied: result.applied }, 'package merged')
    return result
  }

  const isKnown = (event: unknown): boolean =>
    typeof event === 'object' && event !== null && 'id' in event && store.hasEvent(String(event.id))

  return {
    handlers: {
      'merge.status': () => ({
        ...waiting(store.waiting()),
        keys: store.knownKeys().map(({ device, keyId, name }) => ({ device, keyId, name }))
      }),
      'merge.packages': ({ paths }) =>
        ctx.job('合并证据包', async ({ report, signal }) => {
          let all: MergeResult = { applied: 0, alreadyHad: 0, held: [], missing: [] }
          const steps = 100 * paths.length
          for (const [at, path] of paths.entries()) {
            // In hundredths of a package: how many files the next ones have is not known yet.
            const one = await takeIn(path, (done, total) => {
              signal.throwIfAborted()
              report(100 * at + Math.floor((100 * done) / Math.max(1, total)), steps)
            }).catch((error: unknown) => {
              throw at === 0 ? error : notAll(error, at, paths.length, signal)
            })
            // Each is in for good, whatever becomes of the next one.
            if (at + 1 < paths.length) tellOfChange()
            all = { ...one, applied: all.applied + one.applied, alreadyHad: all.alreadyHad + one.alreadyHad }
          }
          return merged(all)
        }),
      'merge.acceptKey': ({ keyId, name }) => {
        refuseUnlessManager(ctx, '接受密钥')
        return merged(store.acceptKey(keyId, name, (key) => ({ type: 'key.accepted', payload: { ...key, name } })))
      },
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

/** Packages before this one are merged and stay: nobody may read that nothing was kept. */
function notAll(error: unknown, done: number, amount: number, { aborted }: AbortSignal): unknown {
  if (aborted) {
    const message = `操作已取消：前 ${done} 个包已经合并并保留，其余 ${amount - done} 个没有合并。`
    return new XunchaError('cancelled', message, { cause: error })
  }
  if (!(error instanceof XunchaError)) return error
  const { code, message, faults } = error
  return new XunchaError(code, `前 ${done} 个包已经合并并保留，第 ${done + 1} 个没有合并：${message}`, { faults, cause: error })
}

function notWhole(path: string, problems: readonly PackageProblem[]): XunchaError {
  const [first] = problems
  const more = problems.length === 1 ? '' : `（共 ${problems.length} 处，可用“核验证据包”查看）`
  const why = first === undefined ? '' : `：${first.file}，${first.message}`
  return new XunchaError('bad-package', `包“${basename(path)}”没有通过核验，没有合并${why}${more}`)
}
