import { randomBytes } from 'node:crypto'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Backend } from '../../backend/backend.ts'
import { XunchaError } from '../../domain/errors.ts'
import { createAccess } from './access.ts'
import type { Access } from './access.ts'
import { openEventSocket } from './event-socket.ts'
import { createHttpServer } from './http-server.ts'

export interface BrowserHost {
  /** With the token of this run; opening it once is enough. */
  url: string
  /** Stops serving; the backend stays open, it belongs to the caller. */
  close(): Promise<void>
}

export interface BrowserHostOptions {
  backend: Pick<Backend, 'call' | 'onEvent' | 'servedFile'>
  rendererDir: string
  /** null: any free one. */
  port: number | null
}

/** The same renderer in a browser of the person's: served on this machine's loopback address only. */
export async function startBrowserHost({ backend, rendererDir, port }: BrowserHostOptions): Promise<BrowserHost> {
  const token = randomBytes(32).toString('base64url')
  // Nobody can connect before the port is known, so the access rules stand before the first request.
  let access: Access = createAccess(token, 0)
  const server = createHttpServer({ backend, rendererDir, access: () => access })
  const socket = openEventSocket(server, backend, () => access)
  const actual = await listen(server, port ?? 0)
  access = createAccess(token, actual)

  return {
    url: `http://127.0.0.1:${actual}/?token=${token}`,
    async close() {
      socket.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
    }
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reason = cause.code === 'EADDRINUSE' ? '已被别的程序占用' : '不能使用'
      reject(new XunchaError('bad-input', `端口 ${port} ${reason}，请用 --port 换一个，或不写让程序自己选。`, { cause }))
    })
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve((server.address() as AddressInfo).port))
  })
}
