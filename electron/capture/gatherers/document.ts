import type { Fact } from '../../domain/facts/facts.ts'
import { decodeDocument } from '../charset.ts'
import { sha256Of } from '../live-page.ts'
import type { LivePage } from '../live-page.ts'

/** The answer to a plain request, as the HTTP client hands it on. */
export interface HttpAnswer {
  requestedUrl: string
  finalUrl: string
  status: number | null
  error: string | null
  redirects: Fact<'document'>['redirects']
  contentType: string
  /** null where no answer came. */
  bytes: Uint8Array | null
  startedAt: string
  milliseconds: number
}

export function httpDocument({ bytes, ...answer }: HttpAnswer): Fact<'document'> {
  return { ...answer, ...bodyFacts(bytes, answer.contentType), by: 'http' }
}

export function browserDocument({ record, bytes, html, contentType, milliseconds }: LivePage): Fact<'document'> {
  const body = bytes ?? (html === null ? null : Buffer.from(html))
  return {
    requestedUrl: record.requestedUrl,
    finalUrl: record.finalUrl,
    status: record.status,
    error: record.error,
    redirects: record.redirects.map(({ url, status, location }) => ({ url, status, location: location ?? '' })),
    contentType,
    ...bodyFacts(body, contentType),
    // Text that was decoded and written again has another hash than what came.
    ...(bytes === null ? { sha256: null } : {}),
    startedAt: record.startedAt,
    milliseconds,
    by: 'browser'
  }
}

function bodyFacts(
  bytes: Uint8Array | null,
  contentType: string
): Pick<Fact<'document'>, 'bytes' | 'sha256' | 'charset' | 'declaredCharset'> {
  if (bytes === null) return { bytes: 0, sha256: null, charset: '', declaredCharset: null }
  const { charset, declared } = decodeDocument(bytes, contentType)
  return { bytes: bytes.byteLength, sha256: sha256Of(bytes), charset, declaredCharset: declared }
}
