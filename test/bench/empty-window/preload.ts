import { contextBridge } from 'electron'

contextBridge.exposeInMainWorld('empty', { host: 'electron' })
