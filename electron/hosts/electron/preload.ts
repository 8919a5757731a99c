import { contextBridge, ipcRenderer } from 'electron'
import type { HostBridge } from '../../contract/host-bridge.ts'
import { rpcChannel } from './channel.ts'

const bridge: HostBridge = {
  host: 'electron',
  post: (message) => ipcRenderer.send(rpcChannel, message),
  onMessage: (listener) => {
    // The event object stays on this side: it leads to ipcRenderer.
    const relay = (_event: unknown, message: unknown): void => listener(message)
    ipcRenderer.on(rpcChannel, relay)
    return () => void ipcRenderer.off(rpcChannel, relay)
  }
}

contextBridge.exposeInMainWorld('xuncha', bridge)
