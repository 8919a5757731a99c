import { create } from 'zustand'

/** What a person does once on the sample, in this order. */
export const guideSteps = ['target', 'page', 'verdict', 'capture', 'finding', 'score', 'complete', 'notice'] as const
export type GuideStep = (typeof guideSteps)[number]

interface Remembered {
  /** `new`: never offered on this machine. */
  state: 'new' | 'active' | 'skipped' | 'done'
  batchId: string | null
  done: readonly GuideStep[]
}

interface Guide extends Remembered {
  /** Grows with every start, so that what was there before counts as not done. */
  run: number
  /** The sample was opened: leads through it the first time, never again unasked. */
  offer(batchId: string): void
  /** From the beginning. */
  start(batchId: string): void
  /** The person really did it; nothing while no guide runs. */
  tick(step: GuideStep): void
  skip(): void
  finish(): void
}

const storageKey = 'xuncha.guide'
const untouched: Remembered = { state: 'new', batchId: null, done: [] }

/** What this machine remembers; text that is not ours counts as never offered. */
export function readGuide(stored: string | null): Remembered {
  if (stored === null) return untouched
  try {
    const value: unknown = JSON.parse(stored)
    if (typeof value !== 'object' || value === null) return untouched
    const { state, batchId, done } = value as Partial<Record<keyof Remembered, unknown>>
    if (state !== 'active' && state !== 'skipped' && state !== 'done') return untouched
    return {
      state,
      batchId: typeof batchId === 'string' ? batchId : null,
      done: Array.isArray(done) ? guideSteps.filter((step) => done.includes(step)) : []
    }
  } catch {
    return untouched
  }
}

export const currentStep = (done: readonly GuideStep[]): GuideStep | null =>
  guideSteps.find((step) => !done.includes(step)) ?? null

export const useGuide = create<Guide>((set, get) => {
  const keep = ({ state, batchId, done }: Remembered, run = get().run): void => {
    const next = { state, batchId, done }
    globalThis.localStorage?.setItem(storageKey, JSON.stringify(next))
    set({ ...next, run })
  }
  return {
    ...readGuide(globalThis.localStorage?.getItem(storageKey) ?? null),
    run: 0,
    offer: (batchId) => {
      const { state, batchId: before, start } = get()
      if (state === 'new' || (state === 'active' && before !== batchId)) start(batchId)
    },
    start: (batchId) => keep({ state: 'active', batchId, done: [] }, get().run + 1),
    tick: (step) => {
      const { state, batchId, done } = get()
      if (state === 'active' && !done.includes(step)) keep({ state, batchId, done: [...done, step] })
    },
    skip: () => keep({ ...get(), state: 'skipped' }),
    finish: () => keep({ ...get(), state: 'done' })
  }
})
