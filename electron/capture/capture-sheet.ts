/** 取证单: what was seen, where, when and with what. Every entry is a fact of the browser's network side, or `null`. */
import { createHash } from 'node:crypto'
import type { CaptureEnvironment } from '../domain/environment.ts'
import type { CaptureFault, EvidenceFile } from '../domain/inspection.ts'
import type { NavigationRecord } from './navigation-record.ts'
import type { PageDriver } from './page-driver.ts'
import type { CaptureArea } from '../domain/capture-area.ts'
import type { ViewFacts } from './screenshot.ts'

export interface SheetInput {
  evidenceId: string
  batchId: string
  objectKey: string
  objectName: string
  inspector: string
  requestedUrl: string
  title: string
  mode: CaptureArea['mode']
  record: NavigationRecord | null
  errorText: string | null
  /** DER of the chain, leaf first, base64; empty for http. */
  chain: readonly string[]
  /** ISO instants in UTC. */
  captureStartedAt: string
  capturedAt: string
  view: ViewFacts
  zoom: number
  image: { width: number; height: number; tiles: number }
  versions: Readonly<Record<string, string>>
  environment: CaptureEnvironment
  quality: readonly CaptureFault[]
  files: readonly EvidenceFile[]
}

/** A moment in both readings: UTC and Beijing time. */
interface Moment {
  utc: string
  beijing: string
}

export function buildCaptureSheet(input: SheetInput): Record<string, unknown> {
  const { record } = input
  const times: Record<string, Moment | null> = {
    requested: record === null ? null : momentOf(record.startedAt),
    shown: momentOrNull(record?.committedAt),
    loaded: momentOrNull(record?.loadedAt),
    captureStarted: momentOf(input.captureStartedAt),
    captured: momentOf(input.capturedAt)
  }
  return {
    format: 'xuncha-capture-sheet/1',
    evidence: input.evidenceId,
    batch: input.batchId,
    object: { key: input.objectKey, name: input.objectName },
    inspector: input.inspector,
    page: {
      requestedUrl: input.requestedUrl,
      finalUrl: record?.finalUrl ?? null,
      title: input.title,
      redirects: record?.redirects ?? [],
      status: record?.status ?? null,
      statusText: record?.statusText ?? null,
      error: record?.error ?? null,
      errorText: input.errorText,
      method: record?.method ?? null,
      mime: record?.mime ?? null,
      headers: record?.headers ?? {},
      fromCache: record?.fromCache ?? false
    },
    network: {
      remoteIp: record?.remoteIp ?? null,
      remotePort: record?.remotePort ?? null,
      protocol: record?.protocol ?? null,
      tls:
        record?.tls === null || record?.tls === undefined
          ? null
          : {
              ...record.tls,
              chainSha256: input.chain.map((der) => createHash('sha256').update(Buffer.from(der, 'base64')).digest('hex'))
            }
    },
    times,
    view: { mode: input.mode, ...input.view, zoom: input.zoom },
    image: input.image,
    userAgent: record?.userAgent ?? null,
    versions: input.versions,
    environment: input.environment,
    quality: input.quality.length === 0 ? 'ok' : input.quality,
    files: input.files.map(({ role, name, mime, sha256, size }) => ({ role, name, mime, sha256, size }))
  }
}

/** The certificate chain the browser was shown, leaf first, each in DER and base64. */
export async function certificateChain(driver: PageDriver, url: string): Promise<string[]> {
  if (!url.startsWith('https:')) return []
  const { origin } = new URL(url)
  return driver.send('Network.getCertificate', { origin }).then(
    ({ tableNames }) => tableNames,
    () => []
  )
}

const momentOrNull = (utc: string | null | undefined): Moment | null => (utc === null || utc === undefined ? null : momentOf(utc))

function momentOf(utc: string): Moment {
  // China has kept one zone without summer time since 1992.
  const shifted = new Date(Date.parse(utc) + 8 * 3_600_000).toISOString()
  return { utc, beijing: shifted.replace('Z', '+08:00') }
}
