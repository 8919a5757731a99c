import { join } from 'node:path'
import { app, BrowserWindow } from 'electron'

// What electron-vite's own starting project opens, without its sample content: `window` measures our start against it.
app.setPath('userData', process.env['EMPTY_WINDOW_PROFILE'] ?? app.getPath('userData'))
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    autoHideMenuBar: true,
    webPreferences: { preload: join(__dirname, '../preload/preload.cjs'), sandbox: true, contextIsolation: true }
  })
  window.on('ready-to-show', () => window.show())
  return window.loadFile(join(__dirname, '../renderer/index.html'))
})
