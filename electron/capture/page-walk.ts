/** Expressions for an isolated world of the page: they wait and scroll, and what they answer is never evidence. */

/** A page still being built gets three seconds more; one that never finishes is pictured as it is. */
export const settle = `(async () => {
  const until = Date.now() + 3000
  while (document.readyState !== 'complete' && Date.now() < until) await new Promise((done) => setTimeout(done, 30))
})()`

/**
 * Pictures on their way that have a place in the page. One that failed is the site's fault and stays as it is. (A picture's
 * currentSrc is empty until something of it came, so the address asked for counts.)
 */
const loadingImages = `[...document.images].filter((image) =>
  !image.complete && (image.src !== '' || image.srcset !== '') && image.getClientRects().length > 0)`

/** Pictures that a script of the page has put off and not fetched yet. */
const putOffImages = `[...document.images].filter((image) => {
  const wanted = image.dataset.src ?? image.dataset.original ?? image.dataset.lazySrc ?? image.dataset.lazy
  if (wanted === undefined || wanted === '' || !image.complete || image.getClientRects().length === 0) return false
  const source = image.getAttribute('src') ?? ''
  return source === '' || (/^data:|load|lazy|placeholder|blank|grey|gray|pixel|spacer|transparent|default/i.test(source) && !source.includes(wanted))
})`

const nextFrame = `(late) => new Promise((done) => { const timer = setTimeout(done, late ?? 60); requestAnimationFrame(() => { clearTimeout(timer); done() }) })`

/** Where the person had scrolled to. */
export const scrollPlace = `[scrollX, scrollY]`

/**
 * Goes down the page once, so that what loads only when it comes into sight is there, waits for pictures on their way (at
 * most 4 s) and for fades and slides that come to an end (at most 1 s), and ends at the top: there, bars that stick or are
 * put in by a page's script lie where the page has its place for them. Pages without a sign of lazy loading get few stops.
 * Stops early where a page grows for ever.
 */
export const walkDown = `(async () => {
  const frame = ${nextFrame}
  const root = document.scrollingElement ?? document.documentElement
  const view = Math.max(200, innerHeight)
  const until = Date.now() + 10000
  if (root.scrollHeight > view + 1) {
    const lazy = document.querySelector('img[loading=lazy],iframe[loading=lazy],[data-src],[data-original],[data-lazy],[data-lazy-src],[data-srcset],[data-bg],[lazyload],[v-lazy]') !== null
    const limit = 60000
    let at = 0
    const step = lazy ? view : Math.max(view, Math.ceil(Math.min(limit, root.scrollHeight) / 6))
    while (at + view < Math.min(limit, root.scrollHeight) && Date.now() < until) {
      at += step
      scrollTo({ left: 0, top: at, behavior: 'instant' })
      await frame()
    }
  }
  const imagesUntil = Math.min(until, Date.now() + 4000)
  // A busy page may not have noticed that it passed them: once more, slowly.
  for (const image of ${putOffImages}) {
    if (Date.now() > imagesUntil) break
    image.scrollIntoView({ block: 'center', behavior: 'instant' })
    await frame(300)
    await frame(300)
  }
  const loading = () => ${loadingImages}.length > 0
  while (loading() && Date.now() < imagesUntil) await new Promise((done) => setTimeout(done, 30))
  scrollTo({ left: 0, top: 0, behavior: 'instant' })
  await frame()
})()`

/** Fades and slides that come to an end get a second to do so; what turns for ever does not count. */
export const animationsEnd = `(async () => {
  const until = Date.now() + 1000
  const ending = () => document.getAnimations().some((each) => each.playState === 'running' && Number.isFinite(each.effect?.getComputedTiming().endTime ?? Infinity))
  while (ending() && Date.now() < until) await new Promise((done) => setTimeout(done, 30))
})()`

/** Scrolls only where the point is not in the window. */
export const bringIntoSight = ({ x, y }: { x: number; y: number }): string => `(() => {
  const [x, y] = [${Number(x)}, ${Number(y)}]
  if (x >= scrollX && x < scrollX + innerWidth && y >= scrollY && y < scrollY + innerHeight) return
  scrollTo({ left: Math.max(0, x - innerWidth / 2), top: Math.max(0, y - innerHeight / 2), behavior: 'instant' })
})()`

export const scrollBack = ([x, y]: readonly [number, number]): string =>
  `scrollTo({ left: ${Number(x)}, top: ${Number(y)}, behavior: 'instant' })`

/**
 * How many pictures are missing: on their way, put off by a script that never fetched them, or, where most of the page's
 * pictures failed, those (a single dead picture is the site's own fault). `inSight`: only those in the window.
 */
export const missingImages = (inSight: boolean): string => `(() => {
  const isShown = (image) => {
    const box = image.getBoundingClientRect()
    if (box.width * box.height < 1) return false
    return ${inSight ? 'box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth' : 'true'}
  }
  const shown = [...document.images].filter(isShown)
  const loading = shown.filter((image) => !image.complete && (image.src !== '' || image.srcset !== ''))
  const putOff = ${putOffImages}.filter(isShown)
  const large = shown.filter((image) => image.complete && image.getAttribute('src') && image.width * image.height >= 1024)
  const failed = large.filter((image) => image.naturalWidth === 0)
  return loading.length + putOff.length + (failed.length >= 3 && failed.length * 2 > large.length ? failed.length : 0)
})()`
