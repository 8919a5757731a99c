import { create } from 'zustand'

/** What the palette shows: everything, or the indicators alone. */
export type PaletteScope = 'all' | 'indicators'

interface Overlays {
  palette: PaletteScope | null
  isKeySheetOpen: boolean
  show(palette: PaletteScope | null): void
  showKeys(isOpen: boolean): void
}

/** The command palette and the key list stand over every screen; any of them may call them up. */
export const useOverlays = create<Overlays>((set) => ({
  palette: null,
  isKeySheetOpen: false,
  show: (palette) => set({ palette }),
  showKeys: (isKeySheetOpen) => set({ isKeySheetOpen })
}))
