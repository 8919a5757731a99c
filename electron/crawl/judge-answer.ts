/**
 * What one answer says about a link, without asking anything more.
 *
 * - dead: 404, 410; 5xx without a wall; no such name; refused; reset; endless redirects. Each only after spaced tries.
 * - needs eyes: 401, 403, 412, 429, 451 and every other 4xx (walls answer with any of them); 5xx that is a wall; a certificate a
 *   browser refuses; no encrypted connection (it may be 国密); what comes is no HTTP; the resolver or the own network fails.
 * - no answer in time: dead where the host has answered something else in this run, since then the page is at fault; needs eyes
 *   where the host never answered, since then it may be the way there.
 */
import type { FetchAnswer } from './polite-client.ts'

export type Judged =
  | { kind: 'open' }
  /** `again`: another try may change it. */
  | { kind: 'dead' | 'needs-eyes'; again: boolean; seen: string }
  /** An error status whose page decides: a wall needs eyes. */
  | { kind: 'by-page'; again: boolean; seen: string }
  | { kind: 'timeout'; again: true; seen: string }
  | { kind: 'aborted' }

/** Worth another try although the status is no fault of the link. */
const passing = new Set([408, 425, 429])

export function judgeAnswer(answer: FetchAnswer): Judged {
  const { status, error } = answer
  if (error !== null && !(status !== null && status < 300 && cameAnyway.has(error.kind))) return judgeError(answer, error.kind)
  if (status === null) return { kind: 'needs-eyes', again: true, seen: '没有答复' }
  if (status >= 200 && status < 300) {
    const fault = answer.tls?.error ?? null
    return fault === null ? { kind: 'open' } : { kind: 'needs-eyes', again: false, seen: `证书有问题（${fault}），浏览器会拦截` }
  }
  const seen = `状态码 ${status}`
  if (status === 404 || status === 410 || status >= 500) return { kind: 'by-page', again: true, seen }
  return { kind: 'needs-eyes', again: passing.has(status), seen: `${seen}，要人工看` }
}

/** A page of which a part came: browsers show it. */
const cameAnyway = new Set<string>(['reset'])

function judgeError(answer: FetchAnswer, kind: NonNullable<FetchAnswer['error']>['kind']): Judged {
  const detail = answer.error?.detail ?? ''
  switch (kind) {
    case 'aborted':
      return { kind: 'aborted' }
    case 'bad-url':
      return { kind: 'needs-eyes', again: false, seen: `不是有效的网址：${detail}` }
    case 'blocked':
      return { kind: 'needs-eyes', again: false, seen: `指向本机或内网地址，没有访问（${detail}）` }
    case 'name-not-resolved':
      return { kind: 'dead', again: true, seen: `域名不存在（${detail}）` }
    case 'resolver-failed':
      return { kind: 'needs-eyes', again: true, seen: `域名解析没有答复（${detail}），可能是本机网络问题` }
    case 'refused':
      return { kind: 'dead', again: true, seen: `服务器拒绝连接（${detail}）` }
    case 'unreachable':
      return { kind: 'needs-eyes', again: true, seen: `网络不通（${detail}），可能是本机网络问题` }
    case 'connect-timeout':
      return { kind: 'timeout', again: true, seen: `连接超时（${detail}）` }
    case 'answer-timeout':
      return { kind: 'timeout', again: true, seen: `等待答复超时（${detail}）` }
    case 'body-timeout':
      return { kind: 'needs-eyes', again: true, seen: `有答复但没有传完（${detail}）` }
    case 'reset':
      return { kind: 'dead', again: true, seen: `连接被中断（${detail}）` }
    case 'tls':
      return { kind: 'needs-eyes', again: true, seen: `不能建立加密连接（${detail}）` }
    case 'redirect-loop':
      return { kind: 'dead', again: true, seen: '跳转形成死循环' }
    case 'too-many-redirects':
      return { kind: 'dead', again: true, seen: `跳转次数过多（${detail}）` }
    case 'bad-redirect':
      return { kind: 'needs-eyes', again: false, seen: `跳转地址无效（${detail}）` }
    case 'bad-answer':
      return { kind: 'needs-eyes', again: true, seen: `答复不符合 HTTP 格式（${detail}）` }
    case 'failed':
      return { kind: 'needs-eyes', again: true, seen: `没有打开（${detail}）` }
  }
}
