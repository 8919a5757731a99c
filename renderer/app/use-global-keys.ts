import { useEffect, useRef, useLayoutEffect } from 'react'

const textFields =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type="checkbox"], [type="radio"])'
/** How long G waits for its letter. */
const prefixMilliseconds = 8000

interface GlobalKeys {
  palette(): void
  keySheet(): void
  privacy(): void
  /** By the letter after G; answers whether there is such a screen. */
  go(letter: string): boolean
}

/**
 * Keys that are the same on every screen. They are taken before the screens' own (J alone walks the checklist, after G it
 * goes to 检查), never while an input method composes or a dialog is open; letters never out of a field.
 */
export function useGlobalKeys(keys: GlobalKeys): void {
  const latest = useRef(keys)
  useLayoutEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    let prefixAt = 0
    const take = (event: KeyboardEvent): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || event.keyCode === 229 || document.querySelector('dialog[open]') !== null) return
      const target = event.target instanceof Element ? event.target : null
      if (target?.closest('[role="dialog"]') != null) return
      const key = event.key.toLowerCase()
      const isHeld = (event.ctrlKey || event.metaKey) && !event.altKey
      if (isHeld) {
        const act =
          key === 'k' && !event.shiftKey ? latest.current.palette : key === 'h' && event.shiftKey ? latest.current.privacy : null
        if (act === null) return
        take(event)
        if (!event.repeat) act()
        return
      }
      if (event.altKey || event.repeat || target?.closest(textFields) != null) return
      if (Date.now() - prefixAt < prefixMilliseconds) {
        prefixAt = 0
        if (latest.current.go(key)) take(event)
        return
      }
      if (key === 'g' && !event.shiftKey) {
        prefixAt = Date.now()
        take(event)
      } else if (event.key === '?') {
        take(event)
        latest.current.keySheet()
      }
    }
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])
}
