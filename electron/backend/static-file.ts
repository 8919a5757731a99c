import { realpath, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

/** A file that the backend lets the renderer see: a piece of evidence or an exported document. */
export interface ServedFile {
  file: string
  mime: string
  name: string
}

const mimeTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2'
}
const inlineTypes = new Set(['image/png', 'image/jpeg', 'image/webp'])

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Ant Design and AG Grid write style elements at run time; the page itself narrows this to one nonce per load.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** Headers of the program's own pages, the same in the desktop shell and in the browser host. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache'
}

/**
 * Finds a file of the built renderer. The path is taken as it stands in the URL: names of ours need no escape, so a
 * percent sign, a backslash, a leading dot or an empty part already means "not ours" and nothing is ever decoded.
 * @returns null for whatever is not a plain file inside `rootDir`, symbolic links resolved
 */
export async function findStaticFile(rootDir: string, urlPath: string): Promise<{ file: string; mime: string } | null> {
  const relative = urlPath === '/' ? 'index.html' : urlPath.slice(1)
  if (!urlPath.startsWith('/') || !/^[\w@][\w@.-]*(?:\/[\w@][\w@.-]*)*$/.test(relative)) return null
  const mime = mimeTypes[extname(relative)]
  if (mime === undefined) return null
  const [root, file] = await Promise.all([
    realpath(rootDir).catch(() => null),
    realpath(join(rootDir, relative)).catch(() => null)
  ])
  if (root === null || file === null || !file.startsWith(root + sep)) return null
  const found = await stat(file).catch(() => null)
  return found?.isFile() === true ? { file, mime } : null
}

/**
 * The path to ask the backend for, when the URL path is one of `evidence/<sha256>` or `exports/…`; else null.
 * Decoded exactly once; whatever could climb out of the folder is refused here and again by the backend.
 */
export function servedPath(urlPath: string): string | null {
  if (/^\/evidence\/[0-9a-f]{64}$/.test(urlPath)) return urlPath.slice(1)
  if (!urlPath.startsWith('/exports/') || /%(?![0-9a-f]{2})/i.test(urlPath)) return null
  const bytes = Buffer.from(
    urlPath.slice(1).replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1'
  )
  const path = new TextDecoder('utf-8').decode(bytes)
  const parts = path.split('/')
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f\ufffd\\:%]/.test(path) || parts.some((part) => part === '' || part.startsWith('.'))) return null
  return path
}

/** Headers for a served file: what is not a picture is only ever saved, never shown on the program's own origin. */
export function servedHeaders(path: string, served: ServedFile): Record<string, string> {
  const shown = inlineTypes.has(served.mime)
  return {
    'content-type': served.mime,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(served.name)}`,
    'cache-control': path.startsWith('evidence/') ? 'private, max-age=31536000, immutable' : 'no-store'
  }
}
