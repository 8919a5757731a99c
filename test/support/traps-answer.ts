/** Pages that are all right, whatever it looks like at first. */
import { setTimeout as wait } from 'node:timers/promises'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { article, portal, sendPage, type Trap } from './trap-page.ts'

const good = (response: ServerResponse): void => sendPage(response, '通知', article)

/** Wrong for HEAD, right for GET. */
function head(id: string, refuse: (request: IncomingMessage, response: ServerResponse) => void): Trap {
  return {
    id,
    expected: 'ok',
    answer: (request, response) => (request.method === 'HEAD' ? refuse(request, response) : good(response))
  }
}

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(code, headers)
    response.end()
  }

/** Wrong the first times, then right. */
function then(id: string, times: number, wrong: (request: IncomingMessage, response: ServerResponse) => void): Trap {
  return { id, expected: 'ok', answer: (request, response, hit) => (hit <= times ? wrong(request, response) : good(response)) }
}

/** Leads in one step to a page that is there. */
function leads(id: string, code: number, location: (origin: string) => string): Trap {
  return {
    id,
    expected: 'ok',
    answer(request, response, _hit, { origin }) {
      if (request.url?.includes('there') === true) good(response)
      else status(code, { location: location(origin) })(request, response)
    }
  }
}

function packed(id: string, encoding: string, bytes: Uint8Array): Trap {
  return {
    id,
    expected: 'ok',
    answer(_request, response) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': encoding })
      response.end(bytes)
    }
  }
}

/** Bytes on the wire, then the end. */
function raw(id: string, text: string): Trap {
  return { id, expected: 'ok', answer: (request) => void request.socket.end(text) }
}

const page = `<!doctype html><title>通知</title><body>${article}</body>`
const zipped = gzipSync(page)
const size = Buffer.byteLength(page)

export const answerTraps: readonly Trap[] = [
  { id: 'plain', expected: 'ok' },
  head('head-405', status(405)),
  head('head-501', status(501)),
  head('head-404', status(404)),
  head('head-403', status(403)),
  head('head-500', status(500)),
  head('head-cut', (request) => request.socket.destroy()),
  then('429-asks', 1, status(429, { 'retry-after': '1' })),
  then('429-bare', 1, status(429)),
  { ...then('429-date', 1, status(429)), answer: retryDate },
  then('503-asks', 1, status(503, { 'retry-after': '1' })),
  then('503-bare', 1, status(503)),
  then('500-once', 1, status(500)),
  then('502-once', 1, status(502)),
  then('504-twice', 2, status(504)),
  then('404-once', 1, status(404)),
  then('408-once', 1, status(408)),
  then('reset-once', 1, (request) => request.socket.resetAndDestroy()),
  then('reset-twice', 2, (request) => request.socket.resetAndDestroy()),
  then('empty-once', 1, (request) => request.socket.end()),
  { id: 'slow-10', expected: 'ok', answer: (_request, response) => void wait(10_000).then(() => good(response)) },
  { id: 'slow-3', expected: 'ok', answer: (_request, response) => void wait(3_000).then(() => good(response)) },
  { id: 'drip', expected: 'ok', answer: (_request, response) => void drip(response) },
  leads('moved-301', 301, () => '/k-moved-301-k/there'),
  leads('moved-302', 302, () => '/k-moved-302-k/there'),
  leads('moved-303', 303, () => '/k-moved-303-k/there'),
  leads('moved-307', 307, () => '/k-moved-307-k/there'),
  leads('moved-308', 308, () => '/k-moved-308-k/there'),
  leads('moved-relative', 302, () => 'k-moved-relative-k/there'),
  leads('moved-whole', 302, (origin) => `${origin}/k-moved-whole-k/there`),
  leads('moved-same-scheme', 302, (origin) => `${origin.slice('http:'.length)}/k-moved-same-scheme-k/there`),
  leads('moved-fragment', 302, () => '/k-moved-fragment-k/there#part'),
  leads('moved-utf8', 302, () => Buffer.from('/k-moved-utf8-k/政策/there').toString('latin1')),
  leads('moved-gbk', 302, () => '/k-moved-gbk-k/\u00D5\u00FE\u00B2\u00DF/there'),
  {
    id: 'moved-ten-times',
    expected: 'ok',
    answer(request, response) {
      const step = Number(/step(\d+)/.exec(request.url ?? '')?.[1] ?? 0)
      if (step === 10) good(response)
      else status(302, { location: `/k-moved-ten-times-k/step${step + 1}` })(request, response)
    }
  },
  {
    id: 'cookie-once',
    expected: 'ok',
    answer(request, response) {
      if (request.headers.cookie?.includes('seen=1') === true) good(response)
      else status(302, { location: '/k-cookie-once-k', 'set-cookie': 'seen=1; Path=/' })(request, response)
    }
  },
  {
    id: 'cookie-twice',
    expected: 'ok',
    answer(request, response) {
      const step = Number(/step=(\d)/.exec(request.headers.cookie ?? '')?.[1] ?? 0)
      if (step === 2) good(response)
      else status(302, { location: '/k-cookie-twice-k', 'set-cookie': `step=${step + 1}` })(request, response)
    }
  },
  {
    id: 'moved-host',
    expected: 'ok',
    answer(request, response, _hit, { other }) {
      if (request.url?.includes('there') === true) good(response)
      else status(302, { location: `${other}/k-moved-host-k/there` })(request, response)
    }
  },
  packed('gzip', 'gzip', zipped),
  packed('x-gzip', 'x-gzip', zipped),
  packed('deflate', 'deflate', deflateSync(page)),
  packed('deflate-bare', 'deflate', deflateRawSync(page)),
  packed('brotli', 'br', brotliCompressSync(page)),
  packed('gzip-cut', 'gzip', zipped.subarray(0, -8)),
  packed('unknown-encoding', 'utf-8', Buffer.from(page)),
  packed('identity', 'identity', Buffer.from(page)),
  raw('length-too-long', `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${size + 500}\r\n\r\n${page}`),
  raw(
    'chunks-unended',
    `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ntransfer-encoding: chunked\r\n\r\n${size.toString(16)}\r\n${page}\r\n`
  ),
  raw('http-1-0', `HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\n${page}`),
  raw('no-type', `HTTP/1.1 200 OK\r\ncontent-length: ${size}\r\nconnection: close\r\n\r\n${page}`),
  raw('no-reason', `HTTP/1.1 200\r\ncontent-type: text/html\r\ncontent-length: ${size}\r\nconnection: close\r\n\r\n${page}`),
  { id: 'no-content', expected: 'ok', answer: (request, response) => status(204)(request, response) },
  {
    id: 'big-file',
    expected: 'ok',
    answer(_request, response) {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': 8_000_000 })
      response.end(Buffer.alloc(8_000_000))
    }
  },
  { id: 'endless-file', expected: 'ok', answer: (_request, response) => endless(response) },
  {
    id: 'large-head',
    expected: 'ok',
    answer(_request, response) {
      response.setHeader('x-long', 'a'.repeat(12_000))
      good(response)
    }
  },
  {
    id: 'speaks-of-404',
    expected: 'ok',
    answer: (_request, response) =>
      sendPage(response, '关于清理“404页面不存在”问题的通知', `${article.repeat(4)}有的网页提示页面不存在，应当整改。`)
  },
  { id: 'nothing-yet', expected: 'ok', answer: (_request, response) => sendPage(response, '征集调查', '暂无内容') },
  {
    id: 'real-among-soft',
    expected: 'ok',
    html: () => '<a href="/soft/k-real-among-soft-k.html">在软 404 目录里的真网页</a>',
    answer: (_request, response) => sendPage(response, '某市人民政府', `${portal}<p>${article}</p>`)
  },
  {
    id: 'browsers-only',
    expected: 'ok',
    needsBrowser: true,
    answer(request, response) {
      // As some walls do: what calls itself a program is told that there is nothing.
      const isBrowser = request.headers['sec-fetch-mode'] === 'navigate'
      if (isBrowser) good(response)
      else sendPage(response, '404', 'Not Found', 404)
    }
  }
]

function retryDate(_request: IncomingMessage, response: ServerResponse, hit: number): void {
  if (hit > 1) {
    good(response)
    return
  }
  response.writeHead(429, { 'retry-after': new Date(Date.now() + 2_000).toUTCString() })
  response.end()
}

async function drip(response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  for (const part of article.match(/.{1,6}/gu) ?? []) {
    response.write(part)
    await wait(200)
  }
  response.end()
}

function endless(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/octet-stream' })
  const more = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(16_384)));
  }
  response.on('drain', more)
  more()
}
