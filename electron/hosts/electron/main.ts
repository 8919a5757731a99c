import { join } from 'node:path'
import { app, session } from 'electron'
import { registerAppScheme, serveApp } from './app-protocol.ts'
import { startBackend } from './backend-link.ts'
import type { BackendFault, BackendLink } from './backend-link.ts'
import { appUrl, isAppUrl, parseUrl, rpcChannel } from './channel.ts'
import { answerFileQuestions } from './file-dialogs.ts'
import { createInspectViews } from './inspect-view.ts'
import { openChannel } from './ipc.ts'
import { createKeyKeeper } from './key-keeper.ts'
import { namedWorkspace, profileDir } from './launch-options.ts'
import { watchMachine } from './machine-state.ts'
import { messagePage, restartPath } from './message-page.ts'
import type { FromBackend } from './messages.ts'
import { installPolicy } from './policy.ts'
import type { Policy } from './policy.ts'
import { createWatchTray } from './watch-tray.ts'
import { createReaders } from './readers.ts'
import { createWindow, setMenu } from './window.ts'

const rootDir = join(__dirname, '../..')
const workspaceDir = namedWorkspace(process.argv, process.env, process.cwd())

// Left alone, Electron stops the whole program behind a dialog in English.
process.on('uncaughtException', (error) => say(error.stack ?? error.message))
process.on('unhandledRejection', (error) => say(error instanceof Error ? (error.stack ?? error.message) : String(error)))

// The window speaks Chinese also where the system does not: date fields, menus of text fields.
app.commandLine.appendSwitch('lang', 'zh-CN')
app.setPath('userData', profileDir(app.getPath('userData'), workspaceDir))
if (app.requestSingleInstanceLock()) {
  registerAppScheme()
  const policy = installPolicy()
  void app.whenReady().then(() => run(policy))
} else {
  say('巡查已经在运行，请使用已打开的窗口。')
  app.exit(2)
}

function run(policy: Policy): void {
  let message: string | null = null
  let exitCode = 0
  let isClosing = false
  let isQuitting = false
  let link: BackendLink

  setMenu()
  // The program's own page has no network at all; what it needs comes from its own scheme.
  session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !isAppUrl(url) && !/^(?:data|blob|devtools):/.test(url) })
  })
  serveApp(session.defaultSession, {
    rendererDir: join(rootDir, 'out/renderer'),
    servedFile: (path) => link.servedFile(path),
    message: () => message
  })
  const window = createWindow(join(rootDir, 'out/preload/preload.cjs'))
  const contents = window.webContents
  const views = createInspectViews(window, policy, (toBackend) => link.post(toBackend))
  const readers = createReaders(join(__dirname, 'reader-utility.cjs'), (toBackend) => link.post(toBackend))

  const keeper = createKeyKeeper((toBackend) => link.post(toBackend))

  openChannel(contents, (rpc) => link.post({ kind: 'rpc', message: rpc }))
  answerFileQuestions(window)
  contents.on('will-navigate', (event) => {
    if (parseUrl(event.url)?.pathname !== restartPath) return
    event.preventDefault()
    if (message === null) return
    message = null
    exitCode = 0
    link = start()
    show('')
  })
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !isClosing) show(message === null ? '' : 'message')
  })
  const tray = createWatchTray(window, { open, pause: () => link.post({ kind: 'watch-pause' }), quit: end })
  app.on('second-instance', open)
  // Told to quit, by menu or system: then closing the window is not the person's wish to go on in the tray.
  app.on('before-quit', () => {
    isQuitting = true
  })
  window.on('close', (event) => {
    event.preventDefault()
    if (isClosing) return
    if (isQuitting) end()
    else void tray.keepsOpen().then((isKept) => (isKept ? window.hide() : end()))
  })
  // The window first: making the backend's process holds this one up, and the page takes longer to come than the backend.
  show('')
  link = start()
  const machine = watchMachine((state) => link.post({ kind: 'machine', state }))

  function open(): void {
    if (isClosing) return
    if (!window.isVisible()) window.show()
    if (window.isMinimized()) window.restore()
    window.focus()
  }

  function end(): void {
    if (isClosing) return
    isClosing = true
    window.hide()
    void close()
  }

  function start(): BackendLink {
    return startBackend({
      modulePath: join(__dirname, 'backend.cjs'),
      start: {
        workspaceDir,
        resourcesDir: join(rootDir, 'resources'),
        version: app.getVersion(),
        runtime: { shell: `Electron ${process.versions.electron}`, browser: `Chromium ${process.versions.chrome}` }
      },
      onMessage: take,
      onFault: fail
    })
  }

  function take(from: FromBackend): void {
    if (from.kind === 'rpc' && !contents.isDestroyed()) contents.send(rpcChannel, from.message)
    if (from.kind === 'ready') machine.again()
    if (from.kind === 'watch') tray.update(from)
    if (from.kind === 'page-listen') views.listen(from)
    readers.take(from)
    keeper.take(from)
    if (from.kind !== 'page-call') return
    const { call } = from
    views.handle(from.request).then(
      (value) => link.post({ kind: 'page-reply', call, ok: true, value }),
      (error: unknown) =>
        link.post({ kind: 'page-reply', call, ok: false, message: error instanceof Error ? error.message : String(error) })
    )
  }

  function fail(fault: BackendFault): void {
    say(fault.message)
    exitCode = 2
    readers.killAll()
    tray.update({ title: null, waiting: null })
    message = messagePage(fault.message, fault.code === 'internal')
    if (isClosing) return
    void views.closeAll()
    show('message')
  }

  function show(path: string): void {
    // A load that another one overtakes is no fault.
    contents.loadURL(appUrl + path).catch(() => {})
  }

  async function close(): Promise<void> {
    machine.stop()
    tray.close()
    await link.close()
    readers.killAll()
    await views.closeAll()
    window.destroy()
    app.exit(exitCode)
  }
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
