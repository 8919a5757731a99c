import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { protocol } from 'electron'
import type { Session } from 'electron'
import { findStaticFile, pageHeaders, servedHeaders, servedPath } from '../../backend/static-file.ts'
import type { ServedFile } from '../../backend/static-file.ts'
import { appHost, appScheme } from './channel.ts'

/** Before `app` is ready. No `bypassCSP`, and no fetch API: pages of the program ask the backend over the channel, never by fetch. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true } }])
}

export interface AppFiles {
  rendererDir: string
  servedFile(path: string): Promise<ServedFile | null>
  /** The page shown instead of the program while there is no backend, as HTML; null when all is well. */
  message(): string | null
}

export function serveApp(session: Session, files: AppFiles): void {
  const first = readFirstFiles(files.rendererDir)
  session.protocol.handle(appScheme, async (request) => {
    const url = new URL(request.url)
    if (url.host !== appHost || request.method !== 'GET') return notFound()
    const message = files.message()
    if (url.pathname === '/message' && message !== null) return page(message)

    const held = (await first).get(url.pathname)
    if (held !== undefined) return new Response(held.bytes, { headers: { ...pageHeaders, 'content-type': held.mime } })
    const path = servedPath(url.pathname)
    if (path !== null) {
      const served = await files.servedFile(path)
      return served === null ? notFound() : answer(served.file, servedHeaders(path, served))
    }
    const found = await findStaticFile(files.rendererDir, url.pathname)
    return found === null ? notFound() : answer(found.file, { ...pageHeaders, 'content-type': found.mime })
  })
}

/**
 * The page and the files it names, read while the window is still being made: they are asked for when every process is
 * starting, and a look at the disk then waits behind all of them.
 */
async function readFirstFiles(rendererDir: string): Promise<Map<string, { bytes: Uint8Array<ArrayBuffer>; mime: string }>> {
  const held = new Map<string, { bytes: Uint8Array<ArrayBuffer>; mime: string }>()
  const read = async (path: string): Promise<string> => {
    const found = await findStaticFile(rendererDir, path)
    if (found === null) return ''
    const bytes = await readFile(found.file)
    held.set(path, { bytes, mime: found.mime })
    return path === '/' ? bytes.toString('utf8') : ''
  }
  const html = await read('/')
  await Promise.all(Array.from(html.matchAll(/(?:src|href)="\.(\/assets\/[^"]+)"/g), ([, path = '']) => read(path)))
  return held
}

/** Answers once the file is open, so that a file that went away is a 404 and not a broken stream. */
async function answer(file: string, headers: Record<string, string>): Promise<Response> {
  const stream = createReadStream(file)
  const isOpen = await new Promise<boolean>((resolve) => {
    stream.once('open', () => resolve(true))
    stream.once('error', () => resolve(false))
  })
  if (!isOpen) return notFound()
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers })
}

function page(html: string): Response {
  return new Response(html, { headers: { ...pageHeaders, 'content-type': 'text/html; charset=utf-8' } })
}

function notFound(): Response {
  return new Response('404', { status: 404, headers: { ...pageHeaders, 'content-type': 'text/plain; charset=utf-8' } })
}
