import type { HostBridge } from '../../electron/contract/host-bridge.ts'
import type { Transport } from './transport.ts'

declare global {
  interface Window {
    xuncha?: HostBridge
  }
}

/** Messages cross by structured clone, so nothing is serialised here. */
export function createElectronTransport(bridge: HostBridge): Transport {
  return {
    host: 'electron',
    post: (message) => bridge.post(message),
    onMessage: (listener) => {
      bridge.onMessage(listener)
    },
    onState: (listener) => listener('open')
  }
}
