import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, dialog, Menu, nativeImage, Tray } from 'electron'
import type { BrowserWindow, NativeImage } from 'electron'

export interface WatchTray {
  /** What the backend says of the watch: the batch's title, null where none is on. */
  update(watch: { title: string | null; waiting: string | null }): void
  /** Called when the person closes the window: true where the program stays, in the tray. */
  keepsOpen(): Promise<boolean>
  close(): void
}

const waitingWords: Readonly<Record<string, string>> = { battery: '用电池时不访问', offline: '网络不通', asleep: '休眠中' }

/** A sign in the tray while an availability watch is on, so that closing the window does not end it. */
export function createWatchTray(window: BrowserWindow, acts: { open(): void; pause(): void; quit(): void }): WatchTray {
  let tray: Tray | null = null
  let title: string | null = null

  function remove(): void {
    tray?.destroy()
    tray = null
  }

  return {
    update(watch) {
      const wasHidden = title !== null && !window.isVisible()
      ;({ title } = watch)
      if (title === null) {
        remove()
        // The watch is over and nothing else is to be seen of the program.
        if (wasHidden && !window.isDestroyed()) acts.open()
        return
      }
      if (tray === null) {
        tray = new Tray(sign())
        tray.on('click', acts.open)
      }
      const waiting = watch.waiting === null ? '' : `（${waitingWords[watch.waiting] ?? '等待'}）`
      tray.setToolTip(`巡查：正在监测“${title}”${waiting}`)
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: `正在监测“${title}”${waiting}`, enabled: false },
          { type: 'separator' },
          { label: '打开', click: acts.open },
          { label: '暂停监测', click: acts.pause },
          { type: 'separator' },
          { label: '退出', click: acts.quit }
        ])
      )
    },
    async keepsOpen() {
      if (title === null) return false
      if (isAnswered()) return true
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        title: '巡查',
        message: '可用性监测正在进行',
        detail: '关闭窗口后，监测可以在托盘里继续，并按计划访问网站；退出程序则监测中断，缺的时段不会补上。',
        buttons: ['在托盘继续监测', '退出程序'],
        defaultId: 0,
        cancelId: 0,
        noLink: true
      })
      if (response !== 0) return false
      keepAnswer()
      return true
    },
    close: remove
  }
}

/** Asked once on this machine: who stays in the tray stays there from then on, and leaves by its menu. */
const answerFile = (): string => join(app.getPath('userData'), 'stays-in-tray')

function isAnswered(): boolean {
  try {
    readFileSync(answerFile())
    return true
  } catch {
    return false
  }
}
function keepAnswer(): void {
  try {
    writeFileSync(answerFile(), '')
  } catch {
    // Asked again the next time.
  }
}

/** A ring with a dot, drawn here: the program ships no picture for it. */
function sign(): NativeImage {
  const size = 32
  const pixels = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const distance = Math.hypot(x - 15.5, y - 15.5)
      const isInk = distance < 5 || (distance > 9 && distance < 14)
      // BGRA of the program's blue.
      if (isInk) pixels.set([0xad, 0x54, 0x15, 0xff], (y * size + x) * 4)
    }
  }
  return nativeImage.createFromBitmap(pixels, { width: size, height: size, scaleFactor: 2 })
}
