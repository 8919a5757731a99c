import { RpcFailure } from '../../rpc/client.ts'

export type Attempt<T> = { ok: true; value: T } | { ok: false; failure: RpcFailure }

/** A call whose failure is an answer: the screen shows the backend's sentence where the act was done. */
export function attempt<T>(call: Promise<T>): Promise<Attempt<T>> {
  return call.then(
    (value) => ({ ok: true, value }) as const,
    (cause: unknown) => {
      if (cause instanceof RpcFailure) return { ok: false, failure: cause } as const
      // Anything else is our own mistake and belongs in the error boundary's report, not in a friendly line.
      throw cause
    }
  )
}
