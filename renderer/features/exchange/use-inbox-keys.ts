import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { tinykeys } from 'tinykeys'
import { useCommands } from '../../components/commands.ts'

const textFields =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), input:not([type="checkbox"], [type="radio"])'

const bindings = { first: '1', second: '2', third: '3', next: 'j', previous: 'k', reason: 'e' } as const
type Action = keyof typeof bindings

/** The inbox's keys; never in a field, in a dialog, or while an input method composes. */
export function useInboxKeys(actions: Record<Action, () => void>): void {
  const { t } = useTranslation()
  const latest = useRef(actions)
  useLayoutEffect(() => {
    latest.current = actions
  })
  const names = Object.keys(bindings) as Action[]
  useEffect(() => {
    const taken = Object.fromEntries(
      (Object.keys(bindings) as Action[]).map((name) => [
        bindings[name],
        (event: KeyboardEvent): void => {
          const target = event.target instanceof Element ? event.target : null
          const isElsewhere =
            event.isComposing ||
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
  const group = t(($) => $.exchange.inbox.keys.group)
  useCommands(
    'exchange',
    names.map((name) => ({
      id: `exchange ${name}`,
      group,
      title: t(($) => $.exchange.inbox.keys[name]),
      keys: bindings[name].toUpperCase(),
      run: actions[name]
    }))
  )
}
