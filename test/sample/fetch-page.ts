import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { TLSSocket } from 'node:tls'

export interface FetchedPage {
  /** 0: the connection broke before an answer came. */
  status: number
  location: string | null
  body: Buffer
  /** Certificate's end, ISO; null over http. */
  validTo: string | null
  /** false when nothing more came before `timeoutMs`. */
  ended: boolean
}

/** GET without a resolver: Node knows no `*.localhost`, so the name goes in the Host header and the socket to 127.0.0.1. */
export function fetchPage(url: string, timeoutMs = 5_000, headers: Record<string, string> = {}): Promise<FetchedPage> {
  const { protocol, hostname, port, pathname, search } = new URL(url)
  const ask = protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve) => {
    const page: FetchedPage = { status: 0, location: null, body: Buffer.alloc(0), validTo: null, ended: false }
    const chunks: Buffer[] = []
    const finish = (ended: boolean) => {
      clearTimeout(timer)
      request.destroy()
      resolve({ ...page, body: Buffer.concat(chunks), ended })
    }
    const request = ask(
      {
        host: '127.0.0.1',
        port,
        path: pathname + search,
        headers: { host: `${hostname}:${port}`, ...headers },
        servername: hostname,
        rejectUnauthorized: false,
        agent: false
      },
      (response) => {
        page.status = response.statusCode ?? 0
        page.location = response.headers.location ?? null
        if (protocol === 'https:')
          page.validTo = new Date((response.socket as TLSSocket).getPeerCertificate().valid_to).toISOString()
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => finish(true))
        response.on('error', () => finish(false))
      }
    )
    request.on('error', () => finish(false))
    const timer = setTimeout(() => finish(false), timeoutMs)
    request.end()
  })
}
