/** What was typed in the address bar as an address of the web; null when it is none. Bare hosts get `https://`, as filed today. */
export function typedAddress(text: string): string | null {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return null
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  try {
    const url = new URL(full)
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
    return isWeb && url.hostname !== '' && !/\s/.test(typed) ? url.href : null
  } catch {
    return null
  }
}

/** Where the page is, or where it is on its way to while nothing of it has come yet (`about:blank`). */
export function shownAddress(state: { url: string; requestedUrl: string }): string {
  return isWebAddress(state.url) ? state.url : state.requestedUrl
}

export function isWebAddress(url: string): boolean {
  return /^https?:/i.test(url)
}

/** Host and port as a person reads them; the text itself when it is no address. */
export function hostOf(url: string): string {
  try {
    return new URL(url).host || url
  } catch {
    return url
  }
}

const steps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4]

/** The zoom step after or before the present one; the ends hold. */
export function zoomStep(now: number, by: 1 | -1): number {
  const margin = 0.005
  if (by === 1) return steps.find((step) => step > now + margin) ?? 4
  return steps.findLast((step) => step < now - margin) ?? 0.25
}
