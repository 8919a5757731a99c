import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Backend } from '../../backend/backend.ts'
import { findStaticFile, pageHeaders, servedHeaders, servedPath } from '../../backend/static-file.ts'
import type { Access } from './access.ts'

export interface HttpOptions {
  backend: Pick<Backend, 'servedFile'>
  rendererDir: string
  /** Known only once the server listens. */
  access: () => Access
}

export function createHttpServer(options: HttpOptions): Server {
  const server = createServer((request, response) => void handle(request, response, options))
  server.headersTimeout = 10_000
  return server
}

async function handle(request: IncomingMessage, response: ServerResponse, options: HttpOptions): Promise<void> {
  const access = options.access()
  if (!access.isForUs(request)) return refuse(response, 403, '这个地址不是巡查的地址，请求未被接受。')
  // Taken as it came: URL parsing would quietly repair a path that tries to climb.
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const token = new URLSearchParams(query).get('token')
  if (path === '/' && access.isToken(token)) {
    response.writeHead(303, { ...pageHeaders, location: '/', 'set-cookie': access.cookie, 'cache-control': 'no-store' }).end()
    return
  }
  if (!access.hasToken(request)) return refuse(response, 403, '请用启动巡查时显示的完整网址打开（网址里带有本次的口令）。')
  if (request.method !== 'GET') return refuse(response, 405, '这里只能读取。')

  const served = servedPath(path)
  if (served !== null) {
    const found = options.backend.servedFile(served)
    return found === null ? refuse(response, 404, '没有这个文件。') : send(response, found.file, servedHeaders(served, found))
  }
  const found = await findStaticFile(options.rendererDir, path)
  if (found === null) return refuse(response, 404, '没有这个页面。')
  return send(response, found.file, { ...pageHeaders, 'content-type': found.mime })
}

function send(response: ServerResponse, file: string, headers: Record<string, string>): void {
  const stream = createReadStream(file)
  stream.once('open', () => {
    response.writeHead(200, headers)
    stream.pipe(response)
  })
  stream.once('error', () => {
    // The file went away between looking and reading; half an answer is broken off, never finished.
    if (response.headersSent) response.destroy()
    else refuse(response, 404, '没有这个文件。')
  })
  response.once('close', () => stream.destroy())
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
}
