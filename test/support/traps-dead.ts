/** Links that lead nowhere, some of which look well. */
import { gzipSync } from 'node:zlib'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { portal, richPage, sendPage, softPage, type Trap } from './trap-page.ts'

type Answer = NonNullable<Trap['answer']>

const missing = (response: ServerResponse): void => sendPage(response, '未找到', `<p>未找到：没有这个网页</p>${portal}`, 404)
const notFound: Answer = (_request, response) => missing(response)
const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(code, { 'content-type': 'text/html', ...headers })
    response.end('<p>服务暂时停止</p>')
  }

const dead = (id: string, answer: Answer, html?: string): Trap => ({
  id,
  expected: 'dead',
  answer,
  ...(html === undefined ? {} : { html: () => html })
})

export const deadTraps: readonly Trap[] = [
  dead('missing', notFound),
  dead('gone', status(410)),
  dead('missing-bare', (_request, response) => void response.writeHead(404).end()),
  dead('missing-chinese', notFound, '<a href="/k-missing-chinese-k/已删除的文件.html">中文路径</a>'),
  dead('missing-query', notFound, '<a href="/k-missing-query-k?id=77&t=1">查询</a>'),
  dead('missing-zipped', (_request, response) => {
    response.writeHead(404, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
    response.end(gzipSync('<p>没有这个网页</p>'))
  }),
  // The server's own way to say so has much text, the same for every path.
  dead('missing-rich', (_request, response) => richPage(response), '<a href="/rich/k-missing-rich-k">内容丰富的 404</a>'),
  dead('head-says-yes', (request, response) => (request.method === 'HEAD' ? status(200)(request, response) : missing(response))),
  dead('error-500', status(500)),
  dead('error-502', status(502)),
  dead('error-503', status(503, { 'retry-after': '1' })),
  dead('error-504', status(504)),
  dead('always-reset', (request) => void request.socket.resetAndDestroy()),
  dead('always-closed', (request) => void request.socket.end()),
  { id: 'refused', expected: 'dead', html: ({ refused }) => `<a href="${refused}/k-refused-k">拒绝连接</a>` },
  { id: 'no-name', expected: 'dead', html: () => '<a href="http://no-such-name.invalid/k-no-name-k">没有的域名</a>' },
  dead('loop-self', (_request, response) => void response.writeHead(302, { location: '/k-loop-self-k' }).end()),
  dead('loop-two', (request, response) => {
    const next = request.url?.includes('other') === true ? '/k-loop-two-k' : '/k-loop-two-k/other'
    response.writeHead(301, { location: next }).end()
  }),
  dead('loop-hosts', (request, response, _hit, { origin, other }) => {
    const next = request.headers.host === other.slice('http://'.length) ? origin : other
    response.writeHead(302, { location: `${next}/k-loop-hosts-k` }).end()
  }),
  dead('loop-endless', (request, response) => {
    const step = Number(/step(\d+)/.exec(request.url ?? '')?.[1] ?? 0)
    response.writeHead(302, { location: `/k-loop-endless-k/step${step + 1}` }).end()
  }),
  dead('loop-same-cookie', (_request, response) => {
    response.writeHead(302, { location: '/k-loop-same-cookie-k', 'set-cookie': 'seen=1' }).end()
  }),
  dead('moved-to-missing', (request, response) => {
    if (request.url?.includes('there') === true) missing(response)
    else response.writeHead(301, { location: '/k-moved-to-missing-k/there' }).end()
  }),
  dead('moved-to-refused', (_request, response, _hit, { refused }) => {
    response.writeHead(302, { location: `${refused}/k-moved-to-refused-k` }).end()
  }),
  dead('soft', softPage, '<a href="/soft/k-soft-k.html">软 404</a>'),
  dead('soft-deep', softPage, '<a href="/soft/2023/02/03/k-soft-deep-k.html">软 404</a>'),
  dead('soft-program', softPage, '<a href="/soft/show.jsp?id=k-soft-program-k">软 404</a>'),
  dead(
    'soft-home',
    (_request, response) => void response.writeHead(302, { location: '/' }).end(),
    '<a href="/away/art/k-soft-home-k.html">跳回首页</a>'
  ),
  dead('says-missing', (_request, response) => sendPage(response, '提示', '对不起，您访问的页面不存在！返回首页')),
  dead('says-deleted', (_request, response) => sendPage(response, '某市人民政府', '该信息已被删除或正在审核')),
  dead('titled-404', (_request, response) => sendPage(response, '404 Not Found', 'nginx')),
  dead('says-in-script', (_request, response) =>
    sendPage(response, '', "<script>alert('文章不存在或已删除');history.back()</script>")
  ),
  dead('image-missing', notFound, '<img src="/k-image-missing-k.png" alt="">'),
  dead('style-missing', notFound, '<link rel="stylesheet" href="/k-style-missing-k.css">'),
  dead('script-missing', notFound, '<script src="/k-script-missing-k.js"></script>'),
  dead('frame-missing', notFound, '<iframe src="/k-frame-missing-k"></iframe>'),
  {
    id: 'base-missing',
    expected: 'dead',
    page: {
      path: '/p-base-missing.html',
      type: 'text/html',
      bytes: () => Buffer.from('<base href="/k-base-missing-k/"><title>a</title><a href="a.html">a</a>')
    },
    answer: notFound
  },
  {
    id: 'refresh-missing',
    expected: 'dead',
    page: {
      path: '/p-refresh-missing.html',
      type: 'text/html',
      bytes: () => Buffer.from('<meta http-equiv="refresh" content="0;url=/k-refresh-missing-k">')
    },
    answer: notFound
  }
]
