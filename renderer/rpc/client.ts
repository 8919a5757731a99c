import { createClient, type RpcClient } from './create-client.ts'
import { createElectronTransport } from './transport-electron.ts'
import { createSocketTransport } from './transport-socket.ts'

export { RpcFailure } from './create-client.ts'

/** The page's one connection: over the bridge where the desktop's preload put one, else over a socket of our own origin. */
export const rpc: RpcClient = createClient(
  window.xuncha === undefined ? createSocketTransport(`ws://${window.location.host}/rpc`) : createElectronTransport(window.xuncha)
)
