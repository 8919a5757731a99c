import { useEffect, useRef, useLayoutEffect } from 'react'
import type { PageControl } from './use-page.ts'

/** Find and tabs by key, wherever on the screen the focus is: the desktop hands on what is pressed in its native view. */
export function usePageKeys(page: PageControl, onFind: () => void): void {
  const latest = useRef({ page, onFind })
  useLayoutEffect(() => {
    latest.current = { page, onFind }
  })

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]') !== null) return
      const { state, selectTab } = latest.current.page
      if (state === null) return
      const isCtrl = event.ctrlKey || event.metaKey
      if (isCtrl && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f') {
        event.preventDefault()
        latest.current.onFind()
        return
      }
      const by = tabStep(event)
      const at = state.tabs.findIndex(({ id }) => id === state.tab)
      const next = by === null ? undefined : state.tabs[(at + by + state.tabs.length) % state.tabs.length]
      if (next === undefined || state.tabs.length < 2) return
      event.preventDefault()
      selectTab(next.id)
    }
    window.addEventListener('keydown', pressed)
    return () => window.removeEventListener('keydown', pressed)
  }, [])
}

/** Ctrl+Tab belongs to the browser in the browser host; Alt+PageDown is free in both. */
function tabStep(event: KeyboardEvent): 1 | -1 | null {
  if (event.ctrlKey && !event.altKey && event.key === 'Tab') return event.shiftKey ? -1 : 1
  if (!event.altKey || event.ctrlKey) return null
  return event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : null
}
