import type { InWorld } from './in-world.ts'
import type { PageDriver } from './page-driver.ts'

/**
 * Rules of an inspector style sheet that give every bar one place in a picture of the whole page. The page stands at its
 * top, and its layout window keeps its size, so a bar fixed to the window's upper part is already where it belongs; one in
 * the lower part (文字客服, a bottom menu) would lie across the middle of the text and goes down to the end of the page,
 * as it does for a visitor who scrolls there. What sticks to the window stays in its own place in the text.
 * Elements are named by their path, because an attribute of ours would be seen by the page and kept in its archive.
 */
const barRules = `(() => {
  const root = document.scrollingElement ?? document.documentElement
  const rules = []
  const moved = []
  if (innerHeight > document.documentElement.clientHeight || innerWidth > document.documentElement.clientWidth)
    rules.push('html::-webkit-scrollbar, body::-webkit-scrollbar { width: 0 !important; height: 0 !important }')
  const view = innerHeight
  const tail = root.scrollHeight - view
  if (tail <= 0) return rules
  const pathOf = (element) => {
    const steps = []
    for (let each = element; each !== null && each !== document.documentElement; each = each.parentElement) {
      let place = 1
      for (let before = each.previousElementSibling; before !== null; before = before.previousElementSibling) place += 1
      steps.unshift(':nth-child(' + place + ')')
    }
    return ':root:not(#_):not(#_):not(#_) > ' + steps.join(' > ')
  }
  const scrolls = (element) => /auto|scroll|overlay/.test(getComputedStyle(element).overflowY)
  const inRootScroller = (element) => {
    for (let each = element.parentElement; each !== null && each !== document.body && each !== root; each = each.parentElement)
      if (scrolls(each)) return false
    return true
  }
  for (const element of document.querySelectorAll('body, body *')) {
    const style = getComputedStyle(element)
    if (style.position === 'sticky' || style.position === '-webkit-sticky') {
      if (inRootScroller(element)) rules.push(pathOf(element) + ' { position: relative !important; inset: auto !important }')
    } else if (style.position === 'fixed') {
      const box = element.getBoundingClientRect()
      const middle = (box.top + box.bottom) / 2
      if (box.width * box.height < 1 || box.height > view * 0.6 || middle < view * 0.6 || box.top >= view) continue
      // A bar within a bar goes with it.
      if (moved.some((bar) => bar.contains(element))) continue
      moved.push(element)
      const [x = '0px', y = '0px'] = style.translate === 'none' ? [] : style.translate.split(' ')
      rules.push(pathOf(element) + ' { transition: none !important; translate: ' + x + ' calc(' + y + ' + ' + tail + 'px) !important }')
    }
  }
  return rules
})()`

/** Only the scroll bars: what is pictured lies in sight, as it is. */
const scrollbarRules = `(() => {
  const root = document.documentElement
  return innerWidth > root.clientWidth || innerHeight > root.clientHeight
    ? ['html::-webkit-scrollbar, body::-webkit-scrollbar { width: 0 !important; height: 0 !important }'] : []
})()`

export type Restore = () => Promise<void>

/**
 * Makes the page stand still for its picture: its animations stop, its bars lie in one place, its root scroll bars are away
 * (`captureBeyondViewport` lays the page out without them: a page measured with them would lose that much at its right
 * edge). All of it is the inspector's, so no script of the page sees it, and all of it is taken back by what is returned.
 */
export async function holdStill(driver: PageDriver, world: InWorld, bars: 'freeze' | 'as-seen'): Promise<Restore> {
  const rules = (await world<string[]>(bars === 'freeze' ? barRules : scrollbarRules)) ?? []
  const dropSheet = rules.length === 0 ? null : await addSheet(driver, world, rules.join('\n'))
  await driver.send('Animation.enable')
  await driver.send('Animation.setPlaybackRate', { playbackRate: 0 })
  return async () => {
    await driver.send('Animation.setPlaybackRate', { playbackRate: 1 })
    await driver.send('Animation.disable')
    await dropSheet?.()
  }
}

async function addSheet(driver: PageDriver, world: InWorld, text: string): Promise<Restore> {
  await driver.send('DOM.enable')
  await driver.send('CSS.enable')
  const { frameTree } = await driver.send('Page.getFrameTree')
  const { styleSheetId } = await driver.send('CSS.createStyleSheet', { frameId: frameTree.frame.id })
  await driver.send('CSS.setStyleSheetText', { styleSheetId, text })
  return async () => {
    // A bar with a transition of its own would glide back before the person's eyes: first back, then its transition.
    await driver.send('CSS.setStyleSheetText', { styleSheetId, text: text.replaceAll(/ translate: [^}]*}/g, '}') })
    await world('document.body.offsetHeight')
    await driver.send('CSS.setStyleSheetText', { styleSheetId, text: '' })
    await driver.send('CSS.disable')
    await driver.send('DOM.disable')
  }
}
