import { BrowserWindow, session as sessions } from 'electron'
import { printOptions } from '../../capture/print-options.ts'

const printLimit = 120_000
/** Known to the session that prints, and to no other. */
const scheme = 'xuncha-print'
const printUrl = `${scheme}://notice/`

let made = 0

/**
 * Prints a document of the program's own in a hidden window that lives for it alone: sandboxed, without script, in a session
 * that knows one address and reaches nothing; pictures are those that lie in the document.
 */
export async function printPdf(html: string): Promise<Uint8Array> {
  made += 1
  const session = sessions.fromPartition(`print-${made}`)
  session.protocol.handle(scheme, () => new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } }))
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: url !== printUrl && !url.startsWith('data:image/') }))
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session,
      sandbox: true,
      javascript: false,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false
    }
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(() => fail(new Error('printing took too long')), printLimit)
  })
  const print = async (): Promise<Uint8Array> => {
    await window.loadURL(printUrl)
    return window.webContents.printToPDF({
      ...printOptions(process.versions.chrome),
      generateTaggedPDF: true,
      generateDocumentOutline: true
    })
  }
  try {
    return await Promise.race([print(), late])
  } finally {
    clearTimeout(timer)
    window.destroy()
    session.protocol.unhandle(scheme)
  }
}
