import { once } from 'node:events'
import { WebSocket } from 'ws'
import { startBrowserHost } from '../../electron/hosts/browser/main.ts'
import { openRealBackend, rendererDir } from './open-backend.ts'
import { describeTransport } from './transport-suite.ts'
import { birpcWire } from './wire.ts'

describeTransport("the browser host's socket", async (workspaceDir) => {
  const backend = await openRealBackend(workspaceDir)
  const host = await startBrowserHost({ backend, rendererDir, port: null })
  const entry = await fetch(host.url, { redirect: 'manual' })
  const cookie = (entry.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const { origin, host: authority } = new URL(host.url)
  const socket = new WebSocket(`ws://${authority}/rpc`, { headers: { cookie, origin } })
  await once(socket, 'open')
  return birpcWire(
    {
      post: (message) => socket.send(JSON.stringify(message)),
      onMessage: (listener) => void socket.on('message', (data: Buffer) => listener(JSON.parse(data.toString())))
    },
    async () => {
      socket.terminate()
      await host.close()
      await backend.close()
    }
  )
})
