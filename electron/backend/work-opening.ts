import type { Input, Output } from '../contract/index.ts'
import { workspaceTopics } from '../contract/workspace.ts'
import { XunchaError } from '../domain/errors.ts'
import { workExcerptSchema, type WorkExcerpt } from '../domain/work-excerpt.ts'
import { personName, type WorkManifest } from '../domain/work-package.ts'
import type { WorkPackage } from '../evidence/work-package/read.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { BackendContext } from './context.ts'
import { withPackage } from './opened-package.ts'
import { deviceOf } from './device-keys.ts'
import { holdsTogether } from './work-excerpt.ts'
import { named } from './work-progress.ts'
import { authorSetting } from './workspace-feature.ts'

interface Opened {
  work: WorkPackage
  excerpt: WorkExcerpt
}
interface Job {
  report(done: number, total: number): void
  signal: AbortSignal
}

/** The inspector's side: looks at a work package and takes it in. */
export function createWorkOpening(ctx: BackendContext, evidence: EvidenceStore) {
  const { store } = ctx

  /** `rounds`: how often all files are read, the first time to check them. */
  async function withWork<T>(
    path: string,
    { report, signal }: Job,
    rounds: number,
    use: (opened: Opened) => Promise<T> | T
  ): Promise<T> {
    const { readWorkPackage, isExactly } = await import('../evidence/work-package/read.ts')
    return withPackage(path, async (source, tools) => {
      const work = await readWorkPackage(source, tools, (done, total) => {
        signal.throwIfAborted()
        report(done, rounds * total)
      })
      const { success, data: excerpt } = workExcerptSchema.safeParse(work.excerpt)
      const { batch, targets } = work.manifest
      const isWhole =
        success &&
        isExactly(excerpt, work.excerpt) &&
        excerpt.batch.batchId === batch.id &&
        excerpt.targets.length === targets &&
        holdsTogether(excerpt, work.evidence)
      if (isWhole) return use({ work, excerpt })
      throw new XunchaError('bad-package', '任务包没有通过核验，没有打开：内容不完整或前后不符。请让发件人重新发送。')
    })
  }

  const personHere = (): string | null => store.setting(authorSetting)
  const isKnownKey = (signer: WorkManifest['signer']): boolean =>
    store.knownKeys().some(({ device, keyId }) => device === signer.device && keyId === signer.keyId)

  const told = ({ workId, batch, to, signer, targets }: WorkManifest) => ({
    workId,
    batchId: batch.id,
    title: batch.title,
    period: batch.period,
    to: to.name,
    from: { name: signer.name, device: signer.device, keyId: signer.keyId },
    targets
  })

  /** Why this package is not for this desk; the first reason is thrown. */
  function refuse({ to, signer, base }: WorkManifest, excerpt: WorkExcerpt, request: Input<'work.open'>): void {
    const person = personHere() ?? request.as
    const device = deviceOf(ctx)
    if (signer.device === device) {
      throw new XunchaError('bad-input', '这个任务包是本机自己发出的，没有打开；请交给收件的检查员在他的电脑上打开。')
    }
    if (person === null) {
      throw new XunchaError(
        'bad-input',
        `任务包是给“${to.name}”的，本机还没有写明检查员姓名，没有打开；如就是本人，请确认姓名（--as ${to.name}）。`
      )
    }
    if (personName(person) !== personName(to.name)) {
      throw new XunchaError(
        'bad-input',
        `任务包是给“${to.name}”的，本机的检查员是“${person}”，没有打开；请交给“${to.name}”，或让发件人重发。`
      )
    }
    if (to.device !== null && to.device !== device) {
      throw new XunchaError(
        'bad-input',
        `任务包是给“${to.name}”原来那台电脑的，没有打开；换了电脑请让发件人按新电脑重发（--new-device）。`
      )
    }
    const other = store.knownKeys().find((key) => key.device === signer.device && key.keyId !== signer.keyId)
    if (other !== undefined) {
      throw new XunchaError(
        'bad-input',
        `“${signer.name}”的电脑已用另一把密钥（${other.keyId}）登记，任务包没有打开；请与发件人当面核对。`
      )
    }
    if (!isKnownKey(signer) && request.acceptKey !== signer.keyId) {
      throw new XunchaError(
        'bad-input',
        `任务包由“${signer.name}”签发，密钥 ${signer.keyId} 在本机没有登记，没有打开；请与发件人当面或电话核对编号，再确认（--accept-key ${signer.keyId}）。`
      )
    }
    const newer = store
      .workReceipts(excerpt.batch.batchId)
      .some((one) => one.device === device && one.sender === signer.device && one.sentSeq > base.seq)
    if (newer) throw new XunchaError('bad-input', '已打开过这个批次更新的任务包，这个是较早的，没有打开；不用再打开它。')
    const isHere = store.hasEvent(base.id)
    if (!isHere && store.hasForeignWorkOn(excerpt.targets.map(({ object }) => object.key))) {
      throw new XunchaError(
        'bad-input',
        '本工作区里已有其他电脑对这些对象的记录，没有打开；请换一个新的工作区打开任务包，或合并发件人的证据包。'
      )
    }
  }

  async function open(request: Input<'work.open'>, job: Job): Promise<Output<'work.open'>> {
    return withWork(request.path, job, 2, async ({ work, excerpt }) => {
      const { manifest, seal } = work
      const { batchId } = excerpt.batch
      const device = deviceOf(ctx)
      const known = store.workReceipts(batchId).some((one) => one.device === device && one.workId === manifest.workId)
      const nothing = { added: 0, kept: 0, withdrawn: [], withdrawnWithWork: [], notes: [] }
      if (known) return { ...told(manifest), isKnown: true, ...nothing, stateHash: store.stateHash() }
      refuse(manifest, excerpt, request)
      const before = new Map(store.targets(batchId).map((target) => [target.objectKey, target]))
      const batchBefore = store.batch(batchId)
      const knownOf = new Map(manifest.base.heads.map((head) => [head.device, head.seq]))
      const sent = new Set(excerpt.targets.map(({ object }) => object.key))
      const unknown = store.workSteps(batchId).filter((step) => step.seq > (knownOf.get(step.device) ?? 0))
      const kept = new Set(unknown.flatMap(({ objectKey }) => (objectKey !== null && sent.has(objectKey) ? [objectKey] : [])))
      // Evidence before rows: a row must never name a file that a kill kept from the disk.
      const files = manifest.files.length
      let saved = 0
      await work.eachEvidence(async (bytes, extension) => {
        job.signal.throwIfAborted()
        await evidence.save(bytes, extension)
        saved += 1
        job.report(files + saved, 2 * files)
      })
      job.signal.throwIfAborted()
      const { workId, to, signer, base } = manifest
      if (personHere() === null) store.setSetting(authorSetting, to.name)
      store.receiveWork({ payload: { workId, to: to.name, from: signer, base, excerpt }, seal, acceptAs: signer.name })
      ctx.emit('workspace.changed', { topics: [...workspaceTopics], batchId })
      ctx.log.info({ workId, targets: excerpt.targets.length }, 'work package opened')
      const after = new Set(store.targets(batchId).map(({ objectKey }) => objectKey))
      const left = [...before.values()].filter(({ objectKey }) => !sent.has(objectKey))
      const isEditionNew = batchBefore !== null && batchBefore.catalogueHash !== excerpt.batch.catalogueHash
      return {
        ...told(manifest),
        isKnown: false,
        added: [...sent].filter((key) => !before.has(key)).length,
        kept: kept.size,
        withdrawn: left.filter(({ objectKey }) => !after.has(objectKey)).map(named),
        withdrawnWithWork: left.filter(({ objectKey }) => after.has(objectKey)).map(named),
        notes: isEditionNew
          ? [`批次的指标体系已由发件人换成“${excerpt.batch.catalogue.title}”，已做的判定请按新的指标核对。`]
          : [],
        stateHash: store.stateHash()
      }
    })
  }

  async function look({ path }: Input<'work.look'>, job: Job): Promise<Output<'work.look'>> {
    return withWork(path, job, 1, ({ work: { manifest } }) => ({
      ...told(manifest),
      isKeyKnown: isKnownKey(manifest.signer),
      person: personHere()
    }))
  }

  return { look, open }
}
