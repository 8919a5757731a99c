import { contextBridge, ipcRenderer } from 'electron'
import type { HostBridge } from '../../contract/host-bridge.ts'
import { filesChannel, rpcChannel } from './channel.ts'

const bridge: HostBridge = {
  host: 'electron',
  post: (message) => ipcRenderer.send(rpcChannel, message),
  onMessage: (listener) => {
    // The event object stays on this side: it leads to ipcRenderer.
    const relay = (_event: unknown, message: unknown): void => listener(message)
    ipcRenderer.on(rpcChannel, relay)
    return () => void ipcRenderer.off(rpcChannel, relay)
  },
  askFiles: (question) => ipcRenderer.invoke(filesChannel, question) as Promise<string[]>
}

contextBridge.exposeInMainWorld('xuncha', bridge)
