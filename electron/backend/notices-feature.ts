import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { StoredBatch, StoredNotice } from '../../db/store-types.ts'
import type { Input, Output } from '../contract/index.ts'
import type { noticeProcedures } from '../contract/notices.ts'
import { XunchaError } from '../domain/errors.ts'
import { buildNotice } from '../domain/notice-build.ts'
import { checkNotice } from '../domain/notice-check.ts'
import { needsPrevious, usesChanges } from '../domain/notice-needs.ts'
import type { NoticeProfile } from '../domain/notice-profile.ts'
import type { NoticeBatch } from '../domain/notice-rows.ts'
import { shanghaiMinute } from '../domain/notice-text.ts'
import type { NoticeModel } from '../domain/notice.ts'
import { wholeBatch } from './batch-lookup.ts'
import { scoreBatch } from './batch-scores.ts'
import type { BackendContext, Feature } from './context.ts'
import { refuseUnlessManager } from './own-role.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { chosenExternals, previousBatches, registryChanges } from './notice-inputs.ts'
import { allProfiles, profileOf } from './notice-profile-lookup.ts'
import { renderChecked } from './notice-rendering.ts'
import { contentHash, sha256 } from './sha256.ts'

export type NoticeRequest = Input<'notices.preview'>

/** How many mismatches the refusal spells out; the preview shows all. */
const namedInRefusal = 3

export function noticesFeature(ctx: BackendContext): Feature<keyof typeof noticeProcedures> {
  const exportsDir = join(ctx.workspaceDir, 'exports')
  return {
    handlers: {
      'notices.profiles': () => ({ profiles: allProfiles(ctx).map(described) }),
      'notices.preview': (request) => {
        const model = modelOf(ctx, request)
        return { model, mismatches: checkNotice(model) }
      },
      'notices.export': (request) => exportNotice(ctx, request, exportsDir),
      'notices.list': () => ({ notices: listNotices(ctx.store.notices(), exportsDir) }),
      'notices.check': async ({ dir }) => {
        const mismatches = await ctx.files.read('notice', { dir: resolve(dir) })
        return { ok: mismatches.length === 0, mismatches }
      }
    }
  }
}

function described({
  id,
  name,
  issuer,
  addressee,
  decimals,
  externals
}: NoticeProfile): Output<'notices.profiles'>['profiles'][number] {
  return {
    id,
    title: name,
    issuer,
    addressee,
    decimals,
    externals: externals.map(({ id: external, title, required, form, columns }) => ({
      id: external,
      title,
      required,
      isForm: form !== undefined,
      // Rates are computed, not read.
      columns: columns.filter(({ rate }) => rate === undefined).map(({ id: column, label }) => ({ id: column, label }))
    }))
  }
}

/** The notice of these batches; `profile` is given for one that is not saved. */
export function modelOf(ctx: BackendContext, request: NoticeRequest, profile = profileOf(ctx, request.profile)): NoticeModel {
  const batches = [...new Set(request.batchIds)].map((batchId) => wholeBatch(ctx.store, batchId))
  const previous = needsPrevious(profile) ? previousBatches(ctx.store, batches, request.previousBatchIds ?? null) : []
  return buildNotice({
    profile,
    batches: batches.map((batch) => noticeBatch(ctx, batch)),
    deadline: dayOf('整改期限', request.deadline),
    decimals: request.decimals,
    date: dayOf('成文日期', request.date ?? null) ?? shanghaiMinute(ctx.clock.now()).slice(0, 10),
    issuer: request.issuer ?? null,
    addressee: request.addressee ?? null,
    docNumber: request.docNumber ?? null,
    externals: chosenExternals(ctx, request.externals ?? {}),
    previous: previous.map((batch) => noticeBatch(ctx, batch)),
    changes: usesChanges(profile) ? registryChanges(ctx.store, batches, previous) : null
  })
}

export function dayOf(what: string, text: string | null): string | null {
  if (text === null || text.trim() === '') return null
  const day = text.trim()
  const time = Date.parse(`${day}T00:00:00Z`)
  if (/^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)) return day
  throw new XunchaError('bad-input', `${what}“${text}”不是日期；请写成 2026-12-31 这样。`)
}

export function noticeBatch(ctx: BackendContext, stored: StoredBatch): NoticeBatch {
  const scored = scoreBatch(ctx.store, stored)
  const evidence = ctx.store.evidence(stored.batchId).map(({ id, files }) => {
    const file = files.find(({ role }) => role === 'image') ?? files[0]
    return [id, file?.sha256.slice(0, 16) ?? id] as const
  })
  return {
    batch: {
      title: stored.title,
      period: stored.period,
      object: stored.object,
      frame: stored.frame,
      drawn: stored.drawn,
      strataBy: stored.design.strata,
      strata: stored.strata
    },
    targets: scored.map(({ target }) => target),
    scores: scored.map(({ score }) => score),
    findings: ctx.store.findings(stored.batchId),
    catalogue: stored.catalogue,
    evidenceLabels: Object.fromEntries(evidence)
  }
}

async function exportNotice(
  ctx: BackendContext,
  request: Input<'notices.export'>,
  exportsDir: string
): Promise<Output<'notices.export'>> {
  refuseUnlessManager(ctx, '导出通报')
  refuseUnless(openConflicts(ctx, request.batchIds))
  const model = modelOf(ctx, request)
  refuseUnless(checkNotice(model))
  const { template = null, pdf = false } = request
  const { files: rendered, mismatches, notes } = await renderChecked(ctx, model, { template, pdf })
  refuseUnless(mismatches)

  // The document writers are large: read when first needed, not before the first window.
  const { writeNoticeFiles } = await import('../export/notice-files.ts')
  const dir = request.outDir === null ? freshFolder(exportsDir, model, ctx.clock.now()) : resolve(request.outDir)
  const files = await writeNoticeFiles(dir, rendered).catch((error: unknown) => {
    throw writeFault(error)
  })
  const noticeId = ctx.ids.next()
  try {
    ctx.store.append([
      {
        type: 'notice.exported',
        payload: {
          noticeId,
          batchIds: [...new Set(request.batchIds)],
          profile: model.profile,
          title: model.title,
          modelHash: contentHash(model),
          files: files.map(({ name, sha256: hash, size }) => ({ name, sha256: hash, size }))
        }
      }
    ])
  } catch (error) {
    // What the log does not know was not exported.
    if (request.outDir === null) await rm(dir, { recursive: true, force: true })
    throw toFaultOfDisk(error, '通报没有写成')
  }
  ctx.emit('workspace.changed', { topics: ['notices', 'workspace'], batchId: null })
  return { noticeId, dir, files, notes }
}

/** A notice over what people still judge differently would take one side. */
function openConflicts(ctx: BackendContext, batchIds: readonly string[]): string[] {
  const amount = new Set(batchIds.flatMap((batchId) => ctx.store.conflicts(batchId).map(({ conflictId }) => conflictId))).size
  return amount === 0 ? [] : [`还有 ${amount} 处合并冲突待裁定，裁定后才能出通报。`]
}

/** Windows refuses to replace a file that Word or WPS holds open; that is the usual cause there and has a remedy. */
function writeFault(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EBUSY' || (code === 'EPERM' && process.platform === 'win32')) {
    return new XunchaError('disk-error', '通报没有写成：文件夹里的旧文件可能正在 Word、Excel 或 WPS 中打开；请关闭后重试。', {
      cause: error
    })
  }
  return toFaultOfDisk(error, '通报没有写成')
}

function refuseUnless(mismatches: readonly string[]): void {
  const [first] = mismatches
  if (first === undefined) return
  const more = mismatches.length > namedInRefusal ? `另有 ${mismatches.length - namedInRefusal} 处。` : ''
  throw new XunchaError('notice-mismatch', `通报没有导出：${mismatches.slice(0, namedInRefusal).join('')}${more}`, {
    faults: mismatches.map((reason) => ({ reason }))
  })
}

/** `exports/2023-09-26-关于…的通报`, with a number after it when that is taken. */
function freshFolder(exportsDir: string, model: NoticeModel, now: string): string {
  const day = shanghaiMinute(now).slice(0, 10)
  // Windows takes none of these in a name.
  const title = model.title.replace(/[\p{Cc}<>:"/\\|?*.]/gu, '').slice(0, 60)
  const name = `${day}-${title}`.trim()
  const taken = new Set(foldersIn(exportsDir))
  if (!taken.has(name)) return join(exportsDir, name)
  let number = 2
  while (taken.has(`${name}-${number}`)) number += 1
  return join(exportsDir, `${name}-${number}`)
}

function foldersIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).map((entry) => entry.name)
}

function listNotices(notices: readonly StoredNotice[], exportsDir: string): Output<'notices.list'>['notices'] {
  const folders = new Map<string, string>()
  for (const folder of foldersIn(exportsDir)) {
    const hash = hashOf(join(exportsDir, folder, 'notice.json'))
    if (hash !== null) folders.set(hash, folder)
  }
  return notices.map(({ noticeId, title, profile, time, files }) => ({
    noticeId,
    title,
    profile,
    time,
    files,
    folder: folders.get(files.find(({ name }) => name === 'notice.json')?.sha256 ?? '') ?? null
  }))
}

function hashOf(file: string): string | null {
  try {
    return sha256(readFileSync(file))
  } catch {
    return null
  }
}
