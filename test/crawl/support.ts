import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that measures how it is asked. */
export interface MeasuringServer {
  origin: string
  port: number
  /** Milliseconds at which each request came. */
  starts: number[]
  paths: string[]
  /** The most requests that were open at one time. */
  mostOpen: number
  close(): Promise<void>
}

export async function measuringServer(listener: RequestListener, host = '127.0.0.1'): Promise<MeasuringServer> {
  let open = 0
  const server = createServer((request, response) => {
    measured.starts.push(performance.now())
    measured.paths.push(request.url ?? '')
    open += 1
    measured.mostOpen = Math.max(measured.mostOpen, open)
    let isOpen = true
    const end = (): void => {
      if (isOpen) open -= 1
      isOpen = false
    }
    // Ended, as far as the server can tell, when the last byte is handed over or the connection is gone.
    response.once('finish', end)
    response.once('close', end)
    listener(request, response)
  })
  const measured: MeasuringServer = {
    origin: '',
    port: 0,
    starts: [],
    paths: [],
    mostOpen: 0,
    close: () => closeServer(server)
  }
  await new Promise<void>((done) => {
    server.listen(0, host, done)
  })
  measured.port = (server.address() as AddressInfo).port
  measured.origin = `http://${host}:${measured.port}`
  return measured
}

export async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((done) => {
    server.close(() => done())
  })
}

/** Waits between one request and the next. */
export const gaps = (starts: readonly number[]): number[] =>
  starts.slice(1).map((start, index) => start - (starts[index] ?? Number.NaN))
