import { useSyncExternalStore } from 'react'
import { create } from 'zustand'

export type ThemeChoice = 'light' | 'dark' | 'system'

const storageKey = 'xuncha.theme'
const systemDark = window.matchMedia('(prefers-color-scheme: dark)')

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

interface Appearance {
  choice: ThemeChoice
  choose(choice: ThemeChoice): void
}

export const useAppearance = create<Appearance>((set) => ({
  choice: storedChoice(),
  choose: (choice) => {
    localStorage.setItem(storageKey, choice)
    set({ choice })
  }
}))

const subscribeSystem = (changed: () => void): (() => void) => {
  systemDark.addEventListener('change', changed)
  return () => systemDark.removeEventListener('change', changed)
}

let isOnPaper = false
const printEvents = ['beforeprint', 'afterprint'] as const
for (const name of printEvents) {
  window.addEventListener(name, () => {
    isOnPaper = name === 'beforeprint'
  })
}
const subscribePrint = (changed: () => void): (() => void) => {
  for (const name of printEvents) window.addEventListener(name, changed)
  return () => {
    for (const name of printEvents) window.removeEventListener(name, changed)
  }
}

/** While a print is being made, whoever asked for it: our button, Ctrl+P or the browser's menu. */
export function useIsOnPaper(): boolean {
  return useSyncExternalStore(subscribePrint, () => isOnPaper)
}

/** What is on screen now, the system's own setting followed where the person chose so. Paper is white. */
export function useIsDark(): boolean {
  const isPrinted = useIsOnPaper()
  const choice = useAppearance((state) => state.choice)
  const isSystemDark = useSyncExternalStore(subscribeSystem, () => systemDark.matches)
  if (isPrinted) return false
  return choice === 'system' ? isSystemDark : choice === 'dark'
}
