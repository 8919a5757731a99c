const { contextBridge } = require('electron')
contextBridge.exposeInMainWorld('empty', { host: 'electron' })
