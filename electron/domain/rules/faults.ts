import type { Finding } from '../inspection.ts'

type Placed = Pick<Finding, 'location' | 'url'>
type Owned = Pick<Finding, 'objectKey'>

/** Marks people write between the steps of a 位置; full-width ones are folded before. */
const separators = /[》〉»›≫⟩>/\\→]+/g

/** A 位置 as it is compared: `首页 ＞政务公开>> 政策解读` is `首页》政务公开》政策解读`. Empty when nothing is left. */
export function locationKey(location: string): string {
  return location
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/-+>/g, '》')
    .replace(separators, '》')
    .replace(/^》|》$/g, '')
    .toLowerCase()
}

/** A 网址 as it is compared: without scheme, the jump mark inside the page, and the last slash. */
export function urlKey(url: string): string {
  const match = /^(?:https?:)?(?:\/\/)?([^/?#]*)([^#]*)(#[!/].*)?/i.exec(url.trim())
  const [, host = '', rest = '', route = ''] = match ?? []
  return `${host.toLowerCase()}${`${rest}${route}`.replace(/\/$/, '')}`
}

/** Where the fault is: the 位置, else the 网址, else null. */
export function placeOf({ location, url }: Placed): string | null {
  const place = locationKey(location)
  if (place !== '') return place
  const page = urlKey(url)
  return page === '' ? null : `@${page}`
}

/**
 * The same fault: the same 位置, or the same 网址 where one of them has no 位置. An account is one place, so its findings
 * without either are on the same one; of a site nothing is known then.
 */
export function isSameFault(one: Placed & Owned, other: Placed & Owned): boolean {
  const [here, there] = [locationKey(one.location), locationKey(other.location)]
  if (here !== '' && there !== '') return here === there
  const [page, otherPage] = [urlKey(one.url), urlKey(other.url)]
  if (page !== '' || otherPage !== '') return page === otherPage
  return here === there && one.objectKey.startsWith('account:')
}
