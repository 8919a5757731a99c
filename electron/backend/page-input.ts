import type { PageDriver } from '../capture/page-driver.ts'
import type { Input } from '../contract/index.ts'

const mouseTypes = { down: 'mousePressed', up: 'mouseReleased', move: 'mouseMoved' } as const

/** Forwards what the person did over the picture of the page. It is not waited for: a page that hangs does not answer. */
export function forwardInput(driver: PageDriver, input: Input<'page.input'>): void {
  void sendInput(driver, input).catch(() => undefined)
}

async function sendInput(driver: PageDriver, input: Input<'page.input'>): Promise<void> {
  if (input.type === 'mouse') {
    const { action, x, y, button, buttons, clicks, modifiers } = input
    // The middle button means "in a new window", and there is none.
    if (button === 'middle') return
    await driver.send('Input.dispatchMouseEvent', {
      type: mouseTypes[action],
      x,
      y,
      button,
      buttons,
      clickCount: clicks,
      modifiers
    })
  } else if (input.type === 'wheel') {
    const { x, y, dx, dy, modifiers } = input
    await driver.send('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: dx, deltaY: dy, modifiers })
  } else if (input.type === 'text') {
    await driver.send('Input.insertText', { text: input.text })
  } else {
    const { action, key, code, text, keyCode, modifiers } = input
    const type = action === 'up' ? 'keyUp' : text === '' ? 'rawKeyDown' : 'keyDown'
    await driver.send('Input.dispatchKeyEvent', {
      type,
      key,
      code,
      modifiers,
      windowsVirtualKeyCode: keyCode,
      ...(text === '' || action === 'up' ? {} : { text })
    })
  }
}
