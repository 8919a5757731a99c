import { rpc } from '../../rpc/client.ts'
import { attempt } from './attempt.ts'
import { buttonOf, keyInput, keyRoute, modifiersOf, toPagePoint, wheelPixels, type PageInput } from './page-input.ts'

const send = (input: PageInput): void => {
  // A page that closed meanwhile takes no more input; there is nothing to tell the person.
  void attempt(rpc.call('page.input', input))
}

interface Coalesced {
  move: PageInput | null
  wheel: Extract<PageInput, { type: 'wheel' }> | null
  frame: number
}

/** Mouse and wheel over the canvas go to the page. Answers the function that stops it. */
export function forwardMouse(
  canvas: HTMLCanvasElement,
  typing: HTMLTextAreaElement,
  viewport: () => { width: number; height: number }
): () => void {
  const waiting: Coalesced = { move: null, wheel: null, frame: 0 }
  const flush = (): void => {
    waiting.frame = 0
    if (waiting.move !== null) send(waiting.move)
    if (waiting.wheel !== null) send(waiting.wheel)
    waiting.move = null
    waiting.wheel = null
  }
  // Once per frame of the screen is as often as the page can show it.
  const flushSoon = (): void => {
    if (waiting.frame === 0) waiting.frame = requestAnimationFrame(flush)
  }
  const pointOf = (event: MouseEvent) => toPagePoint(event, canvas.getBoundingClientRect(), viewport())
  const mouse = (event: PointerEvent, action: 'down' | 'up' | 'move', clicks: number): PageInput => ({
    type: 'mouse',
    action,
    ...pointOf(event),
    button: action === 'move' ? 'none' : buttonOf(event.button),
    buttons: event.buttons,
    clicks,
    modifiers: modifiersOf(event)
  })

  const clicks = createClickCounter()
  const down = (event: PointerEvent): void => {
    event.preventDefault()
    // The input method opens its window beside the text catcher, so it follows the pointer.
    const box = canvas.getBoundingClientRect()
    typing.style.left = `${event.clientX - box.left}px`
    typing.style.top = `${event.clientY - box.top}px`
    typing.focus({ preventScroll: true })
    canvas.setPointerCapture(event.pointerId)
    flush()
    send(mouse(event, 'down', clicks.down(event)))
  }
  const up = (event: PointerEvent): void => {
    flush()
    send(mouse(event, 'up', clicks.count()))
  }
  const move = (event: PointerEvent): void => {
    waiting.move = mouse(event, 'move', 0)
    flushSoon()
  }
  const wheel = (event: WheelEvent): void => {
    event.preventDefault()
    const { dx, dy } = wheelPixels(event, viewport())
    const before = waiting.wheel
    waiting.wheel = {
      type: 'wheel',
      ...pointOf(event),
      dx: (before?.dx ?? 0) + dx,
      dy: (before?.dy ?? 0) + dy,
      modifiers: modifiersOf(event)
    }
    flushSoon()
  }
  const noMenu = (event: Event): void => event.preventDefault()

  canvas.addEventListener('pointerdown', down)
  canvas.addEventListener('pointerup', up)
  canvas.addEventListener('pointermove', move)
  canvas.addEventListener('wheel', wheel, { passive: false })
  canvas.addEventListener('contextmenu', noMenu)
  return () => {
    if (waiting.frame !== 0) cancelAnimationFrame(waiting.frame)
    canvas.removeEventListener('pointerdown', down)
    canvas.removeEventListener('pointerup', up)
    canvas.removeEventListener('pointermove', move)
    canvas.removeEventListener('wheel', wheel)
    canvas.removeEventListener('contextmenu', noMenu)
  }
}

const doubleClickMilliseconds = 500
const doubleClickPixels = 5

/** Pointer events carry no click count (`detail` is 0), so double and triple clicks are counted here. */
function createClickCounter() {
  let last = { time: 0, x: 0, y: 0, button: -1, clicks: 0 }
  return {
    down: (event: PointerEvent): number => {
      const isNear = Math.hypot(event.clientX - last.x, event.clientY - last.y) <= doubleClickPixels
      const isSoon = event.timeStamp - last.time <= doubleClickMilliseconds
      const clicks = isNear && isSoon && event.button === last.button ? (last.clicks % 3) + 1 : 1
      last = { time: event.timeStamp, x: event.clientX, y: event.clientY, button: event.button, clicks }
      return clicks
    },
    count: (): number => Math.max(last.clicks, 1)
  }
}

/** Keys and text typed into the catcher go to the page. Answers the function that stops it. */
export function forwardKeys(typing: HTMLTextAreaElement): () => void {
  const key = (action: 'down' | 'up') => (event: KeyboardEvent) => {
    const route = keyRoute(event)
    // A paste comes as its own event with the clipboard's text; the page's own clipboard is another machine's.
    if (route !== 'send') return
    event.preventDefault()
    event.stopPropagation()
    send(keyInput(event, action))
  }
  const down = key('down')
  const up = key('up')
  const text = (value: string): void => {
    typing.value = ''
    for (let at = 0; at < value.length; at += 10_000) send({ type: 'text', text: value.slice(at, at + 10_000) })
  }
  const composed = (event: CompositionEvent): void => text(event.data)
  const input = (event: Event): void => {
    // Text that came without a key: a handwriting pad, dictation, an on-screen keyboard.
    if (event instanceof InputEvent && !event.isComposing && event.inputType !== 'insertCompositionText') text(typing.value)
  }
  const paste = (event: ClipboardEvent): void => {
    event.preventDefault()
    text(event.clipboardData?.getData('text/plain') ?? '')
  }
  typing.addEventListener('keydown', down)
  typing.addEventListener('keyup', up)
  typing.addEventListener('compositionend', composed)
  typing.addEventListener('input', input)
  typing.addEventListener('paste', paste)
  return () => {
    typing.removeEventListener('keydown', down)
    typing.removeEventListener('keyup', up)
    typing.removeEventListener('compositionend', composed)
    typing.removeEventListener('input', input)
    typing.removeEventListener('paste', paste)
  }
}
