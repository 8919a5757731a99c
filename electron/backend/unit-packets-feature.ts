/** 按单位整理材料: what is handed to each 主办单位, a folder each. */
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Input, Output } from '../contract/index.ts'
import type { unitPacketProcedures } from '../contract/unit-packets.ts'
import { writeFileDurably } from '../disk/durable-file.ts'
import { XunchaError } from '../domain/errors.ts'
import { buildNotice } from '../domain/notice-build.ts'
import { dateText, shanghaiMinute } from '../domain/notice-text.ts'
import { namer, packetReadme, plainName, unitNotice, unitsOf, type PacketUnit } from '../domain/unit-packet.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import { batchOf } from './batch-lookup.ts'
import type { BackendContext, Feature } from './context.ts'
import { toFaultOfDisk } from './disk-fault.ts'
import { profileOf } from './notice-profile-lookup.ts'
import { dayOf, noticeBatch } from './notices-feature.ts'
import { sha256 } from './sha256.ts'
import { unitEvidence } from './unit-packet-evidence.ts'

type Request = Input<'unitPackets.export'>
type Packet = Output<'unitPackets.export'>['packets'][number]
interface Job {
  report(done: number, total: number | null): void
  signal: AbortSignal
}

export function unitPacketsFeature(
  ctx: BackendContext,
  evidence: EvidenceStore,
  exportsDir: string
): Feature<keyof typeof unitPacketProcedures> {
  let isBusy = false
  return {
    handlers: {
      async 'unitPackets.export'(request) {
        if (isBusy) throw new XunchaError('bad-input', '正在整理另一批单位材料；请等它做完。')
        isBusy = true
        try {
          return await ctx.job('按单位整理材料', (job) => exportPackets(ctx, { evidence, exportsDir }, request, job))
        } finally {
          isBusy = false
        }
      }
    }
  }
}

async function exportPackets(
  ctx: BackendContext,
  { evidence, exportsDir }: { evidence: EvidenceStore; exportsDir: string },
  request: Request,
  { report, signal }: Job
): Promise<Output<'unitPackets.export'>> {
  const { store } = ctx
  const stored = batchOf(store, request.batchId)
  if (store.conflicts(request.batchId).length > 0) {
    throw new XunchaError('notice-mismatch', '本批次还有合并冲突待裁定，没有整理单位材料；请先裁定。')
  }
  const whole = noticeBatch(ctx, stored)
  const found = new Set(whole.findings.map(({ objectKey }) => objectKey))
  const all = unitsOf(whole.targets).filter(({ objectKeys }) => objectKeys.some((key) => found.has(key)))
  const units = chosen(all, request.units)
  const profile = profileOf(ctx, request.profile)
  const deadline = dayOf('整改期限', request.deadline)
  const today = shanghaiMinute(ctx.clock.now())
  const name = `${today.replaceAll(/[^0-9]/g, '')}-${plainName(stored.title)}`
  const dir = resolve(request.outDir ?? (await freeFolder(join(exportsDir, '单位材料'), name)))
  await emptyFolder(dir)
  const nameOf = namer()
  const packets: Packet[] = []
  const notes = new Set<string>()
  try {
    for (const unit of units) {
      report(packets.length, units.length)
      signal.throwIfAborted()
      const isShared = all.filter((one) => one.unit === unit.unit).length > 1
      const folder = nameOf(isShared ? `${unit.unit}（${unit.stratum}）` : unit.unit)
      const model = buildNotice({
        profile,
        batches: [partOf(whole, unit)],
        deadline,
        decimals: null,
        date: today.slice(0, 10)
      })
      const notice = unitNotice(model, unit.unit, deadline === null ? null : dateText(deadline))
      packets.push(await writePacket(ctx, evidence, { unit, notice, dir, folder, request, notes, signal, batch: stored.title }))
    }
  } catch (error) {
    throw toFaultOfDisk(error, '单位材料没有写完')
  }
  report(units.length, units.length)
  ctx.emit('workspace.changed', { topics: ['workspace'], batchId: request.batchId })
  return { dir, packets, notes: [...notes] }
}

function chosen(all: readonly PacketUnit[], named: readonly string[] | null): PacketUnit[] {
  const missing = named?.find((name) => !all.some(({ unit }) => unit === name.trim()))
  if (missing !== undefined) throw new XunchaError('bad-input', `本批次里没有名为“${missing}”且有问题的主办单位；请核对名称。`)
  const names = named?.map((name) => name.trim()) ?? null
  const units = all.filter(({ unit }) => names === null || names.includes(unit))
  if (units.length === 0) throw new XunchaError('bad-input', '本批次还没有登记问题，没有单位材料可整理。')
  return units
}

/** Two made within one minute are two. */
async function freeFolder(within: string, name: string): Promise<string> {
  const taken = new Set(await readdir(within).catch(() => []))
  for (let number = 1; ; number += 1) {
    const one = number === 1 ? name : `${name}-${number}`
    if (!taken.has(one)) return join(within, one)
  }
}

/** Nothing of another time may lie between what is handed over. */
async function emptyFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir, { recursive: true })
    if ((await readdir(dir)).length === 0) return
  } catch (error) {
    throw toFaultOfDisk(error, `文件夹“${dir}”不能写入`)
  }
  throw new XunchaError('bad-input', `文件夹“${dir}”里已有文件，没有整理；请另选一个空文件夹。`)
}

function partOf(whole: ReturnType<typeof noticeBatch>, { objectKeys }: PacketUnit): ReturnType<typeof noticeBatch> {
  const ours = new Set(objectKeys)
  return {
    ...whole,
    targets: whole.targets.filter(({ objectKey }) => ours.has(objectKey)),
    scores: whole.scores.filter(({ id }) => ours.has(id)),
    findings: whole.findings.filter(({ objectKey }) => ours.has(objectKey))
  }
}

interface PacketPlan {
  unit: PacketUnit
  notice: ReturnType<typeof unitNotice>
  dir: string
  folder: string
  request: Request
  notes: Set<string>
  signal: AbortSignal
  batch: string
}

/** Under another name until it is whole. */
async function writePacket(
  ctx: BackendContext,
  evidence: EvidenceStore,
  { unit, notice, dir, folder, request, notes, signal, batch }: PacketPlan
): Promise<Packet> {
  const { store } = ctx
  const { batchId, originals } = request
  const { writeNoticeDocx } = await import('../export/notice-docx.ts')
  const { writeProblemList } = await import('../export/notice-workbooks.ts')
  const findings = unit.objectKeys.flatMap((key) => store.findings(batchId, key))
  const evidenceIds = [...new Set(findings.flatMap((finding) => finding.evidenceIds))]
  const temporary = join(dir, `.未完成-${ctx.ids.next()}`)
  const files: Packet['files'] = []
  const own = new Set<string>()
  const add = async (name: string, bytes: Uint8Array): Promise<void> => {
    await writeFileDurably(join(temporary, ...name.split('/')), bytes)
    files.push({ name, sha256: sha256(bytes), size: bytes.length })
  }
  try {
    await mkdir(join(temporary, '截图'), { recursive: true })
    await mkdir(join(temporary, '取证单'))
    await add('问题清单.xlsx', await writeProblemList(notice))
    await add('整改通知（草稿）.docx', await writeNoticeDocx(notice))
    const nameOf = namer()
    for (const id of evidenceIds) {
      signal.throwIfAborted()
      for (const { name, ending, folder: part, bytes } of await unitEvidence(ctx, evidence, { id, originals }, own)) {
        await add(`${part}/${nameOf(`${part}-${name}`, ending).slice(part.length + 1)}`, bytes)
      }
    }
    const readme = packetReadme({ unit: unit.unit, batch, findings: findings.length }, files, [...own])
    await add('说明.txt', Buffer.from(`\uFEFF${readme.replaceAll('\n', '\r\n')}`, 'utf8'))
    await rename(temporary, join(dir, folder))
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
  const { stratum } = unit
  store.append([{ type: 'unit-packet.exported', payload: { batchId, unit: unit.unit, stratum, evidenceIds, originals, files } }])
  for (const note of own) notes.add(note)
  return { unit: unit.unit, stratum, folder, findings: findings.length, files }
}
