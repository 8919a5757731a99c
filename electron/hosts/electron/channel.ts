/** The IPC channels there are (calls and events; questions about files), and the one origin that may use them. */
export const rpcChannel = 'xuncha:rpc'
export const filesChannel = 'xuncha:files'
export const appScheme = 'app'
export const appHost = 'xuncha'
export const appUrl = `${appScheme}://${appHost}/`

/** Whether an address is a page of the program itself. Parsed, never compared by its beginning. */
export function isAppUrl(text: string): boolean {
  const url = parseUrl(text)
  return url?.protocol === `${appScheme}:` && url.host === appHost
}

/** null for what is no address. `URL.canParse` is newer than some shells this runs in. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
