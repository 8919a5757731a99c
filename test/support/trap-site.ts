/**
 * A site of links that fool link checkers, on real loopback servers, with the verdict that is right for each. Every trap carries a
 * mark in its address (`k-name-k`), by which its request and its result are known.
 */
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { selfSigned } from './self-signed.ts'
import { article, portal, richPage, sendPage, softPage, type Trap, type TrapSite } from './trap-page.ts'
import { addressTraps } from './traps-address.ts'
import { answerTraps } from './traps-answer.ts'
import { deadTraps } from './traps-dead.ts'
import { doubtfulTraps } from './traps-doubtful.ts'

export const traps: readonly Trap[] = [...answerTraps, ...addressTraps, ...deadTraps, ...doubtfulTraps]

export const markOf = (url: string): string | null => /k-([a-z\d-]+?)-k(?![a-z\d])/.exec(url)?.[1] ?? null

export async function startTrapSite(chosen: readonly Trap[] = traps): Promise<TrapSite> {
  const byId = new Map(chosen.map((trap) => [trap.id, trap]))
  const byPath = new Map(chosen.flatMap((trap) => (trap.page === undefined ? [] : [[trap.page.path, trap.page] as const])))
  const hits = new Map<string, number>()
  const site: TrapSite = { origin: '', other: '', secure: '', refused: '', port: 0, hosts: [], close: async () => undefined }

  const listener: RequestListener = (request, response) => {
    response.on('error', () => undefined)
    // LinkChecker asks no more than ten times a second where a server does not say this.
    response.setHeader('linkchecker', 'yes')
    const address = request.url ?? '/'
    const id = markOf(address)
    const trap = id === null ? undefined : byId.get(id)
    if (trap !== undefined) {
      const hit = (hits.get(trap.id) ?? 0) + 1
      hits.set(trap.id, hit)
      if (trap.answer === undefined) sendPage(response, trap.id, `<h1>${trap.id}</h1>${article}`)
      else trap.answer(request, response, hit, site)
      return
    }
    const page = byPath.get(address)
    if (page !== undefined) {
      response.writeHead(200, { 'content-type': page.type })
      response.end(page.bytes(site))
    } else if (address === '/') sendPage(response, '陷阱网站', startPage(chosen, site))
    else if (address.startsWith('/soft/')) softPage(request, response)
    else if (address.startsWith('/rich/')) richPage(response)
    else if (address.startsWith('/away/')) {
      response.writeHead(302, { location: '/' })
      response.end()
    } else sendPage(response, '未找到', `<p>未找到：没有这个网页</p>${portal}`, 404)
  }

  const plain = await listening(createServer(listener), '127.0.0.1')
  const other = await listening(createServer(listener), '127.0.0.2')
  const secure = await listening(createTlsServer(selfSigned(), listener), '127.0.0.1')
  const gone = await listening(createServer(), '127.0.0.1')
  await closed(gone.server)
  site.origin = `http://127.0.0.1:${plain.port}`
  site.other = `http://127.0.0.2:${other.port}`
  site.secure = `https://127.0.0.1:${secure.port}`
  site.refused = `http://127.0.0.1:${gone.port}`
  site.port = plain.port
  site.hosts = ['127.0.0.1', '127.0.0.2', 'localhost', '*.localhost']
  site.close = async () => {
    for (const { server } of [plain, other, secure]) await closed(server)
  }
  return site
}

function startPage(chosen: readonly Trap[], site: TrapSite): string {
  const items = chosen.map((trap) => {
    if (trap.page !== undefined) return `<a href="${trap.page.path}">${trap.id}</a>`
    return trap.html === undefined ? `<a href="/k-${trap.id}-k">${trap.id}</a>` : trap.html(site)
  })
  return `<h1>陷阱</h1>${items.map((item) => `<p>${item}</p>`).join('\n')}`
}

async function listening(server: Server, host: string): Promise<{ server: Server; port: number }> {
  server.on('clientError', (_error, socket) => socket.destroy())
  await new Promise<void>((done) => {
    server.listen(0, host, done)
  })
  return { server, port: (server.address() as AddressInfo).port }
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((done) => {
    server.close(() => done())
  })
}
