import type { Page } from 'playwright-core'

/**
 * Presses `key` and gives the milliseconds until the address of the next page (it ends with `to`) and its load state stand
 * on the screen, by the window's own clock.
 */
export async function keyToNext(page: Page, key: string, to: string): Promise<number> {
  await page.evaluate(
    ([pressedKey, wanted]) => {
      const own = window as unknown as { took?: Promise<number> }
      own.took = new Promise((done) => {
        const pressed = (event: KeyboardEvent): void => {
          if (event.key !== pressedKey) return
          window.removeEventListener('keydown', pressed, true)
          const start = performance.now()
          const look = (): void => {
            const field = document.querySelector<HTMLInputElement>('.checking-address input')
            // `innerText` would lay the whole screen out anew: that is not what is measured.
            const facts = document.querySelector('[data-pane="page"]')?.textContent ?? ''
            const isThere = field?.value.endsWith(wanted) === true && facts.includes('已载入')
            const took = performance.now() - start
            if (isThere || took > 60_000) done(isThere ? took : Number.NaN)
            else requestAnimationFrame(look)
          }
          look()
        }
        window.addEventListener('keydown', pressed, true)
      })
    },
    [key, to] as const
  )
  await page.keyboard.press(key)
  const took = await page.evaluate(() => (window as unknown as { took?: Promise<number> }).took ?? Number.NaN)
  if (Number.isNaN(took)) throw new Error(`${to} did not come within a minute of ${key}`)
  return took
}
