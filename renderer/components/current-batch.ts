import { create } from 'zustand'

const storageKey = 'xuncha.batch'

interface CurrentBatch {
  batchId: string | null
  choose(batchId: string): void
}

/** The batch that everything right of the switcher is about; remembered on this machine. */
export const useCurrentBatch = create<CurrentBatch>((set) => ({
  batchId: localStorage.getItem(storageKey),
  choose: (batchId) => {
    localStorage.setItem(storageKey, batchId)
    set({ batchId })
  }
}))
