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

/** What is on screen now, the system's own setting followed where the person chose so. */
export function useIsDark(): boolean {
  const choice = useAppearance((state) => state.choice)
  const isSystemDark = useSyncExternalStore(subscribeSystem, () => systemDark.matches)
  return choice === 'system' ? isSystemDark : choice === 'dark'
}
