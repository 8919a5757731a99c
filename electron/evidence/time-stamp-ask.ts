import { largestStamp } from './time-stamp-verify.ts'

/** An authority gets this long to answer, milliseconds. */
const answerMilliseconds = 20_000

/**
 * Sends a request to an authority over HTTP (RFC 3161, 3.4). What comes back is not believed yet. Where none comes, half a
 * Chinese sentence says why.
 */
export async function askAuthority(
  url: string,
  request: Uint8Array,
  signal: AbortSignal
): Promise<{ ok: true; answer: Uint8Array } | { ok: false; reason: string }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(request),
      // An authority that sends its visitors elsewhere is another authority.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerMilliseconds)])
    })
    if (!response.ok) return { ok: false, reason: `答复的是状态码 ${response.status}` }
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response.body ?? []) {
      size += part.byteLength
      if (size > largestStamp) return { ok: false, reason: '答复过长' }
      parts.push(part)
    }
    return { ok: true, answer: Buffer.concat(parts) }
  } catch (error) {
    return { ok: false, reason: error instanceof Error && error.name === 'TimeoutError' ? '没有及时答复' : '连接不上' }
  }
}
