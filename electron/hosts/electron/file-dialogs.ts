import { dialog, ipcMain } from 'electron'
import type { BrowserWindow, FileFilter } from 'electron'
import { filesChannel } from './channel.ts'
import { isOwnPage } from './ipc.ts'

interface Asked {
  ask: 'open' | 'save'
  title: string
  name: string
  isMany: boolean
  filters: FileFilter[]
}

/**
 * Answers the program's own page where to read from or write to. The page learns paths that the person chose and no others;
 * nothing is read or written here.
 */
export function answerFileQuestions(window: BrowserWindow): void {
  ipcMain.handle(filesChannel, async (event, message: unknown): Promise<string[]> => {
    const asked = isOwnPage(event, window.webContents) ? readQuestion(message) : null
    if (asked === null) return []
    const { title, filters } = asked
    if (asked.ask === 'save') {
      const { canceled, filePath } = await dialog.showSaveDialog(window, { title, filters, defaultPath: asked.name })
      return canceled || filePath === '' ? [] : [filePath]
    }
    const properties: ('openFile' | 'multiSelections')[] = asked.isMany ? ['openFile', 'multiSelections'] : ['openFile']
    const { canceled, filePaths } = await dialog.showOpenDialog(window, { title, filters, properties })
    return canceled ? [] : filePaths
  })
}

/** null for what is no question of ours. A name is a name: what leads into a folder is not taken. */
function readQuestion(message: unknown): Asked | null {
  if (typeof message !== 'object' || message === null) return null
  const { ask, title, kind, extensions, name = '', isMany = false } = message as Record<string, unknown>
  if (ask !== 'open' && ask !== 'save') return null
  if (typeof title !== 'string' || typeof kind !== 'string' || typeof name !== 'string') return null
  if (!Array.isArray(extensions) || !extensions.every((one) => typeof one === 'string' && /^[a-z0-9]{1,8}$/.test(one)))
    return null
  const filters = [{ name: kind.slice(0, 60), extensions: extensions as string[] }]
  return {
    ask,
    title: title.slice(0, 100),
    name: name.replaceAll(/[\\/:*?"<>|]/g, '_').slice(0, 150),
    isMany: isMany === true,
    filters
  }
}
