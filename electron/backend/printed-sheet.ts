/** What the printed 取证单 says, out of the capture's own sheet and of the log. */
import { z } from 'zod'
import { environmentRows, environmentSchema } from '../domain/environment.ts'
import type { Layer } from '../domain/annotation.ts'
import { localTimeText } from '../domain/local-time.ts'
import type { Evidence } from '../domain/inspection.ts'
import type { EvidenceStore } from '../evidence/store.ts'
import type { PrintedSheet } from '../export/sheet-html.ts'
import type { BackendContext } from './context.ts'

/** Of the sheet that was saved with the capture; what another version of it lacks is printed as 未取得. */
const savedSheetSchema = z.object({
  inspector: z.string().catch(''),
  object: z.object({ name: z.string() }).catch({ name: '' }),
  page: z
    .object({
      status: z.number().nullable().catch(null),
      errorText: z.string().nullable().catch(null),
      redirects: z.array(z.object({ url: z.string(), status: z.number().nullable().catch(null) })).catch([])
    })
    .catch({ status: null, errorText: null, redirects: [] }),
  network: z
    .object({
      remoteIp: z.string().nullable().catch(null),
      remotePort: z.number().nullable().catch(null),
      tls: z
        .object({ chainSha256: z.array(z.string()).catch([]) })
        .nullable()
        .catch(null)
    })
    .catch({ remoteIp: null, remotePort: null, tls: null }),
  userAgent: z.string().nullable().catch(null),
  versions: z.record(z.string(), z.string()).catch({}),
  environment: environmentSchema.nullable().catch(null)
})
type SavedSheet = z.infer<typeof savedSheetSchema>
const nothing: SavedSheet = savedSheetSchema.parse({})

const roles: Readonly<Record<Evidence['files'][number]['role'], string>> = {
  image: '截图',
  archive: '网页存档',
  sheet: '取证单',
  thumbnail: '缩略图',
  attachment: '附件'
}

/** Pixels of the picture that are printed, so that the file stays small. */
const printedWidth = 1_400
const printedHeight = 1_870

export async function printedSheet(
  { store, clock }: Pick<BackendContext, 'store' | 'clock'>,
  files: EvidenceStore,
  evidence: Evidence
): Promise<PrintedSheet> {
  const { batchId, objectKey } = evidence
  const saved = await savedSheet(files, evidence)
  const target = store.target(batchId, objectKey)
  const batch = store.batch(batchId)
  const titles = new Map(batch?.catalogue.indicators.map(({ id, title }) => [id, `${id} ${title}`]))
  const findings = store.findings(batchId, objectKey).filter(({ evidenceIds }) => evidenceIds.includes(evidence.id))
  const [head] = store.events(store.eventCount() - 1, 1)
  return {
    title: evidence.title ?? evidence.finalUrl ?? evidence.id,
    facts: factsOf(evidence, saved, {
      object: target?.object.name ?? saved.object.name,
      unit: target?.object.unit ?? '',
      batch: batch?.title ?? ''
    }),
    findings: findings.map(({ indicatorId, description, location }) => ({
      indicator: titles.get(indicatorId) ?? indicatorId,
      description,
      location
    })),
    files: evidence.files.map(({ role, ...file }) => ({ ...file, role: roles[role] })),
    picture: await printedPicture(store.annotation(evidence.id)?.layers ?? [], files, evidence),
    anchor: head === undefined ? null : { device: head.device, seq: head.seq, hash: head.hash },
    printedAt: localTimeText(clock.now())
  }
}

function factsOf(
  evidence: Evidence,
  { inspector, page, network, userAgent, versions, environment }: SavedSheet,
  { object, unit, batch }: { object: string; unit: string; batch: string }
): PrintedSheet['facts'] {
  const chain = page.redirects.map(({ url, status }) => `${status ?? '?'} ${url}`)
  const claimed = evidence.takenAt === undefined ? [] : [['照片自称拍摄时间', localTimeText(evidence.takenAt)] as const]
  return [
    ['抽查批次', batch],
    ['抽查对象', object],
    ['主办单位', unit],
    ['取证时间', `${localTimeText(evidence.capturedAt)}（本机时钟，北京时间）`],
    ...claimed,
    ['检查人', inspector],
    ['页面标题', evidence.title ?? ''],
    ['请求网址', evidence.requestedUrl ?? ''],
    ...(chain.length === 0 ? [] : [['跳转', chain.join('；')] as const]),
    ['最终网址', evidence.finalUrl ?? ''],
    ['应答', page.status === null ? (page.errorText ?? '') : `状态码 ${page.status}`],
    ['服务器地址', network.remoteIp === null ? '' : `${network.remoteIp}:${network.remotePort ?? ''}`],
    ...(network.tls === null ? [] : [['证书 SHA-256', network.tls.chainSha256[0] ?? ''] as const]),
    ['图像尺寸', evidence.width === 0 ? '' : `${evidence.width} × ${evidence.height} 像素`],
    [
      '质量',
      evidence.quality.length === 0
        ? '合格'
        : `有疑问${evidence.acceptedBy === undefined ? '' : `，${evidence.acceptedBy}确认可用`}`
    ],
    ['浏览器', userAgent ?? ''],
    [
      '软件',
      Object.entries(versions)
        .map(([name, version]) => (/^[\d.]+$/.test(version) ? `${name} ${version}` : version))
        .join('，')
    ],
    ...(environment === null
      ? [['取证环境', evidence.kind === 'file' ? '未取得：这是加入的文件，不是打开网页取得的' : '未取得：旧版本取证'] as const]
      : environmentRows(environment)),
    ['证据编号', evidence.id]
  ]
}

async function savedSheet(files: EvidenceStore, evidence: Evidence): Promise<SavedSheet> {
  const sheet = evidence.files.find(({ role }) => role === 'sheet')
  if (sheet === undefined) return nothing
  const text = Buffer.from(await files.read(sheet.sha256)).toString('utf8')
  try {
    return savedSheetSchema.parse(JSON.parse(text))
  } catch {
    // Not of this program: then nothing of it is printed.
    return nothing
  }
}

/** The upper part of the picture with what was drawn and masked over it, small enough for paper. */
async function printedPicture(
  layers: readonly Layer[],
  files: EvidenceStore,
  evidence: Evidence
): Promise<PrintedSheet['picture']> {
  const image = evidence.files.find(({ role }) => role === 'image')
  if (image === undefined) return null
  const { printableImage } = await import('../evidence/printable-image.ts')
  const { webp, isCut } = await printableImage(await files.read(image.sha256), layers, {
    width: printedWidth,
    height: printedHeight
  })
  return { src: `data:image/webp;base64,${webp.toString('base64')}`, isCut, isAnnotated: layers.length > 0 }
}
