import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws'
import type { Backend } from '../../electron/backend/backend.ts'
import { serveRpc } from '../../electron/backend/rpc-server.ts'
import { createClient, RpcFailure, sayDisconnected, type RpcClient } from '../../renderer/rpc/create-client.ts'
import { createElectronTransport } from '../../renderer/rpc/transport-electron.ts'
import { createSocketTransport } from '../../renderer/rpc/transport-socket.ts'
import { uploadFile } from '../../renderer/rpc/upload.ts'
import { openBackend } from './support/open-backend.ts'

let opened: Awaited<ReturnType<typeof openBackend>>
let backend: Backend
beforeAll(async () => {
  opened = await openBackend()
  backend = opened.backend
})
afterAll(() => opened.close())

/** Two ends in one process; messages are cloned as between processes, and arrive later. */
function bridgeClient(): RpcClient {
  const toClient: ((message: unknown) => void)[] = []
  const toBackend: ((message: unknown) => void)[] = []
  const send = (listeners: ((message: unknown) => void)[], message: unknown): void => {
    const copy: unknown = structuredClone(message)
    queueMicrotask(() => {
      for (const listener of listeners) listener(copy)
    })
  }
  serveRpc(backend, {
    post: (message) => send(toClient, message),
    onMessage: (listener) => {
      toBackend.push(listener)
      return () => {}
    }
  })
  return createClient(
    createElectronTransport({
      host: 'electron',
      askFiles: () => Promise.resolve([]),
      post: (message) => send(toBackend, message),
      onMessage: (listener) => {
        toClient.push(listener)
        return () => {}
      }
    })
  )
}

async function failureOf(promise: Promise<unknown>): Promise<RpcFailure> {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason
  )
  if (!(error instanceof RpcFailure)) throw new Error(`no RpcFailure but ${String(error)}`)
  return error
}

/** Serves the backend on a port until `stop`; connections made are listed. */
async function serveSocket(port = 0): Promise<{ port: number; sockets: ServerSocket[]; stop(): Promise<void> }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port, path: '/rpc' })
  const sockets: ServerSocket[] = []
  server.on('connection', (socket) => {
    sockets.push(socket)
    const stop = serveRpc(backend, {
      post: (message) => socket.send(JSON.stringify(message)),
      onMessage: (listener) => {
        socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString())))
        return () => {}
      }
    })
    socket.on('close', stop)
  })
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    sockets,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate()
        server.close(() => resolve())
      })
  }
}

describe('client over the bridge of the desktop', () => {
  it('answers with the value of the procedure', async () => {
    const rpc = bridgeClient()
    expect(rpc.host).toBe('electron')
    const info = await rpc.call('workspace.info', {})
    expect(info).toMatchObject({ sites: 0, accounts: 0, version: 'test' })
  })

  it('fails with the code and the sentence of the backend', async () => {
    const rpc = bridgeClient()
    const failure = await failureOf(rpc.call('batches.get', { batchId: 'none' }))
    expect(failure.code).toBe('unknown-batch')
    expect(failure.message).toMatch(/\p{Script=Han}/u)
  })

  it('carries the faulty places of a file', async () => {
    const rpc = bridgeClient()
    const uploadId = await uploadFile(rpc, new File(['甲,乙\n1,2\n'], '坏.csv'), () => {})
    const failure = await failureOf(rpc.call('registry.preview', { sources: [{ uploadId }] }))
    expect(failure.code).toBe('bad-file')
    expect(failure.faults[0]).toMatchObject({ file: '坏.csv', row: 1 })
  })

  it('hears events until it stops listening', async () => {
    const rpc = bridgeClient()
    const heard: string[][] = []
    const stop = rpc.on('workspace.changed', ({ topics }) => heard.push(topics))
    await rpc.call('workspace.setAuthor', { author: '甲' })
    expect(heard).toHaveLength(1)
    stop()
    await rpc.call('workspace.setAuthor', { author: '乙' })
    expect(heard).toHaveLength(1)
  })
})

describe('uploadFile', () => {
  it('hands over a file larger than one piece whole, and tells how far it is', async () => {
    const rpc = bridgeClient()
    const header = '类别,地区,主办单位,名称,网站标识码,网址\n'
    const rows = Array.from(
      { length: 20_000 },
      (_, index) =>
        `网站,东胜区,东胜区第${index}办事机构政务公开办公室,东胜区第${index}号网站,${1_500_000_000 + index},http://s${index}.example.gov.cn/`
    )
    const file = new File([header, rows.join('\n')], '名录.csv')
    expect(file.size).toBeGreaterThan(2 * 1024 * 1024)
    const sent: number[] = []
    const uploadId = await uploadFile(rpc, file, (done) => sent.push(done))
    expect(sent.at(-1)).toBe(file.size)
    expect(sent).toHaveLength(Math.ceil(file.size / (1024 * 1024)))
    const preview = await rpc.call('registry.preview', { sources: [{ uploadId }] })
    expect(preview.files[0]).toMatchObject({ file: '名录.csv', rows: 20_000, added: 20_000, rejected: [] })
    await rpc.call('registry.discard', { previewId: preview.previewId })
  })

  it('hands over an empty file too, so that the backend can say so', async () => {
    const rpc = bridgeClient()
    const uploadId = await uploadFile(rpc, new File([], '空.csv'), () => {})
    expect((await failureOf(rpc.call('registry.preview', { sources: [{ uploadId }] }))).code).toBe('file-empty')
  })
})

describe('client over a socket', () => {
  it('sends what was called before the connection stood', async () => {
    const server = await serveSocket()
    const rpc = createClient(createSocketTransport(`ws://127.0.0.1:${server.port}/rpc`))
    expect(await rpc.call('state.hash', {})).toHaveProperty('stateHash')
    await server.stop()
  })

  it('fails what was under way when the connection is lost, says so, and works again once it is back', async () => {
    const server = await serveSocket()
    const rpc = createClient(createSocketTransport(`ws://127.0.0.1:${server.port}/rpc`))
    sayDisconnected(() => '断了')
    const states: string[] = []
    const opens = new Promise<void>((resolve) => {
      rpc.onConnection((state) => {
        states.push(state)
        if (state === 'open' && states.includes('lost')) resolve()
      })
    })
    await rpc.call('state.hash', {})
    // The server side is silenced before it could answer, then cut.
    for (const socket of server.sockets) socket.removeAllListeners('message')
    const pending = failureOf(rpc.call('state.hash', {}))
    await server.stop()
    expect(await pending).toMatchObject({ code: 'disconnected', message: '断了' })
    expect((await failureOf(rpc.call('state.hash', {}))).code).toBe('disconnected')

    const again = await serveSocket(server.port)
    await opens
    expect(await rpc.call('state.hash', {})).toHaveProperty('stateHash')
    expect(states).toEqual(['connecting', 'open', 'lost', 'open'])
    await again.stop()
  })
})
