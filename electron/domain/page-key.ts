/** What an address names, however it is written. */

/** Host and port of an address in lower case, without a usual port; null where it has none. */
export function hostOf(url: string | null): string | null {
  const [, scheme = '', host = ''] = /^(https?):\/\/(?:[^/?#@]*@)?([^/?#\s]+)/i.exec(url?.trim() ?? '') ?? []
  if (host === '') return null
  const usual = scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/
  return host
    .toLowerCase()
    .replace(usual, '')
    .replace(/\.(?=:|$)/, '')
}

/**
 * Equal for addresses that name the same page: scheme, usual port, fragment, a closing slash and a directory's own page
 * (`index.html`, `default.aspx`) make no difference. One rule for what a sweep visits and what the checks compare.
 */
export function pageKey(url: string): string {
  const host = hostOf(url)
  if (host === null) return url.trim()
  const rest = url
    .trim()
    .replace(/^https?:\/\/[^/?#]*/i, '')
    .replace(/#.*$/, '')
    .replace(/\/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$/i, '/')
    .replace(/\/$/, '')
  return `${host}${rest}`
}
