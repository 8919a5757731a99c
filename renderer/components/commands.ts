import { useEffect, useRef, useLayoutEffect } from 'react'
import { create } from 'zustand'

/** Something a person can do by key or out of the palette. */
export interface Command {
  id: string
  /** Heading under which the key list and the palette show it. */
  group: string
  title: string
  /** As the key list shows it; '' for none. */
  keys: string
  /** null: only in the key list (a key of a form, say). */
  run: (() => void) | null
}

interface Commands {
  sets: ReadonlyMap<string, readonly Command[]>
}

export const useCommandStore = create<Commands>(() => ({ sets: new Map() }))

/** Offers a screen's commands while it is mounted. They may be made anew at every render. */
export function useCommands(owner: string, commands: readonly Command[]): void {
  const latest = useRef(commands)
  useLayoutEffect(() => {
    latest.current = commands
  })
  // What is shown of them changes seldom, the functions at every render: the store hears of the first only.
  const words = JSON.stringify(commands)
  const acting = commands.map(({ run }) => (run === null ? '-' : '+')).join('')
  useEffect(() => {
    const shown = JSON.parse(words) as Omit<Command, 'run'>[]
    const offered = shown.map((command, at) => ({
      ...command,
      run: acting[at] === '-' ? null : () => latest.current[at]?.run?.()
    }))
    useCommandStore.setState(({ sets }) => ({ sets: new Map(sets).set(owner, offered) }))
  }, [owner, words, acting])
  useEffect(
    () => () =>
      useCommandStore.setState(({ sets }) => {
        const left = new Map(sets)
        left.delete(owner)
        return { sets: left }
      }),
    [owner]
  )
}

/** Every command on offer, in the order of its groups. */
export function groupedCommands(sets: Commands['sets']): [group: string, commands: Command[]][] {
  const groups = new Map<string, Command[]>()
  for (const command of [...sets.values()].flat()) {
    const known = groups.get(command.group)
    if (known === undefined) groups.set(command.group, [command])
    else known.push(command)
  }
  return [...groups]
}
