import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { RawData, WebSocket } from 'ws'
import type { Backend } from '../../backend/backend.ts'
import { serveRpc } from '../../backend/rpc-server.ts'
import type { Access } from './access.ts'

/** The largest call is one piece of an upload: 1.5 million characters and its envelope. */
const maxPayload = 4 * 1024 * 1024
/** A picture of the page that would queue behind this much is dropped: the next one is newer anyway. */
const frameBacklog = 2 * 1024 * 1024

export interface EventSocket {
  close(): void
}

/** Answers `ws://…/rpc` of our own page; everything else that wants to upgrade is cut off. */
export function openEventSocket(server: Server, backend: Pick<Backend, 'call' | 'onEvent'>, access: () => Access): EventSocket {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false })

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    if (request.url !== '/rpc' || !access().isForUs(request) || !access().hasToken(request)) {
      stream.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, backend))
  })

  return {
    close() {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    }
  }
}

function serve(socket: WebSocket, backend: Pick<Backend, 'call' | 'onEvent'>): void {
  const stop = serveRpc(backend, {
    post(message) {
      if (socket.readyState !== socket.OPEN) return
      if (isFrame(message) && socket.bufferedAmount > frameBacklog) return
      socket.send(JSON.stringify(message))
    },
    onMessage(listener) {
      const take = (data: RawData, isBinary: boolean): void => {
        const message = isBinary ? undefined : parse(data.toString())
        if (message === undefined) socket.close(1003)
        else listener(message)
      }
      socket.on('message', take)
      return () => void socket.off('message', take)
    }
  })
  socket.on('close', stop)
  // A message over the limit or a broken frame: ws closes the socket, the close event cleans up.
  socket.on('error', () => socket.terminate())
}

function isFrame(message: unknown): boolean {
  if (typeof message !== 'object' || message === null || !('a' in message)) return false
  return Array.isArray(message.a) && message.a[0] === 'page.frame'
}

/** undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
