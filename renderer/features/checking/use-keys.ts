import { useEffect, useRef, useLayoutEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { keyFires, keyMap, type CheckingAction } from './keys.ts'

const textFields =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type="checkbox"], [type="radio"])'

/** The screen's keys, on the window while it is mounted. */
export function useKeys(actions: Record<CheckingAction, () => void>): void {
  // Set with the screen and not after it: a key may come in between, and would act on what is no longer shown.
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })

  useEffect(() => {
    const bindings = Object.fromEntries(
      keyMap.flatMap((line) => {
        const fire = (event: KeyboardEvent): void => {
          const target = event.target instanceof Element ? event.target : null
          const at = {
            isComposing: event.isComposing,
            repeat: event.repeat,
            inField: target?.closest(textFields) != null,
            inDialog: document.querySelector('dialog[open]') !== null || target?.closest('[role="dialog"]') != null
          }
          if (!keyFires(line, at)) return
          event.preventDefault()
          latest.current[line.action]()
        }
        return [line.binding, ...(line.also === undefined ? [] : [line.also])].map((binding) => [binding, fire])
      })
    )
    // Which keys a field keeps for itself is decided above, key by key.
    return tinykeys(window, bindings, { ignore: () => false })
  }, [])
}
