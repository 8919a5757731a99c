import { useEffect, useRef, useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { tinykeys } from 'tinykeys'
import { useCommands } from '../../components/commands.ts'

const textFields =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type="checkbox"], [type="radio"])'

export interface HintActions {
  open: () => void
  take: () => void
  dismiss: () => void
  wake: () => void
  undo: () => void
}

const bindings = { take: 't', dismiss: 'x', wake: 'w', undo: '$mod+z' } as const
const shown = { open: 'Enter', take: 'T', dismiss: 'X', wake: 'W', undo: 'Ctrl+Z' } as const

/** The screen's keys; never in a field, in a dialog, or while an input method composes. Enter belongs to the grid. */
export function useHintKeys(actions: HintActions): void {
  const { t } = useTranslation()
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  useEffect(() => {
    const names = Object.keys(bindings) as (keyof typeof bindings)[]
    const taken = Object.fromEntries(
      names.map((name) => [
        bindings[name],
        (event: KeyboardEvent): void => {
          const target = event.target instanceof Element ? event.target : null
          const isElsewhere =
            event.isComposing ||
            event.repeat ||
            target?.closest(textFields) != null ||
            document.querySelector('dialog[open], [role="dialog"]') !== null
          if (isElsewhere) return
          event.preventDefault()
          latest.current[name]()
        }
      ])
    )
    return tinykeys(window, taken, { ignore: () => false })
  }, [])
  const group = t(($) => $.hints.keys.group)
  const all = Object.keys(shown) as (keyof typeof shown)[]
  useCommands(
    'hints',
    all.map((name) => ({
      id: `hints ${name}`,
      group,
      title: t(($) => $.hints.keys[name]),
      keys: shown[name],
      run: actions[name]
    }))
  )
}
