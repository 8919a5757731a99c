import { create } from 'zustand'

interface Privacy {
  isOn: boolean
  toggle(): void
}

/** While the unit's own staff look over the shoulder, the names of the other objects are blanked. Ends with the window. */
export const usePrivacy = create<Privacy>((set) => ({
  isOn: false,
  toggle: () => set(({ isOn }) => ({ isOn: !isOn }))
}))
