import { ipcMain } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import { isAppUrl, rpcChannel } from './channel.ts'

/**
 * Opens the channel of calls. What does not come from the main frame of the program's own window, showing the program's
 * own page, is dropped before anything reads it.
 */
export function openChannel(contents: WebContents, take: (message: unknown) => void): void {
  ipcMain.on(rpcChannel, (event, message: unknown) => {
    if (isOwnPage(event, contents)) take(message)
  })
}

export function isOwnPage(event: IpcMainEvent | IpcMainInvokeEvent, contents: WebContents): boolean {
  // null: the frame that sent it is gone already.
  const frame = event.senderFrame
  if (frame === null || event.sender !== contents || frame !== contents.mainFrame) return false
  return isAppUrl(frame.url)
}
