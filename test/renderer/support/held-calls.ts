import type { Backend } from '../../../electron/backend/backend.ts'
import type { ProcedureName } from '../../../electron/contract/index.ts'

export interface HeldCalls {
  /** The same backend for a window; what the test itself calls goes past it. */
  backend: Backend
  /** @returns lets the calls of that name go on */
  hold(procedure: ProcedureName): () => void
  answer(procedure: ProcedureName, value: () => Promise<unknown>): void
  fail(procedure: ProcedureName, message: string): void
  clear(): void
}

type Reply = Awaited<ReturnType<Backend['call']>>

/** A backend of which single calls can be kept waiting, fail, or be answered otherwise, as a loaded or broken machine does. */
export function heldCalls(backend: Backend): HeldCalls {
  const held = new Map<string, () => Promise<Reply | null>>()
  return {
    backend: {
      ...backend,
      call: async (procedure, input) => (await held.get(procedure)?.()) ?? backend.call(procedure, input)
    },
    hold(procedure) {
      const { promise, resolve } = Promise.withResolvers<null>()
      held.set(procedure, () => promise)
      return () => {
        held.delete(procedure)
        resolve(null)
      }
    },
    answer: (procedure, value) => void held.set(procedure, async () => ({ ok: true, value: await value() })),
    fail: (procedure, message) =>
      void held.set(procedure, () => Promise.resolve({ ok: false, error: { code: 'internal', message, faults: [] } })),
    clear: () => held.clear()
  }
}
