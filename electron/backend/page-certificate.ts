import type { Certificate, NavigationRecord } from '../capture/navigation-record.ts'
import type { PageState } from '../contract/pages.ts'
import { mayBeGmOnly } from '../domain/gm-only.ts'

const dayMs = 86_400_000

/** The 证书 line of the page. `now` as an ISO instant. */
export function certificateLine(
  url: string,
  record: NavigationRecord | null,
  shown: Certificate | null,
  now: string
): PageState['certificate'] {
  const error = record?.error ?? null
  if (error !== null && /ERR_CERT|ERR_SSL/.test(error)) return { state: 'invalid', text: brokenText(error, shown, now) }
  const validTo = record?.tls?.validTo
  if (!url.startsWith('https:') || validTo === undefined)
    return { state: 'none', text: url.startsWith('https:') ? '未取得证书' : '未使用 HTTPS' }
  const days = Math.floor((Date.parse(validTo) - Date.parse(now)) / dayMs)
  return days < 0
    ? { state: 'invalid', text: `证书过期 ${-days} 天` }
    : { state: 'valid', text: days === 0 ? '证书有效，今天到期' : `证书有效，还有 ${days} 天` }
}

function brokenText(error: string, shown: Certificate | null, now: string): string {
  if (error.includes('CERT_DATE_INVALID')) return dateText(shown, now)
  if (error.includes('COMMON_NAME_INVALID')) return '证书名称不符'
  if (error.includes('AUTHORITY_INVALID')) {
    // The browser names one fault only; an inspector wants to know of both.
    const isLate = shown !== null && Date.parse(now) > Date.parse(shown.validTo)
    return isLate ? `${dateText(shown, now)}，签发机构不受信任` : '证书签发机构不受信任'
  }
  if (error.includes('REVOKED')) return '证书已吊销'
  if (error.includes('ERR_CERT')) return '证书无效'
  if (mayBeGmOnly(error)) return '加密连接无法建立，可能只支持国密，需国密浏览器'
  return '加密连接无法建立'
}

function dateText(shown: Certificate | null, now: string): string {
  if (shown === null) return '证书不在有效期内'
  const late = Date.parse(now) - Date.parse(shown.validTo)
  if (late > 0) return `证书过期 ${Math.max(1, Math.floor(late / dayMs))} 天`
  return Date.parse(shown.validFrom) > Date.parse(now) ? '证书尚未生效' : '证书不在有效期内'
}
