import { serveRpc } from '../../electron/backend/rpc-server.ts'
import { openRealBackend } from './open-backend.ts'
import { describeTransport } from './transport-suite.ts'
import { birpcWire } from './wire.ts'

describeTransport('an in-memory pair', async (workspaceDir) => {
  const backend = await openRealBackend(workspaceDir)
  let toBackend: (message: unknown) => void = () => {}
  let toRenderer: (message: unknown) => void = () => {}
  // Cloned as every real transport does, so that nothing shared can make this one pass alone.
  const stop = serveRpc(backend, {
    post: (message) => toRenderer(structuredClone(message)),
    onMessage: (listener) => {
      toBackend = listener
      return () => {}
    }
  })
  return birpcWire(
    {
      post: (message) => toBackend(structuredClone(message)),
      onMessage: (listener) => {
        toRenderer = listener
      }
    },
    async () => {
      stop()
      await backend.close()
    }
  )
})
