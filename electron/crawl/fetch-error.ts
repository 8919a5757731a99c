import type { FetchError, FetchErrorKind } from './polite-client.ts'
import { blockedCode } from './guarded-connect.ts'

const kinds: Readonly<Record<string, FetchErrorKind>> = {
  [blockedCode]: 'blocked',
  ENOTFOUND: 'name-not-resolved',
  ENODATA: 'name-not-resolved',
  EAI_AGAIN: 'resolver-failed',
  EAI_FAIL: 'resolver-failed',
  ESERVFAIL: 'resolver-failed',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  UND_ERR_HEADERS_OVERFLOW: 'bad-answer',
  EPROTO: 'tls'
}

/** What an error of the connection means. */
export function fetchErrorOf(error: unknown): FetchError {
  const code = codeOf(error)
  return { kind: kinds[code] ?? kindByShape(error, code), detail: code === '' || code === blockedCode ? messageOf(error) : code }
}

/** The code that names the cause: several attempts of one connection come as one error with many inside. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) {
    const codes = error.errors.map(codeOf)
    return codes.find((code) => code === blockedCode) ?? codes.find((code) => code !== '') ?? ''
  }
  if (!(error instanceof Error)) return ''
  const own = 'code' in error ? String(error.code) : ''
  const inner = error.cause instanceof Error ? codeOf(error.cause) : ''
  return own === 'UND_ERR_SOCKET' && inner !== '' ? inner : own === '' ? inner : own
}

function kindByShape(error: unknown, code: string): FetchErrorKind {
  // Not every fault that the parser finds has a code.
  if (code.startsWith('HPE_') || (error instanceof Error && error.name === 'HTTPParserError')) return 'bad-answer'
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS')) return 'tls'
  return 'failed'
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200)
