/** 任务包: the manager hands each inspector their targets, the inspector opens them, progress comes with the results. */
import { createReadStream } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { StoredBatch } from '../../db/store-types.ts'
import type { Input, Output } from '../contract/index.ts'
import type { workProcedures, WorkSelection } from '../contract/work.ts'
import { canonicalJson } from '../domain/canonical-json.ts'
import { XunchaError } from '../domain/errors.ts'
import { grouped } from '../domain/grouped.ts'
import { splitEvenly } from '../domain/split-work.ts'
import { mostWorkTargets } from '../domain/work-excerpt.ts'
import { personName } from '../domain/work-package.ts'
import type { PackageFile } from '../evidence/package/write.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { batchOf } from './batch-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { deviceKeys, deviceOf, refuseKeysInside } from './device-keys.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { plainName } from './read-sources.ts'
import { introduce, refusePlace, sealOf, unlockSigner } from './packages-feature.ts'
import { excerptOf, targetsNamed } from './work-excerpt.ts'
import { createWorkOpening } from './work-opening.ts'
import { named, workProgress } from './work-progress.ts'

export function workFeature(
  ctx: BackendContext,
  evidence: EvidenceStore,
  exportsDir: string
): Feature<keyof typeof workProcedures> {
  const { store } = ctx
  const keys = deviceKeys(ctx)
  const opening = createWorkOpening(ctx, evidence)

  async function send(request: Input<'work.send'>, job: { report(done: number, total: number): void; signal: AbortSignal }) {
    const { batchId, selection, outFile, passphrase, anyDevice } = request
    const to = personName(request.to)
    const batch = batchOf(store, batchId)
    refuseKeysInside(ctx)
    const had = new Set(handedTo(batchId, to))
    const wanted = chosen(batch, selection)
    const objectKeys = [...new Set([...had, ...wanted])].sort()
    if (objectKeys.length === 0)
      throw new XunchaError('bad-input', `“${to}”还没有分派的对象，任务包没有做；请指明要分派哪些对象。`)
    if (objectKeys.length > mostWorkTargets) {
      throw new XunchaError('bad-input', `一个人最多分派 ${mostWorkTargets} 个对象，任务包没有做；请分给更多的人。`)
    }
    const workId = ctx.ids.next()
    const exported = outFile === null ? fileNameOf(to, workId) : null
    const file = resolve(outFile ?? join(exportsDir, exported ?? ''))
    await refusePlace(file, '任务包')
    const { signer, isNewKey } = await unlockSigner(keys, deviceOf(ctx), passphrase, '任务包')
    job.signal.throwIfAborted()
    const signerName = introduce(ctx, signer)
    const device = anyDevice ? null : (store.workReceipts(batchId).findLast(({ inspector }) => inspector === to)?.device ?? null)
    const assigned = { workId, batchId, to, device, objectKeys, catalogueHash: batch.catalogueHash }
    const [event] = store.append([{ type: 'work.assigned', payload: assigned }])
    ctx.emit('workspace.changed', { topics: ['batches'], batchId })
    if (event === undefined) throw new XunchaError('internal', '分派没有记入日志；请把日志发给维护人员。')
    const seal = sealOf(event, signer)
    store.keepSeal(seal)
    const heads = store.heads().map(({ device: of, seq, hash }) => ({ device: of, seq, hash }))
    const excerpt = excerptOf(store, batch, new Set(objectKeys))
    const { createWorkPackage } = await import('../evidence/work-package/write.ts')
    const { fileDigest } = await import('../evidence/file-digest.ts')
    const { id, title, period } = { ...batch, id: batchId }
    await createWorkPackage(file, {
      manifest: {
        createdAt: ctx.clock.now(),
        workId,
        batch: { id, title, period },
        to: { name: to, device },
        base: { id: event.id, device: event.device, seq: event.seq, hash: event.hash, heads },
        targets: objectKeys.length
      },
      signer,
      signerName,
      seal,
      excerptJson: canonicalJson(excerpt),
      readme: readmeOf({ title, period, to, from: signerName, keyId: signer.keyId, targets: objectKeys.length }),
      evidence: evidenceFiles(excerpt.evidence.flatMap(({ files }) => files)),
      onFile: job.report,
      signal: job.signal
    }).catch((error: unknown) => {
      if (job.signal.aborted) {
        throw new XunchaError('cancelled', `已取消：分派已经记下，任务包没有写成；需要时请给“${to}”重发一次。`, { cause: error })
      }
      throw toFaultOfDisk(error, `分派已经记下，但任务包“${file}”没有写成，处理后请给“${to}”重发一次`)
    })
    const { sha256, size } = await fileDigest(file)
    const added = objectKeys.filter((key) => !had.has(key)).length
    const { keyId } = signer
    return {
      workId,
      to,
      file,
      exported,
      sha256,
      size,
      targets: objectKeys.length,
      added,
      overlaps: overlapsOf(batchId, to),
      keyId,
      isNewKey
    }
  }

  const handedTo = (batchId: string, to: string): string[] =>
    store.assignments(batchId).flatMap(({ inspector, objectKey }) => (inspector === to ? [objectKey] : []))

  function chosen({ batchId }: StoredBatch, selection: WorkSelection): string[] {
    const all = store.targets(batchId).map(({ objectKey, order, object: { stratum } }) => ({ objectKey, order, stratum }))
    switch (selection.by) {
      case 'none':
        return []
      case 'names':
        return keysOf(batchId, selection.names)
      case 'stratum':
        return inStratum(all, selection.stratum).map(({ objectKey }) => objectKey)
      case 'share': {
        const { index, of, stratum } = selection
        const part = splitEvenly(stratum === null ? all : inStratum(all, stratum), of)[index - 1]
        if (part === undefined || part.length === 0) {
          throw new XunchaError('bad-input', `第 ${index}/${of} 份里没有对象，任务包没有做；请核对份数。`)
        }
        return part.map(({ objectKey }) => objectKey)
      }
    }
  }

  function inStratum<T extends { stratum: string }>(all: readonly T[], stratum: string): T[] {
    const found = all.filter((target) => target.stratum === stratum)
    if (found.length > 0) return found
    throw new XunchaError('bad-input', `批次中没有地区为“${stratum}”的对象；请核对地区名称。`)
  }

  function keysOf(batchId: string, names: readonly string[]): string[] {
    const { keys: found, unknown } = targetsNamed(store, batchId, names)
    if (unknown.length === 0) return found
    throw new XunchaError('unknown-target', `有 ${unknown.length} 个对象在批次中找不到（或名称相同），没有分派；请核对。`, {
      faults: unknown.map((name) => ({ reason: `“${name}”不是批次中的一个对象` }))
    })
  }

  function overlapsOf(batchId: string, to: string): Output<'work.send'>['overlaps'] {
    const byTarget = grouped(store.assignments(batchId), ({ objectKey }) => objectKey)
    return store.targets(batchId).flatMap((target) => {
      const people = (byTarget.get(target.objectKey) ?? []).map(({ inspector }) => inspector)
      return people.includes(to) && people.length > 1 ? [{ ...named(target), inspectors: people }] : []
    })
  }

  function evidenceFiles(files: readonly { sha256: string; name: string }[]): PackageFile[] {
    return [...new Map(files.map((one) => [one.sha256, one.name]))].map(([sha256, name]) => {
      const file = evidence.fileOf(sha256)
      if (file !== null) return { path: `evidence/${basename(file)}`, open: () => createReadStream(file) }
      throw new XunchaError('evidence-missing', `证据“${name}”的文件不在工作区里，任务包没有做；请从备份恢复后重发。`)
    })
  }

  return {
    handlers: {
      'work.send': (request) => ctx.job('做任务包', (job) => send(request, job)),
      'work.withdraw': ({ batchId, to: person, names, reason }) => {
        const to = personName(person)
        const had = new Set(handedTo(batchId, to))
        const objectKeys = keysOf(batchId, names).filter((key) => had.has(key))
        if (objectKeys.length === 0) throw new XunchaError('bad-input', `这些对象没有分派给“${to}”，没有收回；请核对姓名和对象。`)
        store.append([{ type: 'work.withdrawn', payload: { batchId, to, objectKeys, reason } }])
        ctx.emit('workspace.changed', { topics: ['batches'], batchId })
        return { withdrawn: objectKeys.length, left: had.size - objectKeys.length }
      },
      'work.look': (request) => ctx.job('核验任务包', (job) => opening.look(request, job)),
      'work.open': (request) => ctx.job('打开任务包', (job) => opening.open(request, job)),
      'work.list': ({ batchId }) => workProgress(store, batchOf(store, batchId))
    }
  }
}

/** With the person's name: whoever downloads ten of them hands each to the right one. */
const fileNameOf = (to: string, workId: string): string =>
  `任务包-${plainName(to).replaceAll(/[\\/:*?"<>|.\s]+/g, '_')}-${workId.slice(-8)}.zip`

function readmeOf(of: { title: string; period: string; to: string; from: string; keyId: string; targets: number }): string {
  return [
    `任务包：${of.period} ${of.title}`,
    `给 ${of.to}，共 ${of.targets} 个对象；由 ${of.from} 签发，密钥编号 ${of.keyId}。`,
    '',
    '打开：在巡查的首页点“打开任务包”，或运行 xuncha work open 文件。',
    '第一次打开时请与发件人当面或电话核对密钥编号。检查完后做证据包交回：xuncha package create。',
    ''
  ].join('\n')
}
