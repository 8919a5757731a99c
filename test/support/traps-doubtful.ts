/** What a machine cannot decide: walls, faults on the way, addresses that are no web address. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { article, sendPage, type Trap } from './trap-page.ts'

const status =
  (code: number, headers: Record<string, string> = {}) =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(code, { 'content-type': 'text/html', ...headers })
    response.end('<p>请求被拒绝</p>')
  }

const eyes = (id: string, answer: NonNullable<Trap['answer']>): Trap => ({ id, expected: 'needs-eyes', answer })
const written = (id: string, html: Trap['html']): Trap => ({
  id,
  expected: 'needs-eyes',
  ...(html === undefined ? {} : { html })
})

export const doubtfulTraps: readonly Trap[] = [
  eyes('wall-400', status(400)),
  eyes('wall-401', status(401, { 'www-authenticate': 'Basic realm="a"' })),
  eyes('wall-403', status(403)),
  eyes('wall-405', status(405)),
  eyes('wall-406', status(406)),
  eyes('wall-412', status(412)),
  eyes('wall-418', status(418)),
  eyes('wall-423', status(423)),
  eyes('wall-429', status(429, { 'retry-after': '1' })),
  eyes('wall-451', status(451)),
  eyes('wall-493', status(493)),
  eyes('challenge-521', (_request, response) => {
    response.writeHead(521, { 'content-type': 'text/html', 'set-cookie': '__jsluid_s=1' })
    response.end('<script>document.cookie="__jsl_clearance_s=1";location.href=location.pathname</script>')
  }),
  eyes('challenge-503', (_request, response) =>
    sendPage(response, '安全检查', '请完成安全验证后继续访问 <div class="captcha"></div>', 503)
  ),
  eyes('challenge-404', (_request, response) => sendPage(response, '访问验证', '请输入验证码', 404)),
  eyes('content-404', (_request, response) => sendPage(response, '关于做好防汛工作的通知', `${article.repeat(8)}`, 404)),
  written('certificate', ({ secure }) => `<a href="${secure}/k-certificate-k">证书</a>`),
  eyes('gzip-lie', (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
    response.end(`<title>通知</title>${article}`)
  }),
  eyes('blank', (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end()),
  eyes('no-http', (request) => void request.socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
  eyes('no-location', status(302)),
  eyes('moved-to-ftp', status(302, { location: 'ftp://127.0.0.1/k-moved-to-ftp-k' })),
  eyes('moved-inside', status(302, { location: 'http://192.168.1.1/k-moved-inside-k' })),
  written('inside', () => '<a href="http://10.0.0.1/k-inside-k">内网</a>'),
  written('metadata', () => '<a href="http://169.254.169.254/k-metadata-k">内网</a>'),
  written('file', () => '<a href="file:///C:/k-file-k.doc">本机文件</a>'),
  written('drive', () => '<a href="C:\\Users\\k-drive-k.doc">本机文件</a>'),
  written('bad-host', () => '<a href="http://k-bad-host-k host/">空格</a>'),
  written('bad-port', () => '<a href="http://127.0.0.1:99999/k-bad-port-k">端口</a>')
]
