/** What traps are made of. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** `none`: nothing that could be checked; it must not appear at all. */
export type Expected = 'ok' | 'dead' | 'needs-eyes' | 'none'

export interface TrapSite {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  origin: string
  /** Another host, on the same machine. */
  other: string
  /** With a certificate nobody vouches for. */
  secure: string
  /** A port where nobody listens. */
  refused: string
  port: number
  hosts: string[]
  close(): Promise<void>
}

export interface Trap {
  id: string
  expected: Expected
  /** What stands in the page; an ordinary link where not given. */
  html?: (site: TrapSite) => string
  /** A page of its own instead, linked from the start; its links are the trap. */
  page?: { path: string; type: string; bytes: (site: TrapSite) => Uint8Array }
  /** How its address answers; an ordinary page where not given. `hit` counts from 1. */
  answer?: (request: IncomingMessage, response: ServerResponse, hit: number, site: TrapSite) => void
  /** Only a browser finds it open. */
  needsBrowser?: true
  /** Left out where tools are compared: its address means nothing to their resolver. */
  isOurs?: true
}

export const article =
  '各县区人民政府，市政府各部门：为进一步做好本年度的重点工作，现将有关事项通知如下。请各单位结合实际认真贯彻执行，按时报送落实情况。'

export function sendPage(response: ServerResponse, title: string, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(`<!doctype html><title>${title}</title><body>${body}</body>`)
}

/** What stands around every page of a site. */
export const portal = '<nav>首页 政务公开 政务服务 互动交流 走进本市 数据发布</nav>'

/** Says that all is well whatever is asked for, repeats the address and tells the time, as many systems do. */
export function softPage(request: IncomingMessage, response: ServerResponse): void {
  const said = `<p>您请求的地址 ${request.url ?? ''} 现在看不了，${new Date().toISOString()}</p>`
  sendPage(response, '某市人民政府', `${portal}${said}<footer>主办单位：某市人民政府办公室</footer>`)
}

/** A 404 with much text, the same for every path. */
export function richPage(response: ServerResponse): void {
  sendPage(response, '某市人民政府', `${portal}${article.repeat(6)}`, 404)
}
