import type { BackendEvent } from '../../../electron/contract/index.ts'

type Frame = BackendEvent<'page.frame'>

/** Draws the newest frame; those that came while one was being decoded are left out. */
export class FramePainter {
  /** Size of the page's viewport in CSS pixels, as the last drawn frame gave it. */
  viewport = { width: 1, height: 1 }
  readonly #canvas: HTMLCanvasElement
  #next: Frame | null = null
  #isDrawing = false
  #isStopped = false

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas
  }

  show(frame: Frame): void {
    this.#next = frame
    if (!this.#isDrawing) void this.#drawAll()
  }

  stop(): void {
    this.#isStopped = true
    this.#next = null
  }

  async #drawAll(): Promise<void> {
    this.#isDrawing = true
    while (this.#next !== null && !this.#isStopped) {
      const frame = this.#next
      this.#next = null
      await this.#draw(frame)
    }
    this.#isDrawing = false
  }

  async #draw(frame: Frame): Promise<void> {
    const bytes = Uint8Array.from(atob(frame.data), (character) => character.charCodeAt(0))
    // A frame cut short decodes to nothing; the next one replaces it.
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' })).catch(() => null)
    if (bitmap === null) return
    const canvas = this.#canvas
    // Setting the size clears the canvas, so only when it is another one.
    if (canvas.width !== bitmap.width) canvas.width = bitmap.width
    if (canvas.height !== bitmap.height) canvas.height = bitmap.height
    canvas.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0)
    bitmap.close()
    this.viewport = { width: frame.width, height: frame.height }
    canvas.dataset['frames'] = String(Number(canvas.dataset['frames'] ?? '0') + 1)
  }
}
