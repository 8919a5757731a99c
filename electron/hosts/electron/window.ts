import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, Menu, screen } from 'electron'
import type { Rectangle } from 'electron'

const defaultSize = { width: 1366, height: 768 }

export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    ...defaultSize,
    ...rememberedBounds(),
    minWidth: 1100,
    minHeight: 640,
    title: '巡查',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged
    }
  })
  window.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  window.on('close', () => rememberBounds(window))
  return window
}

export function setMenu(): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: '文件', submenu: [{ role: 'quit', label: '退出' }] },
      {
        label: '编辑',
        submenu: [
          { role: 'undo', label: '撤销' },
          { role: 'redo', label: '重做' },
          { type: 'separator' },
          { role: 'cut', label: '剪切' },
          { role: 'copy', label: '复制' },
          { role: 'paste', label: '粘贴' },
          { role: 'selectAll', label: '全选' }
        ]
      },
      { label: '显示', submenu: [{ role: 'togglefullscreen', label: '全屏' }] },
      { label: '窗口', submenu: [{ role: 'minimize', label: '最小化' }] }
    ])
  )
}

function boundsFile(): string {
  return join(app.getPath('userData'), 'window.json')
}

/** Where the window stood last, if that is still on a screen. */
function rememberedBounds(): Partial<Rectangle> {
  let text: string
  try {
    text = readFileSync(boundsFile(), 'utf8')
  } catch {
    return {}
  }
  const [x, y, width, height] = (/^\[(-?\d+),(-?\d+),(\d+),(\d+)\]$/.exec(text) ?? []).slice(1).map(Number)
  if (x === undefined || y === undefined || width === undefined || height === undefined) return {}
  const area = screen.getDisplayMatching({ x, y, width, height }).workArea
  const isReachable = x < area.x + area.width - 100 && x + width > area.x + 100 && y >= area.y && y < area.y + area.height - 40
  return isReachable ? { x, y, width, height } : { width, height }
}

function rememberBounds(window: BrowserWindow): void {
  const { x, y, width, height } = window.getNormalBounds()
  try {
    writeFileSync(boundsFile(), JSON.stringify([x, y, width, height]))
  } catch {
    // A window that opens at its default place is no fault worth a message.
  }
}
